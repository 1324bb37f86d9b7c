import type { Result } from '../result.ts';
import type { EpochDay } from './civil-date.ts';
import { weekdayOf } from './civil-date.ts';
import { explainDeadline } from './deadline-explanation.ts';
import type { Deadline, DeadlineCourse, DeadlineExplanation, DeadlineInput, DuePolicy } from './deadline-model.ts';
import type { LegalTime } from './legal-time.ts';
import { instantOfLegalTime, legalTimeOf, msOfClock } from './legal-time.ts';
import type { Interval, WorkingCalendar } from './working-calendar.ts';
import { countInCalendar, isWorkingDay, nextWorkingDay, officeHoursOn } from './working-calendar.ts';

export type { Deadline, DeadlineExplanation, DeadlineInput, DuePolicy } from './deadline-model.ts';

const MINUTE = 60_000;
const SATURDAY = 6;

/**
 * The promised date and why it is that date, day by day. Rules R1 to R4c; pauses are counted elsewhere.
 * Fails with `calendar-missing` when the count meets a year without data.
 */
export function computeDueDate(input: DeadlineInput): Result<Deadline & { readonly explanation: DeadlineExplanation }> {
  return countInCalendar(() => {
    const course = courseOf(input);
    return { ...deadlineOf(course), explanation: explainDeadline(input, course) };
  });
}

/** The promised date without its explanation: the same rules, for recounting many dossiers. */
export function computeDueAt(input: DeadlineInput): Result<Deadline> {
  return countInCalendar(() => deadlineOf(courseOf(input)));
}

/** R1, R1b: the moment the count starts from. Throws `CalendarMissing`. */
export function effectiveReceipt(calendar: WorkingCalendar, received: LegalTime, deskOpenSaturday: boolean): LegalTime {
  if (isWorkingDay(calendar, received.day)) {
    const inHours = intoIntervals(officeHoursOn(calendar, received.day), received);
    if (inHours !== null) return inHours;
  } else if (deskOpenSaturday && weekdayOf(received.day) === SATURDAY) {
    const inDesk = intoIntervals(calendar.saturdayDesk, received);
    if (inDesk !== null) return inDesk;
  }
  const day = nextWorkingDay(calendar, received.day);
  return { day, ms: officeHoursOn(calendar, day)[0]?.from ?? 0 };
}

function deadlineOf(course: DeadlineCourse): Deadline {
  return { dueAt: instantOfLegalTime(course.due), effectiveAt: instantOfLegalTime(course.effective) };
}

function courseOf(input: DeadlineInput): DeadlineCourse {
  const { calendar, limit, policy } = input;
  if (!Number.isSafeInteger(limit.amount) || limit.amount < 1) throw new RangeError('a limit is at least 1');
  const received = legalTimeOf(input.receivedAt);
  const effective = effectiveReceipt(calendar, received, input.deskOpenSaturday ?? false);
  const base = { received, effective };
  switch (limit.unit) {
    case 'WORKING_DAY': {
      let day = effective.day;
      for (let counted = 0; counted < limit.amount; counted++) day = nextWorkingDay(calendar, day);
      return { ...base, due: onDay(calendar, day, effective, policy), unmovedDay: day };
    }
    case 'CALENDAR_DAY': {
      const unmovedDay = effective.day + limit.amount;
      const day = isWorkingDay(calendar, unmovedDay) ? unmovedDay : nextWorkingDay(calendar, unmovedDay);
      return { ...base, due: onDay(calendar, day, effective, policy), unmovedDay };
    }
    case 'SAME_DAY': {
      const day = isSameDay(calendar, received) ? received.day : nextWorkingDay(calendar, received.day);
      return { ...base, due: { day, ms: msOfClock(calendar.data.sameDay.dueTime) }, unmovedDay: day };
    }
    case 'WORKING_HOUR': {
      const due = addWorkingTime(calendar, effective, limit.amount * 60 * MINUTE);
      return { ...base, due, unmovedDay: due.day };
    }
  }
}

/** R4: looks at the moment of reception itself, not at the effective one. */
function isSameDay(calendar: WorkingCalendar, received: LegalTime): boolean {
  const { cutoff, inclusive } = calendar.data.sameDay;
  const limit = msOfClock(cutoff);
  return isWorkingDay(calendar, received.day) && (inclusive ? received.ms <= limit : received.ms < limit);
}

function onDay(calendar: WorkingCalendar, day: EpochDay, effective: LegalTime, policy: DuePolicy): LegalTime {
  if (policy === 'END_OF_DAY') return { day, ms: msOfClock(calendar.data.duePolicy.endOfDay) };
  return { day, ms: effective.ms - (effective.ms % MINUTE) };
}

/** R4b: whole minutes of office hours; a count that ends with an interval is due at its end, not at the next start. */
function addWorkingTime(calendar: WorkingCalendar, from: LegalTime, amount: number): LegalTime {
  let left = amount;
  let { day } = from;
  let ms = from.ms - (from.ms % MINUTE);
  if (!isWorkingDay(calendar, day)) {
    day = nextWorkingDay(calendar, day);
    ms = 0;
  }
  for (;;) {
    for (const interval of officeHoursOn(calendar, day)) {
      const start = Math.max(ms, interval.from);
      if (start >= interval.to) continue;
      if (start + left <= interval.to) return { day, ms: start + left };
      left -= interval.to - start;
    }
    day = nextWorkingDay(calendar, day);
    ms = 0;
  }
}

function intoIntervals(intervals: readonly Interval[], time: LegalTime): LegalTime | null {
  for (const interval of intervals) {
    if (time.ms <= interval.to) return { day: time.day, ms: Math.max(time.ms, interval.from) };
  }
  return null;
}
