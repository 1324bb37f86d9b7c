import type { ReactNode } from 'react';
import { ClockIcon } from './clock-word.tsx';
import styles from './counter-tile.module.css';

export interface CounterTileProps {
  count: number;
  label: string;
  tone?: 'plain' | 'soon' | 'late';
  /** Set on tiles that filter; a tile without `onClick` only tells. */
  pressed?: boolean;
  onClick?: () => void;
}

/** One count of the work list; pressing it filters the list. */
export function CounterTile({ count, label, tone = 'plain', pressed = false, onClick }: CounterTileProps) {
  const content = (
    <>
      <b className={styles.count}>{count}</b>
      <span className={styles.label}>
        {tone === 'plain' ? undefined : <ClockIcon tone={tone} />}
        <span className={styles.text}>{label}</span>
      </span>
    </>
  );
  if (!onClick) {
    return (
      <div className={styles.tile} data-tone={tone} title={label}>
        {content}
      </div>
    );
  }
  return (
    <button
      type="button"
      className={styles.tile}
      data-tone={tone}
      title={label}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {content}
    </button>
  );
}

export interface CounterRowProps {
  label: string;
  children: ReactNode;
}

/** The row of tiles above a list; long words are cut on a narrow screen. */
export function CounterRow({ label, children }: CounterRowProps) {
  return (
    <fieldset className={styles.row} aria-label={label}>
      {children}
    </fieldset>
  );
}
