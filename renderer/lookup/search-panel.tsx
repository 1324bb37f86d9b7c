import { type KeyboardEvent, useId, useState } from 'react';
import { FailureNote } from '../failure-note.tsx';
import type { FrameSearch } from '../frame/frame-types.ts';
import { useT } from '../i18n/i18n.ts';
import { go } from '../routes.ts';
import { DossierCode } from '../ui/dossier-code.tsx';
import { formatDate } from '../ui/format.ts';
import { numberOf } from '../worklist/row-words.ts';
import styles from './lookup.module.css';
import { SearchWays } from './search-ways.tsx';
import { useTypedText } from './typed-text.ts';
import { type DossierSearch, useDossierSearch } from './use-dossier-search.ts';

const hitsShown = 8;

/** The list under the search field: hits, or what can be typed. The highlighted hit is the one Enter opens. */
function SearchPanel(props: {
  search: DossierSearch;
  listId: string;
  active: number;
  onOpen: (id: string) => void;
  onAll: () => void;
}) {
  const t = useT('worklist');
  const tDossier = useT('dossier');
  const { search, listId, active } = props;
  if (search.state === 'failed' && search.failure) {
    return (
      <div className={styles.panelNote}>
        <FailureNote failure={search.failure.failure} onRetry={search.retry} />
      </div>
    );
  }
  if (search.state === 'searching') return <p className={styles.panelNote}>{t('lookup.searching')}</p>;
  if (search.hits.length === 0) {
    return (
      <div className={styles.panelNote} role="status">
        <p className={styles.none}>{t('lookup.none.title')}</p>
        <SearchWays />
      </div>
    );
  }
  return (
    <>
      <div id={listId} role="listbox" aria-label={t('lookup.results')} className={styles.hits}>
        {search.hits.map((hit, index) => (
          <div
            key={hit.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.hit}
            onMouseDown={(event) => {
              event.preventDefault();
              props.onOpen(hit.id);
            }}
          >
            <b className={styles.hitName}>{hit.ownerName}</b>
            <DossierCode code={numberOf(hit)} />
            <span className={styles.hitWhat}>{hit.procedureName}</span>
            <span className={styles.hitWhen}>
              {tDossier(`status.${hit.status}`)} · {formatDate(hit.receivedOn)}
            </span>
          </div>
        ))}
      </div>
      <button
        type="button"
        className={styles.all}
        tabIndex={-1}
        onMouseDown={(event) => {
          event.preventDefault();
          props.onAll();
        }}
      >
        {t('lookup.all')}
      </button>
    </>
  );
}

/** Everything the frame's search field needs: hits while typing, arrows move, Enter opens. */
export function useFrameLookup(): FrameSearch {
  const listId = useId();
  const [value, setValue] = useState('');
  const [active, setActive] = useState(0);
  const search = useDossierSearch(value, hitsShown);
  const { hits } = search;
  const chosen = Math.min(active, Math.max(0, hits.length - 1));

  function open(id: string): void {
    setValue('');
    go('dossier', id);
  }

  function showAll(): void {
    useTypedText.setState({ text: value });
    setValue('');
    go('lookup');
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || hits.length === 0) return;
    event.preventDefault();
    setActive((chosen + step + hits.length) % hits.length);
  }

  return {
    value,
    onChange: (next) => {
      setValue(next);
      setActive(0);
    },
    onSubmit: () => {
      const hit = hits[chosen];
      if (hit) open(hit.id);
    },
    onKeyDown,
    ...(search.state === 'short'
      ? {}
      : {
          results: <SearchPanel search={search} listId={listId} active={chosen} onOpen={open} onAll={showAll} />,
        }),
    ...(hits.length > 0 ? { listId, activeId: `${listId}-${chosen}` } : {}),
  };
}
