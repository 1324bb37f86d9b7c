import type { Connection } from '../database.ts';
import { prepare } from '../query.ts';

export interface ByIdNumberOutput {
  /** Dossiers of this person that are not closed. */
  readonly open: number;
  /** Newest first, at most 20. */
  readonly dossierIds: string[];
}

/** Dossiers in which a citizen number stands, in whatever role. */
export function readByIdNumber(connection: Connection, input: { readonly idNumber: string }): ByIdNumberOutput {
  const rows = prepare(
    connection,
    `SELECT DISTINCT dossier.number, dossier.id, dossier.list FROM dossier_party
     JOIN dossier ON dossier.id = dossier_party.dossier_id WHERE id_number = ? ORDER BY dossier.number DESC`,
  ).all(input.idNumber) as { id: string; list: string }[];
  return {
    open: rows.filter((row) => row.list !== 'closed').length,
    dossierIds: rows.slice(0, 20).map((row) => row.id),
  };
}
