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
  /** The notice a day off or a worked Saturday rests on. */
  readonly source: string | null;
}

export interface DeadlineRule {
  readonly id: string;
  readonly text: string;
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
