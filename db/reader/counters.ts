import { WORK_LISTS, type WorkList } from '../../domain/dossier/status.ts';
import type { Connection } from '../database.ts';
import { prepare } from '../query.ts';
import { countPromised } from './promised.ts';

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
  return {
    counters,
    dueToday: countPromised(connection, 'due-today', input.now),
    overdue: countPromised(connection, 'overdue', input.now),
  };
}
