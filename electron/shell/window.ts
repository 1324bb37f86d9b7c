import { app, BrowserWindow, type Session, type WebContents } from 'electron';
import { PAGE_ORIGIN } from './channel.ts';
import { report } from './report.ts';

/** The address of the page, the only one it may load again by itself. */
export const PAGE_ADDRESS = `${PAGE_ORIGIN}/`;

/** The desk's only window, hidden until its first picture is ready. */
export function openDeskWindow(options: {
  readonly preload: string;
  readonly session: Session;
  readonly packaged: boolean;
}): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Một Cửa',
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      session: options.session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !options.packaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, details) => {
    report('page-process-gone', { reason: details.reason });
    if (details.reason !== 'clean-exit') window.webContents.reload();
  });
  return window;
}

/** Shows and focuses the window a second start asks for. */
export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Pins every web contents to what the shell itself loads: no navigation, no new window, no webview. */
export function denyNavigation(): void {
  app.on('web-contents-created', (_event, contents) => pin(contents));
}

function pin(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (event.url !== PAGE_ADDRESS || !event.isMainFrame) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (event.url !== PAGE_ADDRESS || !event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
