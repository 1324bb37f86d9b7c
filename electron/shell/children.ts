import { app, utilityProcess } from 'electron';
import { makeListeners, makeOnce } from '../../contract/listeners.ts';
import type { Json } from '../../contract/transport.ts';
import type { ChildEnd, ChildEntry, ChildLimits, ChildLine, ChildProcesses } from '../host/ports/child-processes.ts';
import type { HostToShell, ShellToHost } from '../host/ports/shell-protocol.ts';

/** How often a child's memory is looked at, in milliseconds. */
const MEMORY_LOOK_MS = 200;

/** Child processes of the host as Electron utility processes. */
export function utilityChildren(entries: Readonly<Record<ChildEntry, string>>): ChildProcesses {
  return { start: (entry, args, limits = {}) => utilityLine(entry, entries[entry], args, limits) };
}

function utilityLine(name: ChildEntry, file: string, args: readonly string[], limits: ChildLimits): ChildLine {
  const { memoryMb, timeoutMs } = limits;
  const child = utilityProcess.fork(file, [...args], {
    serviceName: `mot-cua-${name}`,
    stdio: 'ignore',
    execArgv: memoryMb === undefined ? [] : [`--max-old-space-size=${memoryMb}`],
  });
  const messages = makeListeners<[Json]>();
  const ended = makeOnce<[number | null, ChildEnd]>();
  let end: ChildEnd = 'exited';

  function stop(reason: ChildEnd): void {
    if (ended.happened) return;
    if (end === 'exited') end = reason;
    if (!child.kill()) setTimeout(() => stop(reason), MEMORY_LOOK_MS);
  }
  const clock = timeoutMs === undefined ? null : setTimeout(() => stop('timeout'), timeoutMs);
  const look =
    memoryMb === undefined
      ? null
      : setInterval(() => {
          if (residentMb(child.pid) > memoryMb) stop('memory');
        }, MEMORY_LOOK_MS);
  child.on('message', (message: Json) => messages.call(message));
  child.on('exit', (code) => {
    if (clock !== null) clearTimeout(clock);
    if (look !== null) clearInterval(look);
    ended.happen(code, end);
  });
  return {
    send(message) {
      if (!ended.happened) child.postMessage(message);
    },
    onMessage: (listener) => messages.add(listener),
    onExit: (listener) => ended.add(listener),
    kill: () => stop('killed'),
  };
}

/** Resident memory in MiB; V8's own limit does not bound what native code takes. */
function residentMb(pid: number | undefined): number {
  const found = pid === undefined ? undefined : app.getAppMetrics().find((metric) => metric.pid === pid);
  return (found?.memory.workingSetSize ?? 0) / 1024;
}

/** Serves the host's child process messages; `killAll` is for a host that died. */
export function serveChildren(
  children: ChildProcesses,
  toHost: (message: ShellToHost) => void,
): { receive(message: HostToShell): void; killAll(): void } {
  const lines = new Map<number, ChildLine>();
  return {
    receive(message) {
      if (message.kind === 'child-start') {
        const { child } = message;
        const line = children.start(message.entry, message.args, message.limits);
        lines.set(child, line);
        line.onMessage((inner) => toHost({ kind: 'child-message', child, message: inner }));
        line.onExit((code, end) => {
          if (lines.get(child) !== line) return;
          lines.delete(child);
          toHost({ kind: 'child-exited', child, code, end });
        });
      }
      if (message.kind === 'child-send') lines.get(message.child)?.send(message.message);
      if (message.kind === 'child-kill') lines.get(message.child)?.kill();
    },
    killAll() {
      const all = [...lines.values()];
      lines.clear();
      for (const line of all) line.kill();
    },
  };
}
