import type { DayPart, DeadlineDay } from './deadline-model.ts';

/** All that the line of a day says, in order, the due time last. */
export function partsOf(day: DeadlineDay): DayPart[] {
  const parts = day.parts ?? usualParts(day);
  return day.due === undefined ? parts : [...parts, { what: 'due', at: day.due }];
}

/** What the line of a day says when its explanation keeps no parts for it. */
export function usualParts(day: DeadlineDay): DayPart[] {
  if (day.workingDay !== undefined) return [{ what: 'working-day-number', number: day.workingDay }];
  const isWeekend = day.kind === 'weekend';
  if (day.calendarDay !== undefined) {
    const number: DayPart = { what: 'day-number', number: day.calendarDay };
    return isWeekend ? [number, { what: 'weekend', place: 'aside' }] : [number];
  }
  return isWeekend ? [{ what: 'weekend', place: 'head' }, { what: 'not-counted' }] : [{ what: 'working-day' }];
}

/** The number of a day counted in a limit of days, from 1. */
export function ordinalOf(day: DeadlineDay): number | undefined {
  return day.workingDay ?? day.calendarDay;
}

/** Whether the day, or hours of it, count in the limit. */
export function countsInLimit(day: DeadlineDay): boolean {
  if (ordinalOf(day) !== undefined) return true;
  return partsOf(day).some(({ what }) => what === 'working-day' || what === 'within-day' || what === 'counted');
}
