import type { EpochDay } from './civil-date.ts';
import { civilOf, DAY_MS } from './civil-date.ts';
import { ordinalOf, usualParts } from './deadline-day.ts';
import type {
  DayPart,
  DeadlineCourse,
  DeadlineDay,
  DeadlineExplanation,
  DeadlineInput,
  DeadlineRule,
  DeadlineWarning,
  OffPlace,
} from './deadline-model.ts';
import { clockText, msOfClock } from './legal-time.ts';
import type { DayInfo, DayReason } from './working-calendar.ts';
import { describeDay, isWorkingDay, isYearConfirmed } from './working-calendar.ts';
import { workingTimeOnDay } from './working-time.ts';

/** What a day is in the count and what its line says before the due time. */
type DayStory = Pick<DeadlineDay, 'workingDay' | 'calendarDay'> & {
  readonly kind: 'received' | 'start' | DayReason;
  readonly parts: DayPart[];
};

/** The day-by-day story of a count, with its rules and its warnings. Throws `CalendarMissing`. */
export function explainDeadline(input: DeadlineInput, course: DeadlineCourse): DeadlineExplanation {
  const days: DeadlineDay[] = [];
  const years = new Set<number>();
  let ordinal = 0;
  for (let day = course.received.day; day <= course.due.day; day++) {
    const info = describeDay(input.calendar, day);
    const told = compactDay(course, day, info, storyOf(input, course, day, info, ordinal + 1));
    ordinal = ordinalOf(told) ?? ordinal;
    years.add(civilOf(day).year);
    days.push(told);
  }
  const warnings = [...years].filter((year) => !isYearConfirmed(input.calendar, year)).map(notConfirmed);
  const rules = rulesOf(input, course);
  return warnings.length === 0 ? { days, rules } : { days, rules, warnings };
}

/** The day as it is kept: without parts where they are the usual ones. */
function compactDay(course: DeadlineCourse, day: EpochDay, info: DayInfo, story: DayStory): DeadlineDay {
  const { kind, parts, ...numbers } = story;
  const bare: DeadlineDay = { date: info.date, ...(kind === 'working' ? {} : { kind }), ...numbers };
  return {
    ...bare,
    ...(sameParts(parts, usualParts(bare)) ? {} : { parts }),
    ...(day === course.due.day ? { due: clockText(course.due.ms) } : {}),
    ...(info.source === null ? {} : { source: info.source }),
  };
}

/** Parts of one day in the same order: a number is always that of the day, so what is said and where decide. */
function sameParts(a: readonly DayPart[], b: readonly DayPart[]): boolean {
  const placeOf = (part: DayPart | undefined) => (part !== undefined && 'place' in part ? part.place : undefined);
  return a.length === b.length && a.every((part, i) => part.what === b[i]?.what && placeOf(part) === placeOf(b[i]));
}

function storyOf(
  input: DeadlineInput,
  course: DeadlineCourse,
  day: EpochDay,
  info: DayInfo,
  ordinal: number,
): DayStory {
  switch (input.limit.unit) {
    case 'SAME_DAY':
      return sameDay(input, course, day, info);
    case 'WORKING_HOUR':
      return workingHour(input, course, day, info);
    case 'WORKING_DAY':
      return startingDay(input, course, day, info) ?? workingDay(info, ordinal);
    case 'CALENDAR_DAY':
      return startingDay(input, course, day, info) ?? calendarDay(course, day, info, ordinal);
  }
}

/** The days up to the effective one: they never count (R1, R1b, R2). */
function startingDay(input: DeadlineInput, course: DeadlineCourse, day: EpochDay, info: DayInfo): DayStory | null {
  const { received, effective } = course;
  if (day > effective.day) return null;
  if (day === received.day) {
    return { kind: 'received', parts: [receivedPart(course), ...whyNotCounted(input, course, info)] };
  }
  if (day === effective.day) {
    return { kind: 'start', parts: [{ what: 'counted-from', at: clockText(effective.ms) }] };
  }
  return dayOff(info);
}

function whyNotCounted(input: DeadlineInput, course: DeadlineCourse, info: DayInfo): DayPart[] {
  const onReceivedDay = course.effective.day === course.received.day;
  if (onReceivedDay) {
    const worked = isWorkingDay(input.calendar, course.effective.day);
    return [{ what: worked ? 'receipt-not-counted' : 'saturday-desk' }];
  }
  return info.isWorkingDay ? [{ what: 'outside-hours' }] : [offPart(info, 'inside'), { what: 'not-counted' }];
}

function workingDay(info: DayInfo, ordinal: number): DayStory {
  if (!info.isWorkingDay) return dayOff(info);
  const head: DayPart = { what: 'working-day-number', number: ordinal };
  return { kind: info.reason, workingDay: ordinal, parts: [head, ...exchange(info)] };
}

