import { clockText, dateText, legalTimeOf } from './legal-time.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { minutesOfWorkingDay, workingMinutesBetween } from './working-time.ts';

export type ClockTone = 'late' | 'now' | 'soon' | 'run' | 'pause' | 'done';
export interface ClockWords {
  readonly tone: ClockTone;
  /** In Vietnamese, ready to show. */
  readonly text: string;
}

export interface ClockInput {
  readonly calendar: WorkingCalendar;
  /** ISO instants. A dossier without a promised date has null. */
  readonly dueAt: string | null;
  readonly now: string;
  /** Why the clock stands still, e.g. `chờ bổ sung`. A paused dossier is never overdue. */
  readonly paused?: string;
  /** How the finished dossier met its date. */
  readonly finished?: 'early' | 'on-time' | 'late';
  /** Working days left at which a dossier becomes due soon (fewer than this many and a day). */
  readonly soonDays?: number;
}

const FINISHED = { early: 'Xong trước hạn', 'on-time': 'Xong đúng hạn', late: 'Xong quá hạn' } as const;

/** The words of a dossier's clock, in working time: `Còn 1 ngày 3 giờ`, `Hôm nay 17:00`, `Quá 2 ngày`, `Quá 6 giờ`. */
export function clockWords(input: ClockInput): ClockWords {
  const { calendar, dueAt, now } = input;
  if (input.finished !== undefined) return { tone: 'done', text: FINISHED[input.finished] };
  if (input.paused !== undefined) {
    return { tone: 'pause', text: input.paused === '' ? 'Tạm dừng' : `Tạm dừng (${input.paused})` };
  }
  if (dueAt === null) return { tone: 'run', text: 'Chưa có hạn' };
  const due = legalTimeOf(dueAt);
  const at = legalTimeOf(now);
  const late = at.day > due.day || (at.day === due.day && at.ms > due.ms);
  if (!late && at.day === due.day) return { tone: 'now', text: `Hôm nay ${clockText(due.ms)}` };

  const minutes = late ? workingMinutesBetween(calendar, dueAt, now) : workingMinutesBetween(calendar, now, dueAt);
  const perDay = minutesOfWorkingDay(calendar, dueAt);
  if (!minutes.ok || !perDay.ok) {
    return late ? { tone: 'late', text: 'Quá hạn' } : { tone: 'run', text: `Hạn ${dateText(due.day)}` };
  }
  const days = Math.floor(minutes.value / perDay.value);
  const hours = Math.floor((minutes.value % perDay.value) / 60);
  if (late) return { tone: 'late', text: lateText(days, hours, minutes.value) };
  return { tone: days <= (input.soonDays ?? 2) ? 'soon' : 'run', text: leftText(days, hours, minutes.value) };
}

function lateText(days: number, hours: number, minutes: number): string {
  if (days > 0) return `Quá ${days} ngày`;
  if (hours > 0) return `Quá ${hours} giờ`;
  return minutes > 0 ? `Quá ${minutes} phút` : 'Quá hạn';
}

function leftText(days: number, hours: number, minutes: number): string {
  if (days > 0 && hours > 0) return `Còn ${days} ngày ${hours} giờ`;
  if (days > 0) return `Còn ${days} ngày`;
  return hours > 0 ? `Còn ${hours} giờ` : `Còn ${minutes} phút`;
}
