import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from './database.ts';
import { getMeta, setMeta } from './meta.ts';
import { query, run } from './query.ts';
import { runWrite } from './write-tx.ts';

const EPOCH = /^[0-9a-f]{32}$/;

/**
 * The epoch of this database: 128 random bits that name this copy of the data as a writer. It stands in the database,
 * in `epoch.json` beside it, and with the caller (`marker`, null when it keeps none). Where they differ, or the journal
 * no longer holds the fact that the caller last saw at its head (`journalHead`, its hash in hex), the folder was
 * restored, copied or swapped: the database becomes a new writer, its number ranges are void, and meta
 * `epoch-replaced-at` says when.
 */
export function settleEpoch(
  connection: Connection,
  options: {
    readonly dir: string;
    readonly now: string;
    readonly marker: string | null;
    readonly journalHead?: string | null;
  },
): { readonly epoch: string; readonly replaced: boolean } {
  const stored = getMeta(connection, 'epoch');
  const beside = readMarker(options.dir);
  const asMarked = options.marker === null || options.marker === stored;
  if (stored !== null && beside === stored && asMarked && holdsHead(connection, options.journalHead ?? null)) {
    return { epoch: stored, replaced: false };
  }
  const epoch = randomBytes(16).toString('hex');
  runWrite(connection, (tx) => {
    setMeta(tx, 'epoch', epoch);
    if (stored === null) return;
    setMeta(tx, 'epoch-replaced-at', options.now);
    run(connection, query.updateTable('number_range').set({ state: 'void' }).where('state', '=', 'active'));
  });
  writeMarker(options.dir, epoch);
  return { epoch, replaced: stored !== null };
}

/** From the newest fact down: after a crash the head that was kept stands a little below it. */
function holdsHead(connection: Connection, hash: string | null): boolean {
  if (hash === null || /^0+$/.test(hash)) return true;
  const found = connection
    .prepare('SELECT seq FROM journal WHERE hash = ? ORDER BY seq DESC LIMIT 1')
    .get(Buffer.from(hash, 'hex'));
  return found !== undefined;
}

function readMarker(dir: string): string | null {
  try {
    const { epoch } = JSON.parse(readFileSync(join(dir, 'epoch.json'), 'utf8')) as { epoch?: unknown };
    return typeof epoch === 'string' && EPOCH.test(epoch) ? epoch : null;
  } catch {
    return null;
  }
}

/** Whole or not at all: a half-written marker would cost the device its numbers. */
function writeMarker(dir: string, epoch: string): void {
  const file = join(dir, 'epoch.json');
  const handle = openSync(`${file}.new`, 'w', 0o600);
  writeSync(handle, `${JSON.stringify({ epoch })}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
}
