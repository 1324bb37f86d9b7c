import { useT } from '../i18n/i18n.ts';
import { StatusNote } from '../ui/status-note.tsx';
import { useIntake } from './intake-store.ts';

/** A file just taken out, with the way to put it back. */
export function RemovedFile() {
  const t = useT('intake');
  const ui = useT('ui');
  const removed = useIntake((state) => state.removed);
  const restore = useIntake((state) => state.restoreUpload);
  if (removed === null) return null;
  return (
    <StatusNote
      layout="row"
      live="status"
      happened={t('papers.removedFile', { name: removed.name })}
      action={{ label: ui('undo'), onClick: restore }}
    />
  );
}
