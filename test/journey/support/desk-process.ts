import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const project = join(import.meta.dirname, '../../..');

/** One desk as `npm start` runs it over loopback: a process of its own that can be killed like a power cut kills it. */
export interface DeskProcess {
  readonly startUrl: string;
  readonly dataDir: string;
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
  const startUrl = await readStartUrl(child);
  return {
    startUrl,
    dataDir: options.dataDir,
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

function readStartUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    let complained = '';
    child.stderr?.on('data', (text: Buffer) => {
      complained += text.toString('utf8');
    });
    child.stdout?.on('data', (text: Buffer) => {
      said += text.toString('utf8');
      const url = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(said)?.[0];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`desk ended with ${code}: ${complained}`)));
  });
}
