import { create } from 'zustand';
import type { ListSort, WorkFilter } from './work-filters.ts';

interface ListPlace {
  /** What the work list stands on when it is opened by its own name. */
  readonly filter: WorkFilter;
  /** The rows last shown were those of the section "return": a dossier opened from there leads back there. */
  readonly returning: boolean;
  readonly sort: ListSort;
  readonly text: string;
  /** Ids of the rows last shown, in order: what "next dossier" follows. */
  readonly order: readonly string[];
  /** The row the list stood on when it was left. */
  readonly current: string | null;
  set(change: Partial<Pick<ListPlace, 'filter' | 'returning' | 'sort' | 'text' | 'order' | 'current'>>): void;
}

/** Where the user was in the work list; kept while a dossier is open, for coming back and for "next". */
export const useListPlace = create<ListPlace>()((set) => ({
  filter: 'open',
  returning: false,
  sort: 'due',
  text: '',
  order: [],
  current: null,
  set: (change) => set(change),
}));

/** The place of a dossier in the list, from 1, and the one after it. Null when it is not in the list. */
export function neighbours(
  order: readonly string[],
  id: string,
): { readonly at: number; readonly total: number; readonly next: string | null } | null {
  const index = order.indexOf(id);
  if (index < 0) return null;
  return { at: index + 1, total: order.length, next: order[index + 1] ?? null };
}
