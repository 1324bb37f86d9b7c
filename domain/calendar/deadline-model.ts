import { z } from 'zod';
import type { Limit } from '../catalogue/procedure.ts';
import type { EpochDay } from './civil-date.ts';
import type { LegalTime } from './legal-time.ts';
import type { WorkingCalendar } from './working-calendar.ts';

export type DuePolicy = 'END_OF_DAY' | 'SAME_HOUR';

export interface DeadlineInput {
  readonly calendar: WorkingCalendar;
  /** ISO instant, any offset. */
  readonly receivedAt: string;
  readonly limit: Pick<Limit, 'amount' | 'unit'>;
  /** R3; has no effect on SAME_DAY and WORKING_HOUR. */
  readonly policy: DuePolicy;
  /** The desk took the dossier on an open Saturday morning that is no working day (R1b). */
  readonly deskOpenSaturday?: boolean;
}

/** ISO instants with offset +07:00. */
export interface Deadline {
  readonly dueAt: string;
  readonly effectiveAt: string;
}

/** The moments a count went through, on the legal wall clock. */
export interface DeadlineCourse {
  readonly received: LegalTime;
  readonly effective: LegalTime;
  readonly due: LegalTime;
  /** CALENDAR_DAY only: the last day before it was moved off days off. */
  readonly unmovedDay: EpochDay;
}

/** `HH:mm` of the legal clock. */
const clock = z.string().regex(/^\d\d:\d\d$/);
const ordinal = z.int().min(1);
const place = z.enum(['head', 'inside', 'aside']);
export type OffPlace = z.infer<typeof place>;

/**
 * What the line of one day says, in order; whoever shows it puts it into words. Dates are local ISO dates. Names of
 * days off stay in Vietnamese: they are official.
 */
const dayPart = z.discriminatedUnion('what', [
  z.strictObject({ what: z.enum(['received', 'counted-from', 'due', 'after']), at: clock }),
  z.strictObject({
    what: z.enum([
      'receipt-not-counted',
      'saturday-desk',
      'outside-hours',
      'not-counted',
      'within-day',
      'working-day',
      'next-working-day',
      'moved-on',
    ]),
  }),
  /** The number of a counted day, from 1. */
  z.strictObject({ what: z.enum(['working-day-number', 'day-number']), number: ordinal }),
  z.strictObject({ what: z.literal('counted'), minutes: z.int().min(0) }),
  /** The reason a day is off: what the line begins with, a part of it, or an aside. */
  z.strictObject({ what: z.literal('weekend'), place }),
  z.strictObject({ what: z.literal('day-off'), place, name: z.string().exactOptional() }),
  z.strictObject({ what: z.literal('worked-instead'), of: z.iso.date().exactOptional() }),
]);
export type DayPart = z.infer<typeof dayPart>;

/** One day of a count. What follows from the rest is left out; `deadline-day.ts` reads it. */
const deadlineDay = z.strictObject({
  /** Local ISO date. */
  date: z.iso.date(),
  /** `received` and `start` (the day the count starts from) are never counted in days. Left out: `working`. */
  kind: z.enum(['received', 'start', 'weekend', 'holiday', 'swap-off', 'swap-worked']).exactOptional(),
  /** The number of a day counted in a limit of working days, from 1. */
  workingDay: ordinal.exactOptional(),
  /** The number of a day counted in a limit of calendar days, from 1. */
  calendarDay: ordinal.exactOptional(),
  /** What the line says before the due time. Left out where it is the usual line of the day. */
  parts: z.array(dayPart).min(1).exactOptional(),
  /** The due time; the last day alone has it. */
  due: clock.exactOptional(),
  /** The notice a day off or a worked Saturday rests on. */
  source: z.string().exactOptional(),
});
export type DeadlineDay = z.infer<typeof deadlineDay>;

const grounds = {
  source: z.string().exactOptional(),
  /** Left out for a design choice or own knowledge, shown as such. */
  verified: z.literal(true).exactOptional(),
};

/** A rule that was applied, with the time it names: the last of the same day (R4), the due time (R3 at a fixed hour). */
const deadlineRule = z.discriminatedUnion('id', [
  z.strictObject({ id: z.enum(['R1', 'R1b', 'R2', 'R4b', 'R4c']), ...grounds }),
  z.strictObject({ id: z.literal('R3'), at: clock.exactOptional(), ...grounds }),
  z.strictObject({ id: z.literal('R4'), at: clock, ...grounds }),
]);
export type DeadlineRule = z.infer<typeof deadlineRule>;

const deadlineWarning = z.strictObject({ code: z.literal('calendar-not-confirmed'), year: z.int() });
export type DeadlineWarning = z.infer<typeof deadlineWarning>;

/** Why a promised date is that date: plain JSON without words, small because every dossier keeps one. */
export const deadlineExplanationSchema = z.strictObject({
  days: z.array(deadlineDay).min(1),
  rules: z.array(deadlineRule),
  warnings: z.array(deadlineWarning).min(1).exactOptional(),
});
export type DeadlineExplanation = z.infer<typeof deadlineExplanationSchema>;
