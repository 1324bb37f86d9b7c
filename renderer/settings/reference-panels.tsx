import { IconAlertTriangle, IconCheck, IconPrinter } from '@tabler/icons-react';
import { useT } from '../i18n/i18n.ts';
import { Chip } from '../ui/chip.tsx';
import { Panel } from '../ui/panel.tsx';
import styles from './settings.module.css';
import type { About } from './settings-page.tsx';

/** Whether something was checked against its source, in a word and a sign. */
function CheckedChip({ checked, yes, no }: { checked: boolean; yes: string; no: string }) {
  return checked ? (
    <Chip tone="ok" icon={<IconCheck size={14} stroke={2.5} aria-hidden="true" />}>
      {yes}
    </Chip>
  ) : (
    <Chip tone="warn" icon={<IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />}>
      {no}
    </Chip>
  );
}

/** Each year's calendar, newest first: what it rests on and whether it is confirmed. */
export function CalendarPanel({ calendars }: { calendars: About['calendars'] }) {
  const t = useT('settings');
  const newestFirst = calendars.toSorted((left, right) => right.year - left.year);
  return (
    <Panel title={t('calendars.title')} padding="flush">
      {calendars.length === 0 ? (
        <p className={styles.alone}>{t('calendars.none')}</p>
      ) : (
        <ul className={styles.list}>
          {newestFirst.map(({ year, confirmed, notice }) => (
            <li key={year} className={styles.year}>
              <b>{year}</b>
              <CheckedChip checked={confirmed} yes={t('calendars.confirmed')} no={t('calendars.unconfirmed')} />
              <p>{notice ?? t('calendars.noNotice')}</p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** How much of the procedure catalogue was checked against its source. */
export function CataloguePanel({ procedures }: { procedures: About['procedures'] }) {
  const t = useT('settings');
  return (
    <Panel title={t('catalogue.title')}>
      <p className={styles.count}>{t('catalogue.verified', procedures)}</p>
      <span className={styles.bar} aria-hidden="true">
        <i style={{ width: `${(100 * procedures.verified) / Math.max(1, procedures.total)}%` }} />
      </span>
      <p className={styles.hint}>{t('catalogue.hint')}</p>
    </Panel>
  );
}

const setsInOrder = ['TT03_2025', 'TT01_2018'] as const;

/** Every form of both sets: its number and title, whether the program prints it, whether its wording was checked. */
export function FormsPanel({ forms }: { forms: About['forms'] }) {
  const t = useT('settings');
  const others = forms.filter((form) => !setsInOrder.some((set) => set === form.formSet));
  const sets = [
    ...setsInOrder.map((set) => ({ name: t(`forms.set.${set}`), forms: forms.filter((form) => form.formSet === set) })),
    { name: t('forms.set.other'), forms: others },
  ].filter((set) => set.forms.length > 0);
  return (
    <Panel title={t('forms.title')} padding="flush">
      {sets.map((set) => (
        <section key={set.name}>
          <h3 className={styles.set}>{set.name}</h3>
          <ul className={styles.list}>
            {set.forms.map((form) => (
              <li key={`${form.formSet} ${form.formCode}`} className={styles.form}>
                <span className={styles.code}>{t('forms.code', { code: form.formCode })}</span>
                <p>{form.title}</p>
                <div className={styles.marks}>
                  {form.inUse ? (
                    <Chip tone="blue" icon={<IconPrinter size={14} stroke={1.75} aria-hidden="true" />}>
                      {t('forms.printed')}
                    </Chip>
                  ) : (
                    <span className={styles.quiet}>{t('forms.notPrinted')}</span>
                  )}
                  <CheckedChip checked={form.verified} yes={t('forms.verified')} no={t('forms.unverified')} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className={styles.alone}>{t('forms.hint')}</p>
    </Panel>
  );
}
