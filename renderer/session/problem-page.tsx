import type { Failure } from '../../domain/failures.ts';
import { FailureNote } from '../failure-note.tsx';
import { useT } from '../i18n/i18n.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { OutsidePage } from './outside-page.tsx';
import styles from './problem-page.module.css';

/** The store could not be opened: what happened, what is safe, what to do. */
export function ProblemPage({ failure, version }: { failure: Failure | null; version: string }) {
  const t = useT('session');
  const retry = () => location.reload();
  return (
    <OutsidePage title={t('problem.title')} version={version}>
      <div className={styles.note}>
        {failure ? (
          <FailureNote failure={failure} onRetry={retry} />
        ) : (
          <ErrorState happened={t('problem.unknown')} onRetry={retry} />
        )}
      </div>
    </OutsidePage>
  );
}
