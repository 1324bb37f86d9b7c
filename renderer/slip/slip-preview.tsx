import { useT } from '../i18n/i18n.ts';
import { Loading } from '../ui/loading.tsx';
import { StatusNote } from '../ui/status-note.tsx';
import { PrintSheets } from './print-sheets.tsx';
import styles from './slip-preview.module.css';
import type { SlipPages } from './use-slip-pages.ts';

export interface SlipPreviewProps {
  drawn: SlipPages;
  /** The office is still making the slip. */
  making?: boolean;
  /** `beside`: one column of a wide dialog; `alone`: the whole dialog. */
  place: 'beside' | 'alone';
}

/** The slip as it will be printed: what is seen is what the printer gets. Nothing is printed before all is drawn. */
export function SlipPreview({ drawn, making = false, place }: SlipPreviewProps) {
  const t = useT('slip');
  const waiting = making || (drawn.state === 'drawing' && drawn.pages.length === 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling place must take the focus
    <section className={styles.preview} data-place={place} tabIndex={0} aria-label={t('preview')}>
      {waiting ? <Loading label={t('making')} lines={6} /> : undefined}
      {drawn.state === 'none' && !making ? <p className={styles.none}>{t('none')}</p> : undefined}
      {drawn.state === 'failed' ? (
        <StatusNote
          tone="danger"
          live="alert"
          happened={t('notDrawn.happened')}
          safe={t('notDrawn.safe')}
          todo={t('notDrawn.todo')}
        />
      ) : undefined}
      {drawn.pages.map((page, index) => (
        <img key={page} src={page} alt={t('page', { page: index + 1 })} />
      ))}
      {drawn.state === 'ready' ? <PrintSheets pages={drawn.pages} /> : undefined}
    </section>
  );
}
