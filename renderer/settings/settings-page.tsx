import type { OperationOutput } from '../../contract/operations.ts';
import { FailureNote } from '../failure-note.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useT } from '../i18n/i18n.ts';
import { go } from '../routes.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Loading } from '../ui/loading.tsx';
import { useOperation } from '../use-operation.ts';
import { CalendarPanel, CataloguePanel, FormsPanel } from './reference-panels.tsx';
import styles from './settings.module.css';
import { KeyPanel, MachinePanel, ScreenPanel } from './this-computer.tsx';

export type About = OperationOutput<'office.about'>;

/** What a person may set here, and what this installation runs on: key, calendars, catalogue, forms. */
export function SettingsPage() {
  const t = useT('settings');
  const about = useOperation('office.about', {});
  const office = useOperation('office.state', {});
  return (
    <>
      <PageHead
        title={t('title')}
        note={t('note')}
        actions={
          <ActionButton size="sm" onClick={() => go('states')}>
            {t('states')}
          </ActionButton>
        }
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling place must take the focus */}
      <section className={styles.page} tabIndex={0} aria-label={t('title')}>
        <div className={styles.column}>
          <ScreenPanel />
          {about.data ? (
            <>
              <KeyPanel strength={about.data.keyStrength} />
              <MachinePanel about={about.data} office={office.data?.office ?? null} />
            </>
          ) : undefined}
        </div>
        {about.data ? (
          <>
            <div className={styles.column}>
              <CalendarPanel calendars={about.data.calendars} />
              <CataloguePanel procedures={about.data.procedures} />
            </div>
            <div className={styles.column}>
              <FormsPanel forms={about.data.forms} />
            </div>
          </>
        ) : (
          <div className={styles.waiting}>
            {about.error ? (
              <FailureNote failure={about.error.failure} onRetry={() => void about.refetch()} />
            ) : (
              <Loading label={t('opening')} lines={5} />
            )}
          </div>
        )}
      </section>
    </>
  );
}
