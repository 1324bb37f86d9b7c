import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import styles from './key-cap.module.css';

export interface KeyCapProps {
  /** The combination as registered: `F9`, `Ctrl+Enter`, `Up`. */
  keys: string;
  /** Set where the control itself carries `aria-keyshortcuts`. */
  silent?: boolean;
}

/** The key printed on a control or in help. */
export function KeyCap({ keys, silent = false }: KeyCapProps) {
  const arrow = keys === 'Up' ? <IconArrowUp size={12} /> : keys === 'Down' ? <IconArrowDown size={12} /> : undefined;
  return (
    <kbd className={styles.cap} aria-hidden={silent || undefined}>
      {arrow ? (
        <>
          <span aria-hidden="true">{arrow}</span>
          <span className={styles.name}>{keys === 'Up' ? '↑' : '↓'}</span>
        </>
      ) : (
        keys.replace(/(?<=.)\+(?=.)/gu, ' ')
      )}
    </kbd>
  );
}
