import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import { type NoteAction, StatusNote } from './status-note.tsx';

export interface ErrorStateProps {
  /** Left out: the general sentences (a part could not be opened, saved data is intact). */
  happened?: ReactNode;
  safe?: ReactNode;
  todo?: ReactNode;
  /** Left out with `onRetry`: a "Thử lại" button. */
  action?: NoteAction;
  onRetry?: () => void;
  code?: string;
}

/** A failure in three sentences: what, what is safe, what to do. Interrupts the screen reader. */
export function ErrorState({ happened, safe, todo, action, onRetry, code }: ErrorStateProps) {
  const t = useT('ui');
  const retry = onRetry ? { label: t('retry'), onClick: onRetry } : undefined;
  const button = action ?? retry;
  return (
    <StatusNote
      tone="danger"
      live="alert"
      happened={happened ?? t('error.title')}
      safe={happened === undefined ? (safe ?? t('error.safe')) : safe}
      todo={happened === undefined ? (todo ?? t('error.todo')) : todo}
      {...(button ? { action: button } : {})}
      {...(code ? { code } : {})}
    />
  );
}
