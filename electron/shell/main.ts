import { app, type BrowserWindow, Menu, session } from 'electron';
import { openFileKeyVault } from '../host/ports/file-key-vault.ts';
import type { HostToShell, ShellToHost } from '../host/ports/shell-protocol.ts';
import { registerPageScheme, servePage } from './app-scheme.ts';
import { PAGE_ORIGIN } from './channel.ts';
import { serveChildren, utilityChildren } from './children.ts';
import { chooseProfileFolder, makeProfileFolders } from './data-folders.ts';
import { type HostProcess, runHost } from './host-process.ts';
import { connectPage } from './ipc-transport.ts';
import { openOsKeyVault, serveVault } from './key-vault.ts';
import { denyPermissions } from './permissions.ts';
import { report } from './report.ts';
import { readStartOptions } from './start-options.ts';
import { STOP_PATH } from './stop-page.ts';
import { bringForward, denyNavigation, openDeskWindow, PAGE_ADDRESS } from './window.ts';

/** Kept in memory only: nothing the page caches or stores reaches the disk. */
const PAGE_SESSION = 'desk';

chooseProfileFolder();
if (app.requestSingleInstanceLock()) startProgram();
else app.quit();

function startProgram(): void {
  app.enableSandbox();
  registerPageScheme();
  denyNavigation();
  Menu.setApplicationMenu(process.platform === 'darwin' ? macMenu() : null);
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(openDesk, (error: unknown) => {
    report('start-failed', { name: error instanceof Error ? error.name : 'unknown' });
    app.exit(1);
  });
}

async function openDesk(): Promise<void> {
  const parts = readStartOptions(import.meta.dirname, process.argv, app.isPackaged);
  const { dataDir, vaultDir } = makeProfileFolders();
  const pageSession = session.fromPartition(PAGE_SESSION);
  denyPermissions(pageSession);
  servePage(pageSession.protocol, parts.pageDir);
  const vault =
    parts.keyFile === null ? await openOsKeyVault(vaultDir) : openFileKeyVault({ file: parts.keyFile, dataDir });

  const window = openDeskWindow({ preload: parts.preload, session: pageSession, packaged: app.isPackaged });
  app.on('second-instance', () => bringForward(window));

  const toHost = (message: ShellToHost) => host.post(message);
  const page = connectPage(window.webContents, toHost);
  const children = serveChildren(
    utilityChildren({ 'inspect-file': parts.inspectFileEntry, 'sample-city': parts.sampleCityEntry }),
    toHost,
  );
  const answerVault = serveVault(vault, toHost);

  function hear(message: HostToShell): void {
    if (message.kind === 'page-message') page.deliver(message.line, message.text);
    if (message.kind === 'page-closed') page.closed(message.line);
    if (message.kind === 'failed') void showStop(window, message.code);
    children.receive(message);
    answerVault(message);
  }
  const host = runHost({
    entry: parts.hostEntry,
    opening: {
      kind: 'open',
      dataDir,
      appVersion: app.getVersion(),
      packaged: app.isPackaged,
      vaultStrength: vault.strength(),
    },
    onMessage: hear,
    onGone() {
      children.killAll();
      page.hostGone();
    },
    onGiveUp: () => void showStop(window, 'host-keeps-dying'),
  });
  quitAfterHost(host);
  await show(window, PAGE_ADDRESS);
}

async function showStop(window: BrowserWindow, code: string): Promise<void> {
  report('stopped', { code });
  await show(window, `${PAGE_ORIGIN}${STOP_PATH}?code=${encodeURIComponent(code)}`);
}

/** Loads an address; a load that a later one replaces, or that fails, is reported and nothing more. */
async function show(window: BrowserWindow, address: string): Promise<void> {
  if (window.isDestroyed()) return;
  try {
    await window.loadURL(address);
  } catch {
    report('load-failed');
  }
}

/** Holds every quit back until the host has shut its store and its process is gone. */
function quitAfterHost(host: HostProcess): void {
  let isShut = false;
  app.on('before-quit', (event) => {
    if (isShut) return;
    event.preventDefault();
    void host.close().then(() => {
      isShut = true;
      app.quit();
    });
  });
}

function macMenu(): Menu {
  return Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]);
}
