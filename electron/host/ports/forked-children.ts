import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { makeListeners, makeOnce } from '../../../contract/listeners.ts';
import type { Json } from '../../../contract/transport.ts';
import type { ChildEnd, ChildEntry, ChildLimits, ChildLine, ChildProcesses } from './child-processes.ts';

/** How often a child's memory is looked at, in milliseconds. */
const MEMORY_LOOK_MS = 100;

/**
 * Child processes through Node's own fork, for the loopback server and for tests. `entries` says which file each
 * entry is; the V8 heap is limited everywhere, the whole resident memory on Linux only.
 */
export function forkedChildren(entries: Readonly<Partial<Record<ChildEntry, string>>>): ChildProcesses {
  return {
    start(entry, args, limits = {}) {
      const file = entries[entry];
      if (file === undefined) throw new Error(`no file is known for the child process ${entry}`);
      return forkLine(file, args, limits);
    },
  };
}

function forkLine(file: string, args: readonly string[], limits: ChildLimits): ChildLine {
  const heap = limits.memoryMb === undefined ? [] : [`--max-old-space-size=${limits.memoryMb}`];
  const child = fork(file, [...args], { execArgv: heap, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const messages = makeListeners<[Json]>();
  const ended = makeOnce<[number | null, ChildEnd]>();
  let end: ChildEnd = 'exited';

  function stop(reason: ChildEnd): void {
    if (end === 'exited') end = reason;
    child.kill('SIGKILL');
  }
  const timers = watchLimits(child, limits, stop);
  let heapDied = false;
  child.stderr?.on('data', (text: Buffer) => {
    heapDied ||= text.includes('heap out of memory');
  });
  child.on('message', (message) => messages.call(message as Json));
  child.on('error', () => finish(null, 'not-started'));
  child.on('close', (code) => finish(code, heapDied && end === 'exited' ? 'memory' : end));
  function finish(code: number | null, how: ChildEnd): void {
    timers.stop();
    ended.happen(code, how);
  }
  return {
    send(message) {
      if (child.connected) child.send(message as object);
    },
    onMessage: (listener) => messages.add(listener),
    onExit: (listener) => ended.add(listener),
    kill: () => stop('killed'),
  };
}

function watchLimits(child: ChildProcess, limits: ChildLimits, stop: (reason: ChildEnd) => void): { stop(): void } {
  const { memoryMb, timeoutMs } = limits;
  const clock = timeoutMs === undefined ? null : setTimeout(() => stop('timeout'), timeoutMs);
  const look =
    memoryMb === undefined || process.platform !== 'linux'
      ? null
      : setInterval(() => {
          if (residentMb(child.pid) > memoryMb) stop('memory');
        }, MEMORY_LOOK_MS);
  return {
    stop() {
      if (clock !== null) clearTimeout(clock);
      if (look !== null) clearInterval(look);
    },
  };
}

function residentMb(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(found?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
