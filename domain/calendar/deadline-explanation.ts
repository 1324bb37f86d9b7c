import type { EpochDay } from './civil-date.ts';
import { civilOf, DAY_MS } from './civil-date.ts';
import { labelOf, ruleTextOf } from './deadline-label.ts';
import type {
  DayPart,
  DeadlineCourse,
  DeadlineDay,
  DeadlineExplanation,
  DeadlineInput,
  DeadlineRule,
  DeadlineWarning,
  OffPlace,
  RuleSaid,
} from './deadline-model.ts';
import { clockText, msOfClock } from './legal-time.ts';
import type { DayInfo } from './working-calendar.ts';
import { describeDay, isWorkingDay, isYearConfirmed } from './working-calendar.ts';
import { workingTimeOnDay } from './working-time.ts';

/** What a day is in the count and what its line says. */
type DayStory = Pick<DeadlineDay, 'kind' | 'counts'> & {
  readonly ordinal?: number;
  readonly parts: readonly DayPart[];
};

/** The day-by-day story of a count, with its rules and its warnings. Throws `CalendarMissing`. */
export function explainDeadline(input: DeadlineInput, course: DeadlineCourse): DeadlineExplanation {
  const days: DeadlineDay[] = [];
  const years = new Set<number>();
  let ordinal = 0;
  for (let day = course.received.day; day <= course.due.day; day++) {
    const info = describeDay(input.calendar, day);
    const { parts, ...story } = storyOf(input, course, day, info, ordinal + 1);
    if (story.ordinal !== undefined) ordinal = story.ordinal;
    years.add(civilOf(day).year);
    const { date, weekday, source } = info;
    days.push({ date, weekday, ...story, isDue: day === course.due.day, label: labelOf(parts), parts, source });
  }
  const calendarYears = [...years].map((year) => ({ year, confirmed: isYearConfirmed(input.calendar, year) }));
  const warnings = calendarYears.filter((entry) => !entry.confirmed).map((entry) => notConfirmed(entry.year));
  return { days, rules: rulesOf(input, course), warnings, calendarYears };
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
      return startingDay(input, course, day, info) ?? workingDay(course, day, info, ordinal);
    case 'CALENDAR_DAY':
      return startingDay(input, course, day, info) ?? calendarDay(course, day, info, ordinal);
  }
}

