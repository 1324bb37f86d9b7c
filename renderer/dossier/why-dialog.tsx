import { Modal } from '@mantine/core';
import type { DossierView } from '../../contract/views.ts';
import { epochDayOfIso, weekdayOf } from '../../domain/calendar/civil-date.ts';
import { countsInLimit } from '../../domain/calendar/deadline-day.ts';
import type { DeadlineExplanation } from '../../domain/calendar/deadline-model.ts';
import { useT } from '../i18n/i18n.ts';
import { readExplanation } from '../intake/why-list.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { dayText, ruleText, warningText } from '../ui/deadline-text.ts';
import { useKeys } from '../ui/keys.ts';
import styles from './dossier.module.css';

type Promised = NonNullable<DossierView['promised']>;

/** Why the promised date is that date: every day, and the rules that were applied. */
export function WhyDialog({ promised, onClose }: { promised: Promised; onClose: () => void }) {
  const t = useT('dossier');
  const tUi = useT('ui');
  useKeys(
    [
      { id: 'why.close', keys: 'Esc', label: tUi('close'), run: onClose },
      { id: 'why.again', keys: 'Alt+V', label: tUi('close'), run: onClose },
    ],
    'dialog',
  );
  const explanation = readExplanation(promised.explanation);
  return (
    <Modal opened onClose={onClose} size={560} closeOnEscape={false}>
      <Modal.Title>{t('clock.whyTitle')}</Modal.Title>
      <p className={styles.whyLead}>{t(`limit.${promised.limit.unit}`, { count: promised.limit.amount })}</p>
      {promised.variantReason ? (
        <p className={styles.small}>{t('clock.variant', { reason: promised.variantReason })}</p>
      ) : undefined}
      {explanation === null ? <p>{t('clock.noDays')}</p> : <Days explanation={explanation} />}
      <div className={styles.dialogButtons}>
        <ActionButton keys="Esc" onClick={onClose}>
          {tUi('close')}
        </ActionButton>
      </div>
    </Modal>
  );
}

const weekdays = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const;

function Days({ explanation }: { explanation: DeadlineExplanation }) {
  const t = useT('dossier');
  const tDeadline = useT('deadline');
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling place must take the focus */}
      <ol className={styles.days} aria-label={t('clock.days')} tabIndex={0}>
        {explanation.days.map((day) => (
          <li
            key={day.date}
            className={styles.day}
            data-counts={countsInLimit(day) || undefined}
            data-due={day.due !== undefined || undefined}
          >
            <span className={styles.muted}>
              {t(`weekday.${weekdays[weekdayOf(epochDayOfIso(day.date)) - 1] ?? 'd1'}`)}{' '}
              {`${day.date.slice(8, 10)}/${day.date.slice(5, 7)}/${day.date.slice(0, 4)}`}
            </span>
            <span>{dayText(tDeadline, day)}</span>
          </li>
        ))}
      </ol>
      {explanation.warnings?.map((warning) => (
        <p key={warning.year} className={styles.warning}>
          {warningText(tDeadline, warning)}
        </p>
      ))}
      {explanation.rules.length > 0 ? (
        <>
          <h3 className={styles.rulesTitle}>{t('clock.rules')}</h3>
          <ul className={styles.rules}>
            {explanation.rules.map((rule) => (
              <li key={rule.id}>
                {ruleText(tDeadline, rule)}
                {rule.source === undefined ? undefined : <span className={styles.small}> {rule.source}</span>}
                {rule.verified ? undefined : <span className={styles.small}> ({t('clock.notVerified')})</span>}
              </li>
            ))}
          </ul>
        </>
      ) : undefined}
    </>
  );
}