function calendarDay(course: DeadlineCourse, day: EpochDay, info: DayInfo, ordinal: number): DayStory {
  if (day > course.unmovedDay) {
    if (day < course.due.day) return dayOff(info);
    return { kind: info.reason, parts: [{ what: 'next-working-day' }] };
  }
  const parts: DayPart[] = [{ what: 'day-number', number: ordinal }];
  if (!info.isWorkingDay) parts.push(offPart(info, 'aside'));
  if (day === course.unmovedDay && day < course.due.day) parts.push({ what: 'moved-on' });
  return { kind: info.reason, calendarDay: ordinal, parts };
}

function sameDay(input: DeadlineInput, course: DeadlineCourse, day: EpochDay, info: DayInfo): DayStory {
  if (day === course.received.day) {
    const received = receivedPart(course);
    if (day === course.due.day) {
      return { kind: 'received', parts: [received, { what: 'within-day' }] };
    }
    const why: DayPart[] = info.isWorkingDay
      ? [{ what: 'after', at: cutoffOf(input) }]
      : [offPart(info, 'inside'), { what: 'not-counted' }];
    return { kind: 'received', parts: [received, ...why] };
  }
  if (!info.isWorkingDay) return dayOff(info);
  return { kind: info.reason, parts: [{ what: 'working-day' }, ...exchange(info)] };
}

function workingHour(input: DeadlineInput, course: DeadlineCourse, day: EpochDay, info: DayInfo): DayStory {
  const { received, effective, due } = course;
  const from = day === effective.day ? effective.ms - (effective.ms % 60_000) : 0;
  const time = day < effective.day ? 0 : workingTimeOnDay(input.calendar, day, from, day === due.day ? due.ms : DAY_MS);
  const counted: DayPart[] = time > 0 ? [{ what: 'counted', minutes: Math.round(time / 60_000) }] : [];
  if (day === received.day) {
    const why = time > 0 ? counted : whyNotCounted(input, course, info);
    return { kind: 'received', parts: [receivedPart(course), ...why] };
  }
  if (!info.isWorkingDay) return dayOff(info);
  const kind = day === effective.day ? 'start' : info.reason;
  return { kind, parts: [{ what: 'working-day' }, ...counted] };
}

function dayOff(info: DayInfo): DayStory {
  return { kind: info.reason, parts: [offPart(info, 'head'), { what: 'not-counted' }] };
}

function offPart(info: DayInfo, place: OffPlace): DayPart {
  if (info.reason === 'weekend') return { what: 'weekend', place };
  return info.name === null ? { what: 'day-off', place } : { what: 'day-off', place, name: info.name };
}

function exchange(info: DayInfo): DayPart[] {
  if (info.reason !== 'swap-worked') return [];
  return [info.inPlaceOf === null ? { what: 'worked-instead' } : { what: 'worked-instead', of: info.inPlaceOf }];
}

function receivedPart(course: DeadlineCourse): DayPart {
  return { what: 'received', at: clockText(course.received.ms) };
}

/** `HH:mm` after which a same-day procedure moves to the next working day (R4). */
function cutoffOf(input: DeadlineInput): string {
  return clockText(msOfClock(input.calendar.data.sameDay.cutoff));
}

function notConfirmed(year: number): DeadlineWarning {
  return { code: 'calendar-not-confirmed', year };
}

function rulesOf(input: DeadlineInput, course: DeadlineCourse): DeadlineRule[] {
  const { sameDay: same, duePolicy } = input.calendar.data;
  const { unit } = input.limit;
  const source = 'Bộ luật Dân sự 2015, Điều 147, 148';
  if (unit === 'SAME_DAY') {
    return [{ id: 'R4', at: cutoffOf(input), source: 'Trình tự thủ tục hành chính', ...mark(same.verified) }];
  }
  const rules: DeadlineRule[] = [];
  if (course.effective.day !== course.received.day || course.effective.ms !== course.received.ms) {
    rules.push({ id: 'R1' });
  }
  if (!isWorkingDay(input.calendar, course.effective.day)) rules.push({ id: 'R1b' });
  if (unit === 'WORKING_HOUR') return [...rules, { id: 'R4b' }];
  rules.push({ id: unit === 'CALENDAR_DAY' ? 'R4c' : 'R2', source });
  const at = input.policy === 'END_OF_DAY' ? { at: clockText(msOfClock(duePolicy.endOfDay)) } : {};
  return [...rules, { id: 'R3', ...at, ...mark(duePolicy.verified) }];
}

function mark(verified: boolean): Pick<DeadlineRule, 'verified'> {
  return verified ? { verified } : {};
}
