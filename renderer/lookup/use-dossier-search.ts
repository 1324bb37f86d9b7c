import { useEffect, useState } from 'react';
import type { SearchHit } from '../../contract/views.ts';
import type { OperationFailure } from '../operation-failure.ts';
import { useOperation } from '../use-operation.ts';

const debounceMs = 80;
const leastLetters = 2;

export interface DossierSearch {
  /** `short`: not enough typed · `searching`: nothing to show yet · `found`: `hits` belong to what is typed. */
  readonly state: 'short' | 'searching' | 'found' | 'failed';
  readonly hits: readonly SearchHit[];
  /** More may exist than were asked for. */
  readonly most: boolean;
  readonly failure: OperationFailure | null;
  retry(): void;
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), debounceMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** Hits while typing: 80 ms after the last letter, from two letters on; earlier hits stay until new ones are here. */
export function useDossierSearch(text: string, limit: number): DossierSearch {
  const query = useSettled(text.trim());
  const asked = query.length >= leastLetters && text.trim().length >= leastLetters;
  const search = useOperation('dossiers.search', { query, limit }, { enabled: asked, keepPrevious: true });
  const hits = asked ? (search.data?.hits ?? []) : [];
  const state = !asked ? 'short' : search.error ? 'failed' : search.data === undefined ? 'searching' : 'found';
  return {
    state: state === 'found' && search.isPlaceholderData && hits.length === 0 ? 'searching' : state,
    hits,
    most: hits.length >= limit,
    failure: asked ? search.error : null,
    retry: () => void search.refetch(),
  };
}
