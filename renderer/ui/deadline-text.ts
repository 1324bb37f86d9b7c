import { epochDayOfIso, weekdayOf } from '../../domain/calendar/civil-date.ts';
import type { DayPart, DeadlineDay, DeadlineRule, DeadlineWarning } from '../../domain/calendar/deadline-model.ts';
import type { Translate, WordValues } from '../i18n/i18n.ts';

type T = Translate<'deadline'>;
const weekdays = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const;

/** The line of one day; an explanation kept without parts shows the Vietnamese label it was kept with. */
export function dayText(t: T, day: DeadlineDay): string {
  return day.parts === undefined ? day.label : joinedParts(t, day.parts, day.label);
}

/** A rule in words; one kept without data shows the Vietnamese text it was kept with. */
export function ruleText(t: T, rule: DeadlineRule): string {
  switch (rule.said?.what) {
    case 'same-day':
      return t('rule.same-day', clockValues(t, rule.said.cutoff));
    case 'due-at':
      return t('rule.due-at', { at: rule.said.at });
    case 'outside-hours':
    case 'saturday-desk':
    case 'office-hours':
    case 'calendar-days':
    case 'working-days':
    case 'due-same-hour':
      return t(`rule.${rule.said.what}`);
    default:
      return rule.text;
  }
}

/** What to be careful about in a count. */
export function warningText(t: T, warning: DeadlineWarning): string {
  return warning.code === 'calendar-not-confirmed'
    ? t('warning.calendar-not-confirmed', { year: warning.year })
    : warning.text;
}

/** One unknown part, from a newer version of the city, leaves the whole line to its label. */
function joinedParts(t: T, parts: readonly DayPart[], label: string): string {
  let line = '';
  for (const part of parts) {
    const text = partText(t, part);
    if (text === null) return label;
    if (line === '') line = text;
    else if ('place' in part && part.place === 'aside') line += ` (${text})`;
    else line += `${part.what === 'due' ? ': ' : ', '}${text}`;
  }
  return line === '' ? label : line;
}

function partText(t: T, part: DayPart): string | null {
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
      if (part.name === null) return t(`day.day-off-no-name.${part.place}`);
      return t(`day.day-off.${part.place}`, { name: part.name });
    case 'worked-instead':
      return part.of === null ? t('day.worked-instead-no-date') : t('day.worked-instead', dateValues(t, part.of));
    default:
      return null;
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
