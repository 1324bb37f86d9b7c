import { IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';
import { type NoteAction, NoteButton } from './status-note.tsx';

export interface EmptyStateProps {
  /** What is not here yet. */
  title: string;
  /** What will appear here. */
  hint?: ReactNode;
  /** How to make the first. */
  action?: NoteAction;
  icon?: ReactNode;
}

/** A place with nothing in it: says what will appear and how to make the first. */
export function EmptyState({ title, hint, action, icon }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <span className={styles.icon} aria-hidden="true">
        {icon ?? <IconInbox size={26} stroke={1.5} />}
      </span>
      <p className={styles.title}>{title}</p>
      {hint !== undefined ? <p className={styles.hint}>{hint}</p> : undefined}
      {action ? <NoteButton action={action} /> : undefined}
    </div>
  );
}
