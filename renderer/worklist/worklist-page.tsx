import { useEffect, useMemo, useRef } from 'react';
import type { DossierRow } from '../../contract/views.ts';
import { FailureNote } from '../failure-note.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useNow } from '../frame/use-now.ts';
import { useT } from '../i18n/i18n.ts';
import { go, type RoutePageProps } from '../routes.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { CounterRow, CounterTile } from '../ui/counter-tile.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatTime } from '../ui/format.ts';
import { useKeys } from '../ui/keys.ts';
import { Loading } from '../ui/loading.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { StatusNote } from '../ui/status-note.tsx';
import { TableFilter } from '../ui/table-filter.tsx';
import { useOperation } from '../use-operation.ts';
import { useListPlace } from './list-place.ts';
import { matchingRows, numberOf } from './row-words.ts';
import { showRow } from './show-row.ts';
import { useWorkRows } from './use-work-rows.ts';
import { workColumns } from './work-columns.tsx';
import { filterCount, filterRule, type ListSort, type WorkFilter, workFilterOf, workFilters } from './work-filters.ts';
import styles from './worklist.module.css';

const nearEnd = 40;

export interface WorklistPageProps extends RoutePageProps {
  /** Shown as the section of results to hand over; the work list keeps its own filter meanwhile. */
  readonly returning?: boolean;
}

/** The work list: counters that filter, the dossiers of the office by due date, what the city has of each. */
export function WorklistPage({ param, returning = false }: WorklistPageProps) {
  const t = useT('worklist');
  const tUi = useT('ui');
  const now = useNow(undefined);
  const place = useListPlace();
  const filter = returning ? 'return' : (workFilterOf(param) ?? place.filter);
  const office = useOperation('office.state', {});
  const counters = useOperation('dossiers.counters', {});
  // Overdue and due today are read by promised date, whatever order the other lists stand in.
  const sortable = filter !== 'overdue' && filter !== 'today';
  const list = useWorkRows(filter, sortable ? place.sort : 'due');
  const shown = useMemo(() => matchingRows(tUi, list.rows ?? [], place.text), [tUi, list.rows, place.text]);
  const listRef = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => workColumns(t, tUi, now), [t, tUi, now]);

  useEffect(() => {
    useListPlace.getState().set(returning ? { returning } : { returning, filter });
  }, [filter, returning]);
  useEffect(() => {
    useListPlace.getState().set({ order: shown.map((row) => row.id) });
  }, [shown]);

  const ready = list.rows !== undefined;
  useEffect(() => {
    if (!ready) return;
    const { current, order } = useListPlace.getState();
    showRow(listRef.current, Math.max(0, current === null ? 0 : order.indexOf(current)));
  }, [ready]);

  function pick(next: WorkFilter): void {
    place.set({ filter: next, current: null });
    go('worklist', next);
  }

  function stepOn(): void {
    const at = shown.findIndex((row) => row.id === useListPlace.getState().current);
    showRow(listRef.current, Math.min(shown.length - 1, at + 1));
  }

  function onCurrent(row: DossierRow): void {
    place.set({ current: row.id });
    if (shown.indexOf(row) > shown.length - nearEnd) list.loadMore();
  }

  function onScroll(): void {
    const scroller = listRef.current?.querySelector('[role="grid"]')?.parentElement;
    if (!scroller) return;
    if (scroller.scrollTop + scroller.clientHeight > scroller.scrollHeight - nearEnd * 36) list.loadMore();
  }

  useKeys([
    { id: 'list.next', keys: 'F8', label: t('keys.next'), run: stepOn },
    { id: 'worklist.intake', keys: 'F2', label: t('keys.intake'), run: () => go('intake') },
  ]);

  const officeName = office.data?.office?.shortName ?? '';
  const readAt = list.readAt === 0 ? now : new Date(list.readAt);
  return (
    <>
      <PageHead
        title={t('title')}
        note={t('note', { office: officeName, time: formatTime(readAt) })}
        actions={
          <ActionButton size="sm" keys="F2" onClick={() => go('intake')}>
            {t('newIntake')}
          </ActionButton>
        }
      />
      <div className={styles.counts}>
        <CounterRow label={t('filters')}>
          {workFilters.map((name) => (
            <CounterTile
              key={name}
              count={counters.data ? filterCount(name, counters.data) : 0}
              label={t(`filter.${name}`)}
              tone={filterRule(name).tile}
              pressed={name === filter}
              onClick={() => pick(name)}
            />
          ))}
        </CounterRow>
      </div>
      <div className={styles.tools}>
        <TableFilter
          value={place.text}
          onChange={(value) => place.set({ text: value })}
          onLeave={() => showRow(listRef.current, 0)}
        />
        {sortable ? (
          <Segmented<ListSort>
            label={t('sort.label')}
            value={place.sort}
            onChange={(sort) => place.set({ sort, current: null })}
            options={[
              { value: 'due', label: t('sort.due') },
              { value: 'newest', label: t('sort.newest') },
            ]}
          />
        ) : undefined}
        <p className={styles.count} role="status">
          {list.loadingMore ? `${t('loadingMore')} · ` : undefined}
          <ShownCount shown={shown.length} loaded={list.rows?.length ?? 0} list={list} filtered={place.text !== ''} />
        </p>
      </div>
      {list.failure && ready ? (
        <div className={styles.note}>
          <StatusNote
            tone="warn"
            live="status"
            layout="row"
            happened={`${t('stale.happened')} ${t('stale.safe', { time: formatTime(readAt) })}`}
            action={{ label: tUi('retry'), onClick: list.retry }}
          />
        </div>
      ) : undefined}
      <div className={styles.list} ref={listRef} onScrollCapture={onScroll}>
        {ready ? (
          <DataTable
            label={t(`filter.${filter}`)}
            columns={columns}
            rows={shown}
            rowKey={(row) => row.id}
            rowLabel={numberOf}
            onOpen={(row) => {
              place.set({ current: row.id });
              go('dossier', row.id);
            }}
            onCurrent={onCurrent}
            empty={<NothingHere filter={filter} text={place.text} onClear={() => place.set({ text: '' })} />}
            fill
          />
        ) : list.failure ? (
          <FailureNote failure={list.failure.failure} onRetry={list.retry} />
        ) : (
          <div className={styles.waiting}>
            <Loading label={t('opening')} lines={5} />
          </div>
        )}
      </div>
    </>
  );
}

function ShownCount(props: {
  shown: number;
  loaded: number;
  list: { total: number; complete: boolean };
  filtered: boolean;
}) {
  const t = useT('worklist');
  const { shown, loaded, list, filtered } = props;
  if (!filtered) return <>{t('count', { total: list.total })}</>;
  if (list.complete || loaded >= list.total) return <>{t('countOf', { shown, total: list.total })}</>;
  return <>{t('countLoaded', { shown, loaded, total: list.total })}</>;
}

function NothingHere({ filter, text, onClear }: { filter: WorkFilter; text: string; onClear: () => void }) {
  const t = useT('worklist');
  if (text !== '') {
    return (
      <EmptyState
        title={t('empty.filtered.title')}
        hint={t('empty.filtered.hint')}
        action={{ label: t('empty.clearFilter'), onClick: onClear }}
      />
    );
  }
  const startsHere = filter === 'open' || filter === 'received';
  return (
    <EmptyState
      title={t(`empty.${filter}.title`)}
      hint={t(`empty.${filter}.hint`)}
      {...(startsHere ? { action: { label: t('newIntake'), keys: 'F2', onClick: () => go('intake') } } : {})}
    />
  );
}
