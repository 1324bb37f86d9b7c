import type { Limit } from '../catalogue/procedure.ts';
import type { EpochDay } from './civil-date.ts';
import type { LegalTime } from './legal-time.ts';
import type { DayReason, WorkingCalendar } from './working-calendar.ts';

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

/**
 * What the line of one day says, in order; whoever shows it puts it into words. Times are `HH:mm` of the legal clock,
 * dates local ISO dates. Names of days off stay in Vietnamese: they are official.
 */
export type DayPart =
  | { readonly what: 'received' | 'counted-from' | 'due' | 'after'; readonly at: string }
  | { readonly what: 'receipt-not-counted' | 'saturday-desk' | 'outside-hours' | 'not-counted' }
  | { readonly what: 'within-day' | 'working-day' | 'next-working-day' | 'moved-on' }
  /** The number of a counted day, from 1. */
  | { readonly what: 'working-day-number' | 'day-number'; readonly number: number }
  | { readonly what: 'counted'; readonly minutes: number }
  /** The reason a day is off: what the line begins with, a part of it, or an aside. */
  | { readonly what: 'weekend'; readonly place: OffPlace }
  | { readonly what: 'day-off'; readonly place: OffPlace; readonly name: string | null }
  | { readonly what: 'worked-instead'; readonly of: string | null };
export type OffPlace = 'head' | 'inside' | 'aside';

export interface DeadlineDay {
  /** Local ISO date. */
  readonly date: string;
  /** ISO weekday, Monday 1. */
  readonly weekday: number;
  /** `received` and `start` (the day the count starts from) are never counted in days. */
  readonly kind: 'received' | 'start' | DayReason;
  readonly counts: boolean;
  /** The number of a counted day, from 1. */
  readonly ordinal?: number;
  readonly isDue: boolean;
  /** In Vietnamese, ready to show. */
  readonly label: string;
  /** The label in parts. Explanations kept before there were parts have the label alone. */
  readonly parts?: readonly DayPart[];
  /** The notice a day off or a worked Saturday rests on. */
  readonly source: string | null;
}

/** What a rule says; times are `HH:mm` of the legal clock. */
export type RuleSaid =
  | { readonly what: 'same-day'; readonly cutoff: string }
  | { readonly what: 'due-at'; readonly at: string }
  | {
      readonly what:
        | 'outside-hours'
        | 'saturday-desk'
        | 'office-hours'
        | 'calendar-days'
        | 'working-days'
        | 'due-same-hour';
    };

export interface DeadlineRule {
  readonly id: string;
  /** In Vietnamese, ready to show. */
  readonly text: string;
  /** The text as data. Explanations kept before there was any have the text alone. */
  readonly said?: RuleSaid;
  readonly source: string | null;
  /** False: a design choice or own knowledge, shown as such. */
  readonly verified: boolean;
}

export interface DeadlineWarning {
  readonly code: 'calendar-not-confirmed';
  readonly year: number;
  readonly text: string;
}

/** Why a promised date is that date: plain JSON, kept with the slip. */
export interface DeadlineExplanation {
  readonly days: readonly DeadlineDay[];
  readonly rules: readonly DeadlineRule[];
  readonly warnings: readonly DeadlineWarning[];
  readonly calendarYears: readonly { readonly year: number; readonly confirmed: boolean }[];
}
