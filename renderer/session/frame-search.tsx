import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react';
import type { FrameSearch } from '../frame/frame-types.ts';
import { useT } from '../i18n/i18n.ts';
import { go } from '../routes.ts';
import { DossierCode } from '../ui/dossier-code.tsx';
import { formatDate } from '../ui/format.ts';
import { useOperation } from '../use-operation.ts';
import styles from './frame-search.module.css';

/** The one search field: hits as you type, arrows and Enter open a dossier. */
export function useFrameSearch(): FrameSearch {
  const t = useT('app');
  const listId = useId();
  const [value, setValue] = useState('');
  const [active, setActive] = useState(0);
  const query = useDeferredValue(value.trim());
  const asked = query.length >= 2;
  const search = useOperation('dossiers.search', { query, limit: 8 }, { enabled: asked, keepPrevious: true });
  const hits = asked ? (search.data?.hits ?? []) : [];

  function open(id: string): void {
    setValue('');
    go('dossier', id);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || hits.length === 0) return;
    event.preventDefault();
    setActive((active + step + hits.length) % hits.length);
  }

  const results = asked ? (
    <div id={listId} role="listbox" aria-label={t('search.results')} className={styles.list}>
      {hits.length === 0 && search.isFetched ? <p className={styles.none}>{t('search.none')}</p> : undefined}
      {hits.map((hit, index) => (
        <div
          key={hit.id}
          id={`${listId}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={styles.hit}
          onMouseDown={(event) => {
            event.preventDefault();
            open(hit.id);
          }}
        >
          <b>{hit.ownerName}</b>
          <DossierCode code={hit.code ?? hit.temporaryCode ?? ''} />
          <span>{hit.procedureName}</span>
          <span>{formatDate(hit.receivedOn)}</span>
        </div>
      ))}
    </div>
  ) : undefined;

  return {
    value,
    onChange: (next) => {
      setValue(next);
      setActive(0);
    },
    onSubmit: () => {
      const hit = hits[active];
      if (hit) open(hit.id);
    },
    onKeyDown,
    ...(results ? { results, listId } : {}),
    ...(hits.length > 0 ? { activeId: `${listId}-${active}` } : {}),
  };
}
