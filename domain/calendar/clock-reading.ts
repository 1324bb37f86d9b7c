import { isoOfEpochDay } from './civil-date.ts';
import { clockText, legalTimeOf } from './legal-time.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { minutesOfWorkingDay, workingMinutesBetween } from './working-time.ts';

export type ClockTone = 'late' | 'now' | 'soon' | 'run' | 'pause' | 'done';
export type PauseReason = 'supplement' | 'payment';
export type FinishedHow = 'early' | 'on-time' | 'late';
export type EndedHow = 'refused' | 'withdrawn' | 'terminated';

/** How a dossier stands with its date; whoever shows it puts it into words. */
export type ClockReading =
  /** Working time to go or gone by: days of the office hours in force, and what is left over. */
  | { readonly kind: 'left' | 'late'; readonly days: number; readonly hours: number; readonly minutes: number }
  /** Late by no working time yet, or by a time the calendar cannot tell. */
  | { readonly kind: 'overdue' }
  /** `time` is `HH:mm` of the legal clock. */
  | { readonly kind: 'today'; readonly time: string }
  /** Too far off to count: the calendar lacks a year. `date` is a local ISO date. */
  | { readonly kind: 'due-on'; readonly date: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'paused'; readonly reason: PauseReason | null }
  | { readonly kind: 'finished'; readonly how: FinishedHow }
  /** Over without a result. */
  | { readonly kind: 'ended'; readonly how: EndedHow };

export interface Clock {
  readonly tone: ClockTone;
  readonly reading: ClockReading;
}

export interface ClockInput {
  readonly calendar: WorkingCalendar;
  /** ISO instants. A dossier without a promised date has null. */
  readonly dueAt: string | null;
  readonly now: string;
  /** Why the clock stands still; null when it does for no reason of its own. A paused dossier is never overdue. */
  readonly paused?: PauseReason | null;
  /** How the finished dossier met its date. */
  readonly finished?: FinishedHow;
  /** Working days left at which a dossier becomes due soon (fewer than this many and a day). */
  readonly soonDays?: number;
}

/** Reads a dossier's clock in working time: one day and three hours left, today at 17:00, two days late. */
export function readClock(input: ClockInput): Clock {
  const { calendar, dueAt, now } = input;
  if (input.finished !== undefined) return { tone: 'done', reading: { kind: 'finished', how: input.finished } };
  if (input.paused !== undefined) return { tone: 'pause', reading: { kind: 'paused', reason: input.paused } };
  if (dueAt === null) return { tone: 'run', reading: { kind: 'none' } };
  const due = legalTimeOf(dueAt);
  const at = legalTimeOf(now);
  const late = at.day > due.day || (at.day === due.day && at.ms > due.ms);
  if (!late && at.day === due.day) return { tone: 'now', reading: { kind: 'today', time: clockText(due.ms) } };

  const counted = late ? workingMinutesBetween(calendar, dueAt, now) : workingMinutesBetween(calendar, now, dueAt);
  const perDay = minutesOfWorkingDay(calendar, dueAt);
  if (!counted.ok || !perDay.ok) {
    if (late) return { tone: 'late', reading: { kind: 'overdue' } };
    return { tone: 'run', reading: { kind: 'due-on', date: isoOfEpochDay(due.day) } };
  }
  const days = Math.floor(counted.value / perDay.value);
  const rest = counted.value % perDay.value;
  const span = { days, hours: Math.floor(rest / 60), minutes: Math.floor(rest % 60) };
  if (late) return { tone: 'late', reading: counted.value > 0 ? { kind: 'late', ...span } : { kind: 'overdue' } };
  return { tone: days <= (input.soonDays ?? 2) ? 'soon' : 'run', reading: { kind: 'left', ...span } };
}