/** The days up to the effective one: they never count (R1, R1b, R2). */
function startingDay(input: DeadlineInput, course: DeadlineCourse, day: EpochDay, info: DayInfo): DayStory | null {
  const { received, effective } = course;
  if (day > effective.day) return null;
  if (day === received.day) {
    return { kind: 'received', counts: false, parts: [receivedPart(course), ...whyNotCounted(input, course, info)] };
  }
  if (day === effective.day) {
    return { kind: 'start', counts: false, parts: [{ what: 'counted-from', at: clockText(effective.ms) }] };
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

function workingDay(course: DeadlineCourse, day: EpochDay, info: DayInfo, ordinal: number): DayStory {
  if (!info.isWorkingDay) return dayOff(info);
  const head: DayPart = { what: 'working-day-number', number: ordinal };
  return { kind: info.reason, counts: true, ordinal, parts: [head, ...exchange(info), ...dueParts(course, day)] };
}

function calendarDay(course: DeadlineCourse, day: EpochDay, info: DayInfo, ordinal: number): DayStory {
  const due = dueParts(course, day);
  if (day > course.unmovedDay) {
    if (day < course.due.day) return dayOff(info);
    return { kind: info.reason, counts: false, parts: [{ what: 'next-working-day' }, ...due] };
  }
  const parts: DayPart[] = [{ what: 'day-number', number: ordinal }];
  if (!info.isWorkingDay) parts.push(offPart(info, 'aside'));
  if (day === course.unmovedDay && day < course.due.day) parts.push({ what: 'moved-on' });
  return { kind: info.reason, counts: true, ordinal, parts: [...parts, ...due] };
}

function sameDay(input: DeadlineInput, course: DeadlineCourse, day: EpochDay, info: DayInfo): DayStory {
  const due = dueParts(course, day);
  if (day === course.received.day) {
    const received = receivedPart(course);
    if (day === course.due.day) {
      return { kind: 'received', counts: true, parts: [received, { what: 'within-day' }, ...due] };
    }
    const why: DayPart[] = info.isWorkingDay
      ? [{ what: 'after', at: cutoffOf(input) }]
      : [offPart(info, 'inside'), { what: 'not-counted' }];
    return { kind: 'received', counts: false, parts: [received, ...why] };
  }
  if (!info.isWorkingDay) return dayOff(info);
  return { kind: info.reason, counts: true, parts: [{ what: 'working-day' }, ...exchange(info), ...due] };
}

function workingHour(input: DeadlineInput, course: DeadlineCourse, day: EpochDay, info: DayInfo): DayStory {
  const { received, effective, due } = course;
  const from = day === effective.day ? effective.ms - (effective.ms % 60_000) : 0;
  const time = day < effective.day ? 0 : workingTimeOnDay(input.calendar, day, from, day === due.day ? due.ms : DAY_MS);
  const counted: DayPart[] = time > 0 ? [{ what: 'counted', minutes: Math.round(time / 60_000) }] : [];
  const counts = time > 0;
  if (day === received.day) {
    const why = counts ? counted : whyNotCounted(input, course, info);
    return { kind: 'received', counts, parts: [receivedPart(course), ...why, ...dueParts(course, day)] };
  }
  if (!info.isWorkingDay) return dayOff(info);
  const kind = day === effective.day ? 'start' : info.reason;
  return { kind, counts, parts: [{ what: 'working-day' }, ...counted, ...dueParts(course, day)] };
}

function dayOff(info: DayInfo): DayStory {
  return { kind: info.reason, counts: false, parts: [offPart(info, 'head'), { what: 'not-counted' }] };
}

function offPart(info: DayInfo, place: OffPlace): DayPart {
  return info.reason === 'weekend' ? { what: 'weekend', place } : { what: 'day-off', place, name: info.name };
}

function exchange(info: DayInfo): DayPart[] {
  return info.reason === 'swap-worked' ? [{ what: 'worked-instead', of: info.inPlaceOf }] : [];
}

function dueParts(course: DeadlineCourse, day: EpochDay): DayPart[] {
  return day === course.due.day ? [{ what: 'due', at: clockText(course.due.ms) }] : [];
}

function receivedPart(course: DeadlineCourse): DayPart {
  return { what: 'received', at: clockText(course.received.ms) };
}

/** `HH:mm` after which a same-day procedure moves to the next working day (R4). */
function cutoffOf(input: DeadlineInput): string {
  return clockText(msOfClock(input.calendar.data.sameDay.cutoff));
}

function notConfirmed(year: number): DeadlineWarning {
  return { code: 'calendar-not-confirmed', year, text: `chưa xác nhận lịch năm ${year}` };
}

function rule(id: string, said: RuleSaid, source: string | null, verified: boolean): DeadlineRule {
  return { id, text: ruleTextOf(said), said, source, verified };
}

function rulesOf(input: DeadlineInput, course: DeadlineCourse): DeadlineRule[] {
  const { sameDay: same, duePolicy } = input.calendar.data;
  const { unit } = input.limit;
  const civilCode = 'Bộ luật Dân sự 2015, Điều 147, 148';
  if (unit === 'SAME_DAY') {
    const said = { what: 'same-day', cutoff: cutoffOf(input) } as const;
    return [rule('R4', said, 'Trình tự thủ tục hành chính', same.verified)];
  }
  const rules: DeadlineRule[] = [];
  if (course.effective.day !== course.received.day || course.effective.ms !== course.received.ms) {
    rules.push(rule('R1', { what: 'outside-hours' }, null, false));
  }
  if (!isWorkingDay(input.calendar, course.effective.day)) {
    rules.push(rule('R1b', { what: 'saturday-desk' }, null, false));
  }
  if (unit === 'WORKING_HOUR') return [...rules, rule('R4b', { what: 'office-hours' }, null, false)];
  if (unit === 'CALENDAR_DAY') rules.push(rule('R4c', { what: 'calendar-days' }, civilCode, false));
  else rules.push(rule('R2', { what: 'working-days' }, civilCode, false));
  const due: RuleSaid =
    input.policy === 'END_OF_DAY' ? { what: 'due-at', at: duePolicy.endOfDay } : { what: 'due-same-hour' };
  return [...rules, rule('R3', due, null, duePolicy.verified)];
}
