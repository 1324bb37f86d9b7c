import type { Connection } from './database.ts';
import { prepare } from './query.ts';

/** The slip of a dossier that a command made already: asking again gives the same one. Null when none; `at` is UTC ISO. */
export function slipMadeBy(
  connection: Connection,
  dossierId: string,
  commandId: string,
): { issue: number; at: string } | null {
  const row = prepare(
    connection,
    `SELECT journal.occurred_at AS at, journal_payload.payload FROM journal JOIN journal_payload USING(seq)
     WHERE journal.dossier_id = ? AND journal.command_id = ? AND journal.type = 'slip.made'`,
  ).get(dossierId, commandId) as { at: string; payload: string } | undefined;
  if (row === undefined) return null;
  return { issue: (JSON.parse(row.payload) as { issue: number }).issue, at: row.at };
}
