import type { OperationInput } from '../../contract/operations.ts';
import type { Counters, DossierRow } from '../../contract/views.ts';
import { STATUS_RULES } from '../../domain/dossier/status.ts';

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
  /** Rows of that list which belong to the filter; left out, all of them. */
  readonly tone?: DossierRow['clock']['tone'];
  readonly tile: 'plain' | 'soon' | 'late';
}

const rules: Readonly<Record<WorkFilter, FilterRule>> = {
  received: { list: 'received', tile: 'plain' },
  online: { list: 'online-waiting', tile: 'plain' },
  supplement: { list: 'supplement', tile: 'plain' },
  processing: { list: 'processing', tile: 'plain' },
  today: { list: 'open', tone: 'now', tile: 'soon' },
  overdue: { list: 'open', tone: 'late', tile: 'late' },
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
      return list === 'open' || list === 'all' ? 0 : counters[list];
    }
  }
}

/**
 * The loaded rows a filter shows, each once: a page read again may repeat a row that moved. Overdue and due today mean
 * the promised date; an online dossier that waits for acceptance has none yet.
 */
export function rowsOfFilter(filter: WorkFilter, rows: readonly DossierRow[]): DossierRow[] {
  const { tone } = rules[filter];
  const seen = new Set<string>();
  return rows.filter((row) => {
    const fits = tone === undefined || (row.clock.tone === tone && STATUS_RULES[row.status].clock === 'runs');
    if (!fits || seen.has(row.id)) return false;
    seen.add(row.id);
    return true;
  });
}
