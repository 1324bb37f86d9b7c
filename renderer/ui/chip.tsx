import type { ReactNode } from 'react';
import styles from './chip.module.css';

export type ChipTone = 'plain' | 'ok' | 'warn' | 'danger' | 'pause' | 'blue' | 'flag' | 'demo';

export interface ChipProps {
  tone?: ChipTone;
  /** A 14 px icon; colour is never alone. */
  icon?: ReactNode;
  children: ReactNode;
}

/** A short label: source of data, completeness, importance. */
export function Chip({ tone = 'plain', icon, children }: ChipProps) {
  return (
    <span className={styles.chip} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}
