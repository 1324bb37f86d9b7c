import { epochDayOfIso, weekdayOf } from '../../domain/calendar/civil-date.ts';
import { partsOf } from '../../domain/calendar/deadline-day.ts';
import type { DayPart, DeadlineDay, DeadlineRule, DeadlineWarning } from '../../domain/calendar/deadline-model.ts';
import type { Translate, WordValues } from '../i18n/i18n.ts';

type T = Translate<'deadline'>;
const weekdays = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const;

/** The line of one day. */
export function dayText(t: T, day: DeadlineDay): string {
  let line = '';
  for (const part of partsOf(day)) {
    const text = partText(t, part);
    if (line === '') line = text;
    else if ('place' in part && part.place === 'aside') line += ` (${text})`;
    else line += `${part.what === 'due' ? ': ' : ', '}${text}`;
  }
  return line;
}

const plainRules = {
  R1: 'outside-hours',
  R1b: 'saturday-desk',
  R2: 'working-days',
  R4b: 'office-hours',
  R4c: 'calendar-days',
} as const;

/** A rule in words. */
export function ruleText(t: T, rule: DeadlineRule): string {
  switch (rule.id) {
    case 'R3':
      return rule.at === undefined ? t('rule.due-same-hour') : t('rule.due-at', { at: rule.at });
    case 'R4':
      return t('rule.same-day', clockValues(t, rule.at));
    default:
      return t(`rule.${plainRules[rule.id]}`);
  }
}

/** What to be careful about in a count. */
export function warningText(t: T, { code, year }: DeadlineWarning): string {
  return t(`warning.${code}`, { year });
}

function partText(t: T, part: DayPart): string {
  switch (part.what) {
    case 'received':
    case 'counted-from':
    case 'due':
      return t(`day.${part.what}`, { at: part.at });
    case 'after':
      return t('day.after', clockValues(t, part.at));
    case 'receipt-not-counted':
    case 'saturday-desk':
    case 'outside-hours':
    case 'not-counted':
    case 'within-day':
    case 'working-day':
    case 'next-working-day':
    case 'moved-on':
      return t(`day.${part.what}`);
    case 'working-day-number':
    case 'day-number':
      return t(`day.${part.what}`, { number: part.number });
    case 'counted':
      return t('day.counted', { span: spanText(t, part.minutes) });
    case 'weekend':
      return t(`day.weekend.${part.place}`);
    case 'day-off':
      if (part.name === undefined) return t(`day.day-off-no-name.${part.place}`);
      return t(`day.day-off.${part.place}`, { name: part.name });
    case 'worked-instead':
      return part.of === undefined ? t('day.worked-instead-no-date') : t('day.worked-instead', dateValues(t, part.of));
  }
}

/** `15:00` as itself and as the desk says it: `15 giờ`. */
function clockValues(t: T, at: string): WordValues {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  return { at, hour: minute === 0 ? t('hour', { at, hour }) : t('hourMinute', { at, hour, minute }) };
}

function spanText(t: T, all: number): string {
  const hours = Math.floor(all / 60);
  const minutes = all % 60;
  const parts: string[] = [];
  if (hours > 0) parts.push(t('hours', { count: hours }));
  if (minutes > 0 || hours === 0) parts.push(t('minutes', { count: minutes }));
  return parts.join(' ');
}

function dateValues(t: T, isoDate: string): WordValues {
  const weekday = t(`weekday.${weekdays[weekdayOf(epochDayOfIso(isoDate)) - 1] ?? 'd1'}`);
  return { weekday, date: `${isoDate.slice(8, 10)}/${isoDate.slice(5, 7)}` };
}
