import type { Result } from '../result.ts';
import type { EpochDay } from './civil-date.ts';
import { DAY_MS } from './civil-date.ts';
import type { LegalTime } from './legal-time.ts';
import { legalTimeOf } from './legal-time.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { countInCalendar, isWorkingDay, officeHoursOn } from './working-calendar.ts';

const MINUTE = 60_000;

/**
 * Whole minutes of office hours between two ISO instants, 0 when `to` is not after `from`.
 * Fails with `calendar-missing` when a year between them has no data.
 */
export function workingMinutesBetween(calendar: WorkingCalendar, from: string, to: string): Result<number> {
  return countInCalendar(() => countMinutes(calendar, legalTimeOf(from), legalTimeOf(to)));
}

/** Minutes of office hours in a full working day on the day of an ISO instant (480 with the usual hours). */
export function minutesOfWorkingDay(calendar: WorkingCalendar, instant: string): Result<number> {
  return countInCalendar(() => {
    const hours = officeHoursOn(calendar, legalTimeOf(instant).day);
    return hours.reduce((sum, interval) => sum + (interval.to - interval.from) / MINUTE, 0);
  });
}

/** Milliseconds of office hours on one day between two moments of it; 0 on a day off. Throws `CalendarMissing`. */
export function workingTimeOnDay(calendar: WorkingCalendar, day: EpochDay, fromMs: number, toMs: number): number {
  if (!isWorkingDay(calendar, day)) return 0;
  let total = 0;
  for (const interval of officeHoursOn(calendar, day)) {
    total += Math.max(0, Math.min(toMs, interval.to) - Math.max(fromMs, interval.from));
  }
  return total;
}

function countMinutes(calendar: WorkingCalendar, from: LegalTime, to: LegalTime): number {
  let total = 0;
  for (let day = from.day; day <= to.day; day++) {
    const start = day === from.day ? from.ms : 0;
    total += workingTimeOnDay(calendar, day, start, day === to.day ? to.ms : DAY_MS);
  }
  return Math.floor(total / MINUTE);
}
