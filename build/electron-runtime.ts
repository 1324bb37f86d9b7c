import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
/** A start that ends this soon without success is a failure to start, not a user closing the window. */
const START_SECONDS = 20;
const DOWNLOAD_SECONDS = 120;

export type ElectronOutcome =
  | { readonly ran: true; readonly exitCode: number }
  | { readonly ran: false; readonly reason: string };

/** Runs the app in Electron, fetching its runtime on first use; on any failure says why in one plain line. */
export async function runElectron(
  data: { readonly dataDir: string; readonly keyFile: string },
  prepare: () => Promise<void>,
): Promise<ElectronOutcome> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { ran: false, reason: 'máy này không có màn hình (không có DISPLAY hay WAYLAND_DISPLAY)' };
  }
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    return { ran: false, reason: 'Electron không chạy an toàn với quyền root; hãy dùng tài khoản thường' };
  }
  const executable = findExecutable() ?? download();
  if (executable === null) return { ran: false, reason: 'không tải được Electron (máy không ra được mạng)' };
  await prepare();
  return start(executable, data);
}

/** The runtime on disk: `ELECTRON_OVERRIDE_DIST_PATH`, or what the package fetched earlier. */
export function findExecutable(): string | null {
  const name =
    { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform as string] ?? 'electron';
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override !== undefined) return existing(join(override, name));
  const folder = dirname(createRequire(join(root, 'package.json')).resolve('electron/package.json'));
  const pathFile = join(folder, 'path.txt');
  return existing(join(folder, 'dist', existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : name));
}

function existing(path: string): string | null {
  return existsSync(path) ? path : null;
}

function download(): string | null {
  console.log('Đang tải Electron lần đầu…');
  const folder = dirname(createRequire(join(root, 'package.json')).resolve('electron/package.json'));
  spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: DOWNLOAD_SECONDS * 1000 });
  return findExecutable();
}

function start(
  executable: string,
  { dataDir, keyFile }: { dataDir: string; keyFile: string },
): Promise<ElectronOutcome> {
  const started = performance.now();
  const child = spawn(executable, [root, `--data=${dataDir}`, `--key-file=${keyFile}`], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let lastLine = '';
  child.stderr.on('data', (text: Buffer) => {
    lastLine = text.toString('utf8').trim().split('\n').at(-1)?.slice(0, 200) ?? lastLine;
  });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ ran: false, reason: error.message }));
    child.on('exit', (code, signal) => {
      const soon = performance.now() - started < START_SECONDS * 1000;
      if (code !== 0 && soon) resolve({ ran: false, reason: lastLine || `tiến trình dừng với mã ${code ?? signal}` });
      else resolve({ ran: true, exitCode: code ?? 1 });
    });
  });
}
