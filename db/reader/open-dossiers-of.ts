import type { Connection } from '../database.ts';
import { prepare } from '../query.ts';

/** How many dossiers that are not closed name this citizen number, in whatever role. */
export function readOpenDossiersOf(connection: Connection, input: { readonly idNumber: string }): number {
  const row = prepare(
    connection,
    `SELECT count(DISTINCT dossier.id) AS n FROM dossier_party
     JOIN dossier ON dossier.id = dossier_party.dossier_id WHERE id_number = ? AND list <> 'closed'`,
  ).get(input.idNumber) as { n: number };
  return row.n;
}
