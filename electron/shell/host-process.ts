import { type UtilityProcess, utilityProcess } from 'electron';
import type { HostOpening, HostToShell, ShellToHost } from '../host/ports/shell-protocol.ts';
import { report } from './report.ts';
import { restartDelay } from './restart-rule.ts';

/** The office process as the shell sees it. */
export interface HostProcess {
  /** False when there is no running host to take the message. */
  post(message: ShellToHost): boolean;
  /** Asks the host to shut its store; resolves when its process is gone. */
  close(): Promise<void>;
}

/** How long a closing host may take before it is killed, in milliseconds: every commit is on disk already. */
const CLOSE_LIMIT_MS = 30_000;

/** Starts the host and keeps it running: restarts it with growing pauses, gives up by `restartDelay`. */
export function runHost(options: {
  readonly entry: string;
  readonly opening: HostOpening;
  readonly onMessage: (message: HostToShell) => void;
  /** The process ended although nobody asked it to. */
  readonly onGone: () => void;
  readonly onGiveUp: () => void;
}): HostProcess {
  const deaths: number[] = [];
  let child: UtilityProcess | null = null;
  let closing: Promise<void> | null = null;
  let pause: NodeJS.Timeout | null = null;

  function start(): void {
    pause = null;
    const started = utilityProcess.fork(options.entry, [], { serviceName: 'mot-cua-host', stdio: 'inherit' });
    child = started;
    started.on('message', (message: HostToShell) => options.onMessage(message));
    started.on('exit', (code) => ended(started, code));
    started.postMessage(options.opening);
  }
  function ended(which: UtilityProcess, code: number): void {
    if (child !== which) return;
    child = null;
    if (closing !== null) return;
    report('host-gone', { exitCode: code });
    options.onGone();
    deaths.push(performance.now());
    const delay = restartDelay(deaths);
    if (delay === null) options.onGiveUp();
    else pause = setTimeout(start, delay);
  }
  async function close(): Promise<void> {
    if (pause !== null) clearTimeout(pause);
    const running = child;
    if (running === null) return;
    await new Promise<void>((resolve) => {
      const limit = setTimeout(() => {
        report('host-killed');
        running.kill();
      }, CLOSE_LIMIT_MS);
      running.on('exit', () => {
        clearTimeout(limit);
        resolve();
      });
      running.postMessage({ kind: 'close' } satisfies ShellToHost);
    });
  }
  start();
  return {
    post(message) {
      if (child === null || closing !== null) return false;
      child.postMessage(message);
      return true;
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}
