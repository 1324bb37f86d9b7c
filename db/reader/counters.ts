import { instantOfLegalTime, legalTimeOf } from '../../domain/calendar/legal-time.ts';
import { WORK_LISTS, type WorkList } from '../../domain/dossier/status.ts';
import type { Connection } from '../database.ts';
import { prepare } from '../query.ts';

export interface CountersOutput {
  readonly counters: Record<WorkList, number>;
  /** Running clocks whose promised time is still to come today. */
  readonly dueToday: number;
  /** Running clocks whose promised time has passed. */
  readonly overdue: number;
}

/** Work-list counters as kept, and the two counts that depend on the time (`now`, any ISO instant). */
export function readCounters(connection: Connection, input: { readonly now: string }): CountersOutput {
  const counters = Object.fromEntries(WORK_LISTS.map((list) => [list, 0])) as Record<WorkList, number>;
  const rows = prepare(connection, 'SELECT list, count FROM work_counter').all() as { list: string; count: number }[];
  for (const row of rows) if (Object.hasOwn(counters, row.list)) counters[row.list as WorkList] = row.count;
  const time = legalTimeOf(input.now);
  const now = instantOfLegalTime(time);
  const tomorrow = instantOfLegalTime({ day: time.day + 1, ms: 0 });
  const running = "FROM dossier WHERE list IN('received','processing') AND due_at IS NOT NULL";
  const overdue = prepare(connection, `SELECT count(*) AS n ${running} AND due_at < ?`).get(now) as { n: number };
  const today = prepare(connection, `SELECT count(*) AS n ${running} AND due_at >= ? AND due_at < ?`).get(
    now,
    tomorrow,
  );
  return { counters, dueToday: (today as { n: number }).n, overdue: overdue.n };
}
