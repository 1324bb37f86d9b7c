import type { Translate } from '../i18n/i18n.ts';
import { formatDate, formatTime } from '../ui/format.ts';
import { legalDateOf } from './legal-day.ts';

export interface LimitSpan {
  readonly amount: number;
  readonly unit: 'WORKING_DAY' | 'CALENDAR_DAY' | 'WORKING_HOUR' | 'SAME_DAY';
}

export function limitWords(t: Translate<'intake'>, limit: LimitSpan): string {
  return t(`terms.unit.${limit.unit}`, { count: limit.amount });
}

export type WeekdayKey = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** `17:00, thứ Hai 23/11/2026` of an instant, in the legal zone. */
export function dueWords(t: Translate<'intake'>, dueAt: string): string {
  const weekday = t(`terms.weekdays.${weekdayOf(legalDateOf(dueAt))}` as 'terms.due');
  return t('terms.dueText', { time: formatTime(dueAt), weekday, date: formatDate(dueAt) });
}

/** ISO weekday, Monday 1, of a local ISO date. */
export function weekdayOf(isoDate: string): WeekdayKey {
  return (((new Date(`${isoDate}T00:00:00Z`).getUTCDay() + 6) % 7) + 1) as WeekdayKey;
}
