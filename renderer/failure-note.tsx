import type { Failure } from '../domain/failures.ts';
import { failureText } from './failure-text.ts';
import { useT } from './i18n/i18n.ts';
import { type NoteAction, StatusNote } from './ui/status-note.tsx';

export interface FailureNoteProps {
  failure: Failure;
  onRetry?: () => void;
  action?: NoteAction;
}

/** An expected failure as a message in three sentences. */
export function FailureNote({ failure, onRetry, action }: FailureNoteProps) {
  const t = useT('ui');
  const words = failureText(failure);
  const button = action ?? (onRetry ? { label: t('retry'), onClick: onRetry } : undefined);
  return (
    <StatusNote
      tone="danger"
      live="alert"
      happened={words.happened}
      safe={words.safe}
      todo={words.todo}
      code={words.code}
      {...(button ? { action: button } : {})}
    />
  );
}
