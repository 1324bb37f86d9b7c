import { openLoopbackOffice } from '../electron/host/loopback-office.ts';
import { APP_VERSION, CHILD_ENTRIES, PAGE_DIR } from './host-entries.ts';

export interface RunningLoopback {
  readonly port: number;
  readonly startUrl: string;
  newStartUrl(): string;
  /** Settles with the exit code when the program was asked to stop and everything is shut. */
  readonly stopped: Promise<number>;
  stop(): Promise<void>;
}

/** Runs the office and its page server in this process until SIGINT or SIGTERM. */
export async function runLoopback(options: {
  readonly dataDir: string;
  readonly keyFile: string;
  readonly port: number;
  readonly portGiven: boolean;
}): Promise<RunningLoopback> {
  const open = (port: number) =>
    openLoopbackOffice({
      dataDir: options.dataDir,
      keyFile: options.keyFile,
      port,
      pageDir: PAGE_DIR,
      children: CHILD_ENTRIES,
      appVersion: APP_VERSION,
    });
  const office = await open(options.port).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE' && !options.portGiven) return open(0);
    throw error;
  });
  let finish: (code: number) => void = () => {};
  const stopped = new Promise<number>((resolve) => {
    finish = resolve;
  });
  let stopping: Promise<void> | undefined;
  function stop(): Promise<void> {
    stopping ??= office.close().then(
      () => finish(0),
      () => finish(1),
    );
    return stopping;
  }
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
  return { port: office.port, startUrl: office.startUrl, newStartUrl: office.newStartUrl, stopped, stop };
}
