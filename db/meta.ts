import type { Connection } from './database.ts';
import { again, get, query, run } from './query.ts';
import type { WriteTx } from './write-tx.ts';

const VALUE_OF = query.selectFrom('meta').select('value').where('key', '=', '').compile();
const SET_VALUE = query
  .insertInto('meta')
  .values({ key: '', value: '' })
  .onConflict((conflict) => conflict.column('key').doUpdateSet(({ ref }) => ({ value: ref('excluded.value') })))
  .compile();

/** A value of the `meta` table; null when it was never set. */
export function getMeta(connection: Connection, key: string): string | null {
  return get(connection, again(VALUE_OF, key))?.value ?? null;
}

export function setMeta(tx: WriteTx, key: string, value: string): void {
  run(tx.connection, again(SET_VALUE, key, value));
}

export function removeMeta(tx: WriteTx, key: string): void {
  run(tx.connection, query.deleteFrom('meta').where('key', '=', key));
}
