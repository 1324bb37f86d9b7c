import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListedEvents, makeEvent, onlyListed } from './only-listed.ts';
import { say } from './say.ts';

const events = new ListedEvents('app', [
  'ready',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'second-instance',
  'web-contents-created',
]);
const paths = new Map<string, string>();
const closers = new Set<() => Promise<void>>();
const childPids = new Set<number>();
let isReady = false;
let isQuitting = false;
let holdsLock = false;

const userDataSwitch = process.argv.find((arg) => arg.startsWith('--user-data-dir='))?.split('=')[1];
paths.set('appData', process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'));
paths.set('userData', userDataSwitch ?? join(paths.get('appData') ?? '', 'stand-in'));
paths.set('temp', tmpdir());

setImmediate(() => {
  isReady = true;
  events.emit('ready', makeEvent({}));
});

/** State that other parts of the stand-in share with `app`. */
export const appState = {
  get isReady(): boolean {
    return isReady;
  },
  get isQuitting(): boolean {
    return isQuitting;
  },
  /** Something to shut before the process ends, such as the browser. */
  onEnd(close: () => Promise<void>): void {
    closers.add(close);
  },
  childPids,
  windowClosed(remaining: number): void {
    if (remaining > 0 || isQuitting) return;
    if (events.listenerCount('window-all-closed') === 0) void quit();
    else events.emit('window-all-closed');
  },
  contentsCreated(contents: unknown): void {
    events.emit('web-contents-created', makeEvent({}), contents);
  },
};

async function end(code: number): Promise<never> {
  for (const close of closers) await close().catch(() => {});
  if (holdsLock) rmSync(lockFile(), { force: true });
  process.exit(code);
}

async function quit(): Promise<void> {
  const before = makeEvent({});
  events.emit('before-quit', before);
  if (before.defaultPrevented || isQuitting) return;
  isQuitting = true;
  events.emit('will-quit', makeEvent({}));
  events.emit('quit', makeEvent({}), 0);
  await end(0);
}

function userData(): string {
  return paths.get('userData') ?? '';
}

function lockFile(): string {
  return join(userData(), 'SingletonLock');
}

/** Unix socket paths are short: named by a hash of the profile. */
function lockSocket(): string {
  return join(tmpdir(), `stand-in-${createHash('sha256').update(userData()).digest('hex').slice(0, 16)}.sock`);
}

function takeLock(): boolean {
  mkdirSync(userData(), { recursive: true });
  try {
    writeFileSync(lockFile(), String(process.pid), { flag: 'wx' });
  } catch {
    if (isAlive(Number(readFileSync(lockFile(), 'utf8')))) return false;
    writeFileSync(lockFile(), String(process.pid));
  }
  rmSync(lockSocket(), { force: true });
  const server = createServer((line) => {
    line.resume();
    line.on('end', () => {
      say({ news: 'second-instance' });
      events.emit('second-instance', makeEvent({}), [], '', null);
    });
  });
  server.listen(lockSocket());
  closers.add(async () => void server.close());
  return true;
}

function tellFirst(): void {
  const told = new Promise<void>((resolve) => {
    const line = createConnection(lockSocket(), () => line.end());
    line.on('close', () => resolve());
    line.on('error', () => resolve());
  });
  closers.add(() => told);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function residentKb(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const members = {
  isPackaged: process.env.STAND_IN_PACKAGED === '1',
  enableSandbox(): void {
    if (isReady) throw new Error('app.enableSandbox() must be called before the app is ready');
  },
  whenReady: (): Promise<void> =>
    isReady ? Promise.resolve() : new Promise((resolve) => events.once('ready', () => resolve())),
  quit: (): void => void quit(),
  exit: (code = 0): void => void end(code),
  getPath(name: string): string {
    const path = paths.get(name);
    if (path === undefined) throw new Error(`the Electron stand-in has no path '${name}'`);
    return path;
  },
  setPath: (name: string, path: string): void => void paths.set(name, path),
  getVersion: (): string => '0.0.0-stand-in',
  getAppMetrics: () =>
    [...childPids].map((pid) => ({ pid, type: 'Utility', memory: { workingSetSize: residentKb(pid) } })),
  requestSingleInstanceLock(): boolean {
    holdsLock = takeLock();
    if (!holdsLock) tellFirst();
    return holdsLock;
  },
  commandLine: onlyListed('app.commandLine', {
    hasSwitch: (name: string): boolean =>
      process.argv.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)),
  }),
  on: (event: string, listener: (...args: never[]) => void): void => void events.on(event, listener),
  once: (event: string, listener: (...args: never[]) => void): void => void events.once(event, listener),
};

export const app = onlyListed('app', members);

process.on('disconnect', () => void end(0));
process.on('message', (order) => {
  if (order === 'quit') void quit();
});
