import { hostname, userInfo } from 'node:os';
import { resolve } from 'node:path';
import { bundle } from './bundle.ts';
import { runElectron } from './electron-runtime.ts';
import { defaultDataDir, keyFileOf } from './folders.ts';
import { openInBrowser } from './open-in-browser.ts';
import { readOptions, wholeNumber } from './options.ts';
import { runLoopback } from './run-loopback.ts';

const USAGE = 'npm start -- [--data THƯ-MỤC] [--key-file TỆP] [--port N] [--loopback] [--no-open]';
export const DEFAULT_PORT = 8765;

/** Opens the app: in Electron where it runs, otherwise the same app in a browser over 127.0.0.1. */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = readOptions(
    args,
    {
      data: { type: 'string' },
      'key-file': { type: 'string' },
      port: { type: 'string' },
      loopback: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
    },
    USAGE,
  );
  const dataDir = resolve(values.data ?? defaultDataDir());
  const port = wholeNumber(values.port, DEFAULT_PORT, 0, 65535, 'port');
  return startApp({
    dataDir,
    keyFile: keyFileOf(dataDir, values['key-file']),
    port,
    portGiven: values.port !== undefined,
    electron: !values.loopback,
    open: !values['no-open'],
  });
}

export interface StartOptions {
  readonly dataDir: string;
  readonly keyFile: string;
  readonly port: number;
  /** A port asked for is used or refused; the default one may give way to a free one. */
  readonly portGiven: boolean;
  readonly electron: boolean;
  readonly open: boolean;
}

/** Opens the app over a data folder; returns the exit code when it has been closed. */
export async function startApp(options: StartOptions): Promise<number> {
  if (options.electron) {
    const outcome = await runElectron(options, async () => bundle(['page', 'host', 'shell'], console.log));
    if (outcome.ran) return outcome.exitCode;
    console.log(`Không mở được cửa sổ Electron: ${outcome.reason}. Mở cùng chương trình này trong trình duyệt.`);
  }
  await bundle(['page'], console.log);
  const running = await runLoopback(options);
  console.log(`\nMột Cửa đang chạy tại:\n  ${running.startUrl}`);
  console.log('Từ máy khác, mở đường hầm bằng lệnh sau rồi mở đúng địa chỉ trên:');
  console.log(`  ssh -L ${running.port}:127.0.0.1:${running.port} ${userInfo().username}@${hostname()}`);
  console.log('Địa chỉ chỉ dùng được một lần. Nhấn Enter để có địa chỉ mới, Ctrl+C để dừng.\n');
  if (options.open) openInBrowser(running.startUrl);
  process.stdin.on('data', () => console.log(`  ${running.newStartUrl()}`));
  process.stdin.unref?.();
  return running.stopped;
}
