import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { OperationOutput } from '../../contract/operations.ts';
import type { DossierRow } from '../../contract/views.ts';
import { useOfficeLine } from '../office-client.tsx';
import { OperationFailure } from '../operation-failure.ts';
import { filterRule, type ListSort, rowsOfFilter, type WorkFilter } from './work-filters.ts';

const pageRows = 200;
type Page = OperationOutput<'dossiers.list'>;

export interface WorkRows {
  /** Undefined until the first page is here. */
  readonly rows: readonly DossierRow[] | undefined;
  /** How many the whole list holds. */
  readonly total: number;
  readonly complete: boolean;
  readonly loadingMore: boolean;
  readonly failure: OperationFailure | null;
  /** When what is shown was read, in ms. */
  readonly readAt: number;
  loadMore(): void;
  retry(): void;
}

/**
 * One work list, page after page; notifications read the loaded pages again. Of a filter by tone, pages are read on
 * until `expected` rows are found: the overdue and today's ones stand first by due date.
 */
export function useWorkRows(filter: WorkFilter, sort: ListSort, expected: number): WorkRows {
  const line = useOfficeLine();
  const { list, tone } = filterRule(filter);
  const order = tone === undefined ? sort : 'due';
  const query = useInfiniteQuery<Page, OperationFailure, InfiniteData<Page>, readonly unknown[], string | null>({
    queryKey: ['dossiers.list', 'pages', list, order],
    queryFn: async ({ pageParam }) => {
      const result = await line.call('dossiers.list', { list, sort: order, after: pageParam, limit: pageRows });
      if (!result.ok) throw new OperationFailure(result.failure);
      return result.value;
    },
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
  });
  const { data, hasNextPage, isFetching, fetchNextPage } = query;
  const rows = useMemo(
    () =>
      data === undefined
        ? undefined
        : rowsOfFilter(
            filter,
            data.pages.flatMap((page) => page.rows),
          ),
    [data, filter],
  );
  const wanting = tone !== undefined && hasNextPage && !isFetching && (rows?.length ?? 0) < expected;
  useEffect(() => {
    if (wanting) void fetchNextPage();
  }, [wanting, fetchNextPage]);
  return {
    rows,
    total: tone === undefined ? (data?.pages.at(-1)?.total ?? 0) : Math.max(expected, rows?.length ?? 0),
    complete: !hasNextPage,
    loadingMore: query.isFetchingNextPage,
    failure: query.error,
    readAt: query.dataUpdatedAt,
    loadMore: () => {
      if (tone === undefined && hasNextPage && !isFetching) void fetchNextPage();
    },
    retry: () => void query.refetch(),
  };
}
