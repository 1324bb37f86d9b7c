import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const project = join(import.meta.dirname, '../../..');

/** One desk as `npm start` runs it over loopback: a process of its own that can be killed like a power cut kills it. */
export interface DeskProcess {
  readonly startUrl: string;
  readonly dataDir: string;
  /** Another one-time address, as Enter in its terminal gives. */
  newStartUrl(): Promise<string>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Asks it to stop and waits. */
  stop(): Promise<void>;
}

export async function startDesk(options: { readonly dataDir: string; readonly keyFile: string }): Promise<DeskProcess> {
  const child = spawn(
    process.execPath,
    [
      join(project, 'build/run.js'),
      'start',
      '--loopback',
      '--no-open',
      '--port',
      '0',
      '--data',
      options.dataDir,
      '--key-file',
      options.keyFile,
    ],
    { cwd: project, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const lines = startUrls(child);
  const startUrl = await lines.next();
  return {
    startUrl,
    dataDir: options.dataDir,
    newStartUrl() {
      child.stdin?.write('\n');
      return lines.next();
    },
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** The start addresses a desk prints, one after the other. */
function startUrls(child: ChildProcess): { next(): Promise<string> } {
  let said = '';
  let complained = '';
  let waiting: { resolve: (url: string) => void; reject: (error: Error) => void } | null = null;
  function look(): void {
    const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+(?=\s)/.exec(said);
    if (found === null || waiting === null) return;
    said = said.slice(found.index + found[0].length);
    waiting.resolve(found[0]);
    waiting = null;
  }
  child.stderr?.on('data', (text: Buffer) => {
    complained += text.toString('utf8');
  });
  child.stdout?.on('data', (text: Buffer) => {
    said += text.toString('utf8');
    look();
  });
  child.once('exit', (code) => waiting?.reject(new Error(`desk ended with ${code}: ${complained}`)));
  return {
    next: () =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        look();
      }),
  };
}
