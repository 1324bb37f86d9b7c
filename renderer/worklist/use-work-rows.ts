import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OperationOutput } from '../../contract/operations.ts';
import type { DossierRow } from '../../contract/views.ts';
import { useOfficeLine } from '../office-client.tsx';
import { OperationFailure } from '../operation-failure.ts';
import { eachOnce, filterRule, type ListSort, type WorkFilter } from './work-filters.ts';

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

/** One work list, page after page; notifications read the loaded pages again. */
export function useWorkRows(filter: WorkFilter, order: ListSort): WorkRows {
  const line = useOfficeLine();
  const { list } = filterRule(filter);
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
    () => (data === undefined ? undefined : eachOnce(data.pages.flatMap((page) => page.rows))),
    [data],
  );
  return {
    rows,
    total: data?.pages.at(-1)?.total ?? 0,
    complete: !hasNextPage,
    loadingMore: query.isFetchingNextPage,
    failure: query.error,
    readAt: query.dataUpdatedAt,
    loadMore: () => {
      if (hasNextPage && !isFetching) void fetchNextPage();
    },
    retry: () => void query.refetch(),
  };
}
