import type { Connection } from './database.ts';
import { get, query, run } from './query.ts';
import type { WriteTx } from './write-tx.ts';

/** A value of the `meta` table; null when it was never set. */
export function getMeta(connection: Connection, key: string): string | null {
  return get(connection, query.selectFrom('meta').select('value').where('key', '=', key))?.value ?? null;
}

export function setMeta(tx: WriteTx, key: string, value: string): void {
  run(
    tx.connection,
    query
      .insertInto('meta')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value })),
  );
}

export function removeMeta(tx: WriteTx, key: string): void {
  run(tx.connection, query.deleteFrom('meta').where('key', '=', key));
}
