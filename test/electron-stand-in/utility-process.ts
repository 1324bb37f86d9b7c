import { type ChildProcess, fork } from 'node:child_process';
import { appState } from './app.ts';
import { ListedEvents, onlyListed, onlyOptions } from './only-listed.ts';
import { say } from './say.ts';

interface ForkOptions {
  readonly serviceName?: string;
  readonly stdio?: 'inherit' | 'ignore' | 'pipe';
  readonly execArgv?: readonly string[];
}

const SHIM = new URL('./parent-port.ts', import.meta.url).href;

function forkUtility(file: string, args: readonly string[] = [], options: ForkOptions = {}) {
  if (!appState.isReady) throw new Error('utilityProcess.fork cannot be called before the app is ready');
  onlyOptions('utilityProcess.fork', options, ['serviceName', 'stdio', 'execArgv']);
  const out = options.stdio ?? 'inherit';
  const child: ChildProcess = fork(file, [...args], {
    execArgv: ['--import', SHIM, ...(options.execArgv ?? [])],
    stdio: ['ignore', out, out, 'ipc'],
    serialization: 'advanced',
  });
  const events = new ListedEvents('UtilityProcess', ['message', 'exit', 'spawn', 'error']);
  const { pid } = child;
  if (pid !== undefined) appState.childPids.add(pid);
  say({ news: 'child', name: options.serviceName ?? '', pid });
  child.on('message', (message) => events.emit('message', message));
  child.on('spawn', () => events.emit('spawn'));
  child.on('error', () => {});
  child.on('close', (code) => {
    if (pid !== undefined) appState.childPids.delete(pid);
    events.emit('exit', code ?? 1);
  });
  return onlyListed('UtilityProcess', {
    get pid() {
      return child.exitCode === null && child.signalCode === null ? child.pid : undefined;
    },
    postMessage(message: unknown): void {
      if (child.connected) child.send(message as object);
    },
    kill: (): boolean => child.kill('SIGTERM'),
    on: (event: string, listener: (...args: never[]) => void): void => void events.on(event, listener),
    once: (event: string, listener: (...args: never[]) => void): void => void events.once(event, listener),
  });
}

export const utilityProcess = onlyListed('utilityProcess', { fork: forkUtility });
