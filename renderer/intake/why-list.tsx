import { countsInLimit } from '../../domain/calendar/deadline-day.ts';
import type { DeadlineDay, DeadlineExplanation } from '../../domain/calendar/deadline-model.ts';
import { deadlineExplanationSchema } from '../../domain/calendar/deadline-model.ts';
import { useT } from '../i18n/i18n.ts';
import { dayText } from '../ui/deadline-text.ts';
import { weekdayOf } from './limit-words.ts';
import styles from './terms.module.css';

const MOST_DAYS = 9;

/** The explanation as it crossed the contract; null when it cannot be read, as one of a newer version of the city. */
export function readExplanation(value: unknown): DeadlineExplanation | null {
  return deadlineExplanationSchema.safeParse(value).data ?? null;
}

/** Day by day: when received, what counts, what does not, when it is due. Long counts fold in the middle. */
export function WhyList({ explanation }: { explanation: DeadlineExplanation }) {
  const t = useT('intake');
  const { days } = explanation;
  const folded = days.length > MOST_DAYS;
  const head = folded ? days.slice(0, 5) : days;
  const tail = folded ? days.slice(-3) : [];
  return (
    <ol className={styles.ladder} aria-label={t('terms.why')}>
      {head.map((day) => (
        <Day key={day.date} day={day} />
      ))}
      {folded ? (
        <li className={styles.between}>{t('terms.moreDays', { count: days.length - head.length - tail.length })}</li>
      ) : undefined}
      {tail.map((day) => (
        <Day key={day.date} day={day} />
      ))}
    </ol>
  );
}

function Day({ day }: { day: DeadlineDay }) {
  const t = useT('intake');
  const tDeadline = useT('deadline');
  const [, month = '', date = ''] = day.date.split('-');
  const weekday = t(`terms.short.${weekdayOf(day.date)}` as 'terms.why');
  const isDue = day.due !== undefined;
  const quiet = !countsInLimit(day) && !isDue && day.kind !== 'received' && day.kind !== 'start';
  return (
    <li data-off={quiet || undefined} data-due={isDue || undefined}>
      <span>{`${weekday} ${date}/${month}`}</span>
      <span className={styles.dot} aria-hidden="true" />
      <span>{dayText(tDeadline, day)}</span>
    </li>
  );
}
