import type { Connection } from '../database.ts';
import { prepare } from '../query.ts';

export interface ProcedureUseRow {
  readonly procedure_code: string;
  readonly uses: number;
  readonly last_at: string;
}

/** The procedures this desk takes in most, most used first. */
export function readProcedureUse(connection: Connection, input: { readonly limit: number }): ProcedureUseRow[] {
  return prepare(
    connection,
    'SELECT procedure_code, uses, last_at FROM procedure_use ORDER BY uses DESC, last_at DESC LIMIT ?',
  ).all(input.limit) as ProcedureUseRow[];
}
