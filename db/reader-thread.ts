import { Worker } from 'node:worker_threads';
import type { ReadInput, ReadName, ReadOutput } from './reader/index.ts';

/** What the reader thread is asked and answers. */
export interface ReadRequest {
  readonly id: number;
  readonly name: ReadName;
  readonly input: unknown;
}
export type ReadReply =
  | { readonly id: number; readonly ok: true; readonly output: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string };

export interface Reader {
  read<N extends ReadName>(name: N, input: ReadInput<N>): Promise<ReadOutput<N>>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(output: unknown): void;
  reject(error: Error): void;
}

/**
 * Starts the thread with its own read-only connection: a long read never holds up a commit. Reads are answered in
 * order. A thread that died is started again by the next read; what it was doing is rejected.
 */
export function startReader(options: {
  readonly dir: string;
  readonly key: Buffer;
  readonly entry: URL | null;
}): Reader {
  const entry = options.entry ?? new URL('./reader-worker.ts', import.meta.url);
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let closed = false;
  let worker: Worker | null = null;

  function start(): Worker {
    const started = new Worker(entry, { workerData: { dir: options.dir, key: Uint8Array.from(options.key) } });
    started.on('message', (reply: ReadReply) => {
      const asker = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (waiting.size === 0) started.unref();
      if (reply.ok) asker?.resolve(reply.output);
      else asker?.reject(new Error(reply.message));
    });
    started.on('error', (error) => lost(started, error));
    started.on('exit', () => lost(started, new Error('the reader thread ended')));
    started.unref();
    return started;
  }

  function lost(ended: Worker, error: unknown): void {
    if (worker !== ended) return;
    worker = null;
    const reason = error instanceof Error ? error : new Error(String(error));
    for (const asker of waiting.values()) asker.reject(reason);
    waiting.clear();
  }

  return {
    read(name, input) {
      if (closed) return Promise.reject(new Error('the storage is closed'));
      worker ??= start();
      const thread = worker;
      const request: ReadRequest = { id: nextId++, name, input };
      return new Promise((resolve, reject) => {
        waiting.set(request.id, { resolve: resolve as (output: unknown) => void, reject });
        thread.ref();
        thread.postMessage(request);
      });
    },
    async close() {
      closed = true;
      const thread = worker;
      if (thread === null) return;
      await new Promise<void>((resolve) => {
        thread.once('exit', () => resolve());
        thread.ref();
        thread.postMessage(null);
      });
    },
  };
}
