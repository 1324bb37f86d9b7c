import { IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import type { SearchHit } from '../../contract/views.ts';
import { FailureNote } from '../failure-note.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { type Translate, useT } from '../i18n/i18n.ts';
import { go } from '../routes.ts';
import text from '../theme/text.module.css';
import { DataTable } from '../ui/data-table.tsx';
import { DossierCode } from '../ui/dossier-code.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDate } from '../ui/format.ts';
import { KeyCap } from '../ui/key-cap.tsx';
import { isComposing, useKeys } from '../ui/keys.ts';
import { Loading } from '../ui/loading.tsx';
import type { TableColumn } from '../ui/table-types.ts';
import { useListPlace } from '../worklist/list-place.ts';
import { numberOf } from '../worklist/row-words.ts';
import { showRow } from '../worklist/show-row.ts';
import styles from './lookup.module.css';
import { SearchWays } from './search-ways.tsx';
import { useTypedText } from './typed-text.ts';
import { useDossierSearch } from './use-dossier-search.ts';

const hitsShown = 100;

function columnsOf(t: Translate<'worklist'>, tDossier: Translate<'dossier'>): readonly TableColumn<SearchHit>[] {
  return [
    { id: 'code', title: t('column.code'), width: 120, render: (hit) => <DossierCode code={numberOf(hit)} /> },
    { id: 'owner', title: t('column.owner'), width: 260, narrowWidth: 200, render: (hit) => hit.ownerName },
    {
      id: 'procedure',
      title: t('column.procedure'),
      render: (hit) => <span title={hit.procedureName}>{hit.procedureName}</span>,
    },
    {
      id: 'status',
      title: t('column.status'),
      width: 240,
      narrowWidth: 180,
      render: (hit) => <span className={text.muted}>{tDossier(`status.${hit.status}`)}</span>,
    },
    {
      id: 'received',
      title: t('column.received'),
      width: 110,
      align: 'end',
      render: (hit) => formatDate(hit.receivedOn),
    },
  ];
}

/** Look up any dossier this computer holds: by code, name, the tail of an ID number or phone. */
export function LookupPage() {
  const t = useT('worklist');
  const tDossier = useT('dossier');
  const typed = useTypedText((state) => state.text);
  const search = useDossierSearch(typed, hitsShown);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => columnsOf(t, tDossier), [t, tDossier]);

  useEffect(() => field.current?.focus(), []);
  useKeys([{ id: 'lookup.field', keys: '/', label: t('lookup.keys.field'), run: () => field.current?.select() }]);

  return (
    <>
      <PageHead title={t('lookup.title')} note={t('lookup.note')} />
      <div className={styles.field}>
        <div className={styles.box}>
          <IconSearch size={18} stroke={1.75} aria-hidden="true" />
          <input
            ref={field}
            type="text"
            aria-label={t('lookup.field')}
            aria-keyshortcuts="/"
            placeholder={t('lookup.placeholder')}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => useTypedText.setState({ text: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (isComposing(event.nativeEvent) || search.hits.length === 0) return;
              if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
              event.preventDefault();
              const only = search.hits.length === 1 ? search.hits[0] : undefined;
              if (event.key === 'Enter' && only) go('dossier', only.id);
              else showRow(list.current, 0);
            }}
          />
          <span className={styles.key}>
            <KeyCap keys="/" silent />
          </span>
        </div>
        {search.hits.length > 0 ? (
          <span className={styles.found} role="status">
            {t(search.most ? 'lookup.foundMost' : 'lookup.found', { count: search.hits.length })}
          </span>
        ) : undefined}
      </div>
      <div className={styles.results} ref={list}>
        <Results search={search} columns={columns} />
      </div>
    </>
  );
}

function Results({
  search,
  columns,
}: {
  search: ReturnType<typeof useDossierSearch>;
  columns: readonly TableColumn<SearchHit>[];
}) {
  const t = useT('worklist');
  if (search.state === 'failed' && search.failure) {
    return <FailureNote failure={search.failure.failure} onRetry={search.retry} />;
  }
  if (search.state === 'searching') return <Loading label={t('lookup.searching')} lines={4} />;
  if (search.hits.length === 0) {
    const words = search.state === 'short' ? 'start' : 'none';
    return (
      <div className={styles.nothing} role="status">
        <EmptyState
          icon={<IconSearch size={26} stroke={1.5} />}
          title={t(`lookup.${words}.title`)}
          hint={t(`lookup.${words}.hint`)}
        />
        <SearchWays />
      </div>
    );
  }
  return (
    <DataTable
      label={t('lookup.results')}
      columns={columns}
      rows={search.hits}
      rowKey={(hit) => hit.id}
      rowLabel={numberOf}
      onOpen={(hit) => {
        useListPlace.getState().set({ order: search.hits.map((other) => other.id) });
        go('dossier', hit.id);
      }}
      fill
    />
  );
}
