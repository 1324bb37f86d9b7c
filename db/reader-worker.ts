import { parentPort, workerData } from 'node:worker_threads';
import { openOfficeDatabase } from './database.ts';
import { readers } from './reader/index.ts';
import type { ReadReply, ReadRequest } from './reader-thread.ts';

/** Entry of the reader thread: answers named reads on its own read-only connection until it is sent null. */
const { dir, key } = workerData as { dir: string; key: Uint8Array };
const port = parentPort;
if (port === null) throw new Error('reader-worker runs as a worker thread');

const opened = openOfficeDatabase({ dir, key: Buffer.from(key), role: 'reader' });
if (!opened.ok) throw new Error(`reader cannot open the storage: ${opened.failure.code}`);
const connection = opened.value;

port.on('message', (request: ReadRequest | null) => {
  if (request === null) {
    connection.close();
    port.close();
    return;
  }
  port.postMessage(answer(request));
});

function answer(request: ReadRequest): ReadReply {
  try {
    const reader = readers[request.name] as (db: typeof connection, input: unknown) => unknown;
    return { id: request.id, ok: true, output: reader(connection, request.input) };
  } catch (error) {
    // The message may name columns, never values: SQLite's errors carry none.
    return { id: request.id, ok: false, message: error instanceof Error ? error.message : 'unknown' };
  }
}
