import type { Connection } from '../database.ts';
import { prepare } from '../query.ts';

/** Codes of the procedures this desk takes in most, most used first. */
export function readFavourites(connection: Connection, input: { readonly limit: number }): string[] {
  const rows = prepare(
    connection,
    'SELECT procedure_code AS code FROM procedure_use ORDER BY uses DESC, last_at DESC, procedure_code LIMIT ?',
  ).all(input.limit) as { code: string }[];
  return rows.map((row) => row.code);
}
