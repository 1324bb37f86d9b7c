import type { ReactNode } from 'react';
import styles from './action-bar.module.css';

export interface ActionBarProps {
  /** Secondary actions, left. */
  children?: ReactNode;
  /** A quiet sentence before the primary action. */
  note?: ReactNode;
  /** The primary action and its neighbour, right; the primary comes last. */
  primary?: ReactNode;
  /** A bar that took the page's bar's place, e.g. for a selection: marked with the primary colour. */
  selection?: boolean;
  label?: string;
}

/** The bar at the foot of a page, 56 px: secondary actions left, the primary bottom right. */
export function ActionBar({ children, note, primary, selection = false, label }: ActionBarProps) {
  return (
    <section className={styles.bar} data-selection={selection || undefined} aria-label={label}>
      <div className={styles.side}>{children}</div>
      {note !== undefined ? <div className={styles.note}>{note}</div> : undefined}
      <div className={styles.end}>{primary}</div>
    </section>
  );
}
