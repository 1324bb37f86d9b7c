import type { HistoryEntry } from '../../contract/views.ts';
import { ordinalOf } from '../../domain/calendar/deadline-day.ts';
import type { DeadlineExplanation } from '../../domain/calendar/deadline-model.ts';
import { legalDateOf } from '../../domain/calendar/legal-time.ts';
import { type DossierStatus, STATUS_RULES } from '../../domain/dossier/status.ts';
import { statusOf } from './history-words.ts';

export interface ClockSegment {
  /** run: time that counted · pause: stopped · late: past the promised date. */
  readonly kind: 'run' | 'pause' | 'late';
  /** Percent of the line, 0 to 100. */
  readonly from: number;
  readonly to: number;
}

export interface ClockLine {
  readonly segments: readonly ClockSegment[];
  /** Where now, or the end of an ended dossier, stands; percent. */
  readonly now: number;
  /** Where the promised date stands; percent. */
  readonly due: number;
  /** ISO instant at which the dossier ended, if it did. */
  readonly endedAt: string | null;
  /** The stop in force. */
  readonly pause: { readonly at: string; readonly place: number } | null;
  /** Counted days gone by and in all; null when the days are not known or the limit is not in days. */
  readonly ran: { readonly done: number; readonly total: number } | null;
}

export interface ClockLineInput {
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly now: Date;
  readonly status: DossierStatus;
  readonly history: readonly HistoryEntry[];
  readonly explanation: DeadlineExplanation | null;
}

interface Stop {
  readonly at: string;
  readonly from: number;
  readonly to: number;
  readonly open: boolean;
}

function stopsOf(changes: readonly HistoryEntry[], end: number): readonly Stop[] {
  const stops: Stop[] = [];
  let begun: HistoryEntry | null = null;
  for (const entry of changes) {
    const status = statusOf(entry);
    const stopped = status !== null && STATUS_RULES[status].clock === 'stopped';
    if (stopped) begun ??= entry;
    else if (begun !== null) {
      stops.push({ at: begun.at, from: Date.parse(begun.at), to: Date.parse(entry.at), open: false });
      begun = null;
    }
  }
  if (begun !== null) stops.push({ at: begun.at, from: Date.parse(begun.at), to: end, open: true });
  return stops;
}

function ranOf(explanation: DeadlineExplanation | null, until: string): ClockLine['ran'] {
  const counted = (explanation?.days ?? []).flatMap((day) => {
    const ordinal = ordinalOf(day);
    return ordinal === undefined ? [] : [{ date: day.date, ordinal }];
  });
  const total = counted.at(-1)?.ordinal;
  if (total === undefined) return null;
  const done = counted.filter((day) => day.date <= until).at(-1)?.ordinal ?? 0;
  return { done, total };
}

/**
 * The clock of a dossier as a line from its receipt to the promised date, or to now where that is later: what ran, the
 * stops, what is late. The promised date never moves.
 */
export function clockLine(input: ClockLineInput): ClockLine {
  const start = Date.parse(input.receivedAt);
  const due = Date.parse(input.dueAt);
  const changes = input.history
    .filter((entry) => entry.type === 'dossier.status-changed')
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const ended = STATUS_RULES[input.status].clock === 'ended';
  const endEntry = ended
    ? changes.find((entry) => {
        const status = statusOf(entry);
        return status !== null && STATUS_RULES[status].clock === 'ended';
      })
    : undefined;
  const end = Math.max(start, endEntry ? Date.parse(endEntry.at) : input.now.getTime());
  const length = Math.max(due, end) - start || 1;
  const place = (ms: number) => Math.min(100, Math.max(0, ((ms - start) / length) * 100));

  const segments: ClockSegment[] = [];
  const add = (kind: ClockSegment['kind'], from: number, to: number) => {
    if (to > from) segments.push({ kind, from: place(from), to: place(to) });
  };
  const run = (from: number, to: number) => {
    add('run', from, Math.min(to, due));
    add('late', Math.max(from, due), to);
  };
  let at = start;
  const stops = stopsOf(changes, end).filter((stop) => stop.from < end);
  for (const stop of stops) {
    run(at, stop.from);
    add('pause', Math.max(at, stop.from), Math.min(stop.to, end));
    at = Math.max(at, stop.to);
  }
  run(at, end);
  const open = stops.find((stop) => stop.open);
  const counted = open ? open.at : new Date(end).toISOString();
  return {
    segments,
    now: place(end),
    due: place(due),
    endedAt: endEntry?.at ?? null,
    pause: open ? { at: open.at, place: place(open.from) } : null,
    ran: stops.some((stop) => !stop.open) ? null : ranOf(input.explanation, legalDateOf(counted)),
  };
}
