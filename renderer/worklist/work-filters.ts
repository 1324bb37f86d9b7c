import type { OperationInput } from '../../contract/operations.ts';
import type { Counters, DossierRow } from '../../contract/views.ts';

export const workFilters = [
  'received',
  'online',
  'supplement',
  'processing',
  'today',
  'overdue',
  'return',
  'financial',
  'open',
] as const;
export type WorkFilter = (typeof workFilters)[number];
export type ListName = OperationInput<'dossiers.list'>['list'];
export type ListSort = 'due' | 'newest';

interface FilterRule {
  /** The list asked of the office. */
  readonly list: ListName;
  readonly tile: 'plain' | 'soon' | 'late';
}

const rules: Readonly<Record<WorkFilter, FilterRule>> = {
  received: { list: 'received', tile: 'plain' },
  online: { list: 'online-waiting', tile: 'plain' },
  supplement: { list: 'supplement', tile: 'plain' },
  processing: { list: 'processing', tile: 'plain' },
  today: { list: 'due-today', tile: 'soon' },
  overdue: { list: 'overdue', tile: 'late' },
  return: { list: 'to-return', tile: 'plain' },
  financial: { list: 'financial', tile: 'plain' },
  open: { list: 'open', tile: 'plain' },
};

export function filterRule(filter: WorkFilter): FilterRule {
  return rules[filter];
}

/** The filter an address names; anything else is null. */
export function workFilterOf(name: string): WorkFilter | null {
  return workFilters.find((filter) => filter === name) ?? null;
}

/** How many dossiers a filter holds, from the office's counters. */
export function filterCount(
  filter: WorkFilter,
  known: { readonly counters: Counters; readonly dueToday: number; readonly overdue: number },
): number {
  const { counters } = known;
  switch (filter) {
    case 'today':
      return known.dueToday;
    case 'overdue':
      return known.overdue;
    case 'open':
      return Object.entries(counters).reduce((sum, [list, count]) => (list === 'closed' ? sum : sum + count), 0);
    default: {
      const { list } = rules[filter];
      return Object.hasOwn(counters, list) ? counters[list as keyof Counters] : 0;
    }
  }
}

/** The loaded rows, each once: a page read again may repeat a row that moved. */
export function eachOnce(rows: readonly DossierRow[]): DossierRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(row.id) && seen.add(row.id) !== undefined);
}
