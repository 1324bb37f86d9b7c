import { instantOfLegalTime, legalTimeOf } from '../../domain/calendar/legal-time.ts';
import type { Connection } from '../database.ts';
import { prepare } from '../query.ts';

/** Running clocks by their promised time: passed, or still to come today. */
export type PromisedList = 'overdue' | 'due-today';

/** Rows of running clocks promised in `[from, until)`: two parameters. */
export const PROMISED_BETWEEN = `FROM dossier WHERE list IN('received','processing') AND due_at IS NOT NULL
  AND due_at >= ? AND due_at < ?`;

/** The bounds of a list at `now` (any ISO instant), as `due_at` is written. */
export function promisedBounds(list: PromisedList, now: string): [from: string, until: string] {
  const time = legalTimeOf(now);
  const at = instantOfLegalTime(time);
  return list === 'overdue' ? ['', at] : [at, instantOfLegalTime({ day: time.day + 1, ms: 0 })];
}

/** How many dossiers stand in a list at `now`. */
export function countPromised(connection: Connection, list: PromisedList, now: string): number {
  const row = prepare(connection, `SELECT count(*) AS n ${PROMISED_BETWEEN}`).get(...promisedBounds(list, now));
  return (row as { n: number }).n;
}
