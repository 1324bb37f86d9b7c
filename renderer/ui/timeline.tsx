import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import styles from './timeline.module.css';

export interface TimelineEntry {
  id: string;
  title: ReactNode;
  /** When and who: `18/11 10:30 · Trần Hoàng Diệu`. */
  detail?: ReactNode;
  /** plain: a step · now: where it stands with the city or at present · pause: the clock stopped. */
  tone?: 'plain' | 'now' | 'pause';
}

export interface TimelineProps {
  entries: readonly TimelineEntry[];
  label?: string;
}

/** What happened to a dossier, newest first. */
export function Timeline({ entries, label }: TimelineProps) {
  const t = useT('ui');
  return (
    <ol className={styles.timeline} aria-label={label ?? t('timeline')}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <span className={styles.dot} data-tone={entry.tone ?? 'plain'} aria-hidden="true" />
          <div>
            <p className={styles.title}>{entry.title}</p>
            {entry.detail !== undefined ? <p className={styles.detail}>{entry.detail}</p> : undefined}
          </div>
        </li>
      ))}
    </ol>
  );
}
