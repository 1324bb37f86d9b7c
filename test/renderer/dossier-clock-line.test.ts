import { describe, expect, test } from 'vitest';
import type { HistoryEntry } from '../../contract/views.ts';
import type { DeadlineExplanation } from '../../domain/calendar/deadline-model.ts';
import type { DossierStatus } from '../../domain/dossier/status.ts';
import { type ClockLineInput, clockLine } from '../../renderer/dossier/clock-line.ts';

function change(at: string, to: DossierStatus): HistoryEntry {
  return { type: 'dossier.status-changed', at, actor: 'Đỗ Phước Tâm', detail: { to }, origin: 'city', pending: false };
}

/** Ten days from the 10th to the 20th, so a day is ten percent. */
function line(input: Partial<ClockLineInput>) {
  return clockLine({
    receivedAt: '2026-11-10T08:00:00+07:00',
    dueAt: '2026-11-20T08:00:00+07:00',
    now: new Date('2026-11-14T08:00:00+07:00'),
    status: 'PROCESSING',
    history: [],
    explanation: null,
    ...input,
  });
}

describe('clock line', () => {
  test('runs from receipt to now; the promised date is the end of the line', () => {
    expect(line({})).toEqual({
      segments: [{ kind: 'run', from: 0, to: 40 }],
      now: 40,
      due: 100,
      endedAt: null,
      pause: null,
      ran: null,
    });
  });

  test('past the promised date the line grows and the rest is late', () => {
    const late = line({ now: new Date('2026-11-30T08:00:00+07:00') });
    expect(late.segments).toEqual([
      { kind: 'run', from: 0, to: 50 },
      { kind: 'late', from: 50, to: 100 },
    ]);
    expect(late.due).toBe(50);
    expect(late.now).toBe(100);
  });

  test('a stop in force is hatched up to now', () => {
    const stopped = line({
      status: 'SUPPLEMENT_REQUESTED',
      history: [change('2026-11-12T08:00:00+07:00', 'SUPPLEMENT_REQUESTED')],
    });
    expect(stopped.segments).toEqual([
      { kind: 'run', from: 0, to: 20 },
      { kind: 'pause', from: 20, to: 40 },
    ]);
    expect(stopped.pause).toEqual({ at: '2026-11-12T08:00:00+07:00', place: 20 });
  });

  test('an ended stop stays on the line, in whatever order history came', () => {
    const resumed = line({
      now: new Date('2026-11-16T08:00:00+07:00'),
      history: [
        change('2026-11-13T08:00:00+07:00', 'PROCESSING'),
        change('2026-11-11T08:00:00+07:00', 'SUPPLEMENT_REQUESTED'),
      ],
    });
    expect(resumed.segments).toEqual([
      { kind: 'run', from: 0, to: 10 },
      { kind: 'pause', from: 10, to: 30 },
      { kind: 'run', from: 30, to: 60 },
    ]);
    expect(resumed.pause).toBeNull();
  });

  test('a stop past the promised date is no lateness', () => {
    const stopped = line({
      status: 'FINANCIAL_OBLIGATION',
      now: new Date('2026-11-30T08:00:00+07:00'),
      history: [change('2026-11-15T08:00:00+07:00', 'FINANCIAL_OBLIGATION')],
    });
    expect(stopped.segments.map(({ kind }) => kind)).toEqual(['run', 'pause']);
  });

  test('an ended dossier stops where it ended, not now', () => {
    const done = line({
      status: 'RETURNED',
      now: new Date('2026-12-30T08:00:00+07:00'),
      history: [change('2026-11-15T08:00:00+07:00', 'COMPLETED'), change('2026-11-18T08:00:00+07:00', 'RETURNED')],
    });
    expect(done.endedAt).toBe('2026-11-15T08:00:00+07:00');
    expect(done.segments).toEqual([{ kind: 'run', from: 0, to: 50 }]);
    expect(done.now).toBe(50);
  });

  test('counts the days that ran by the explanation, up to the stop', () => {
    const days = ['11', '12', '13', '16', '17'].map((day, i) => ({ date: `2026-11-${day}`, workingDay: i + 1 }));
    const explanation: DeadlineExplanation = { days, rules: [] };
    expect(line({ explanation }).ran).toEqual({ done: 3, total: 5 });
    const stopped = line({
      explanation,
      status: 'SUPPLEMENT_REQUESTED',
      history: [change('2026-11-12T09:00:00+07:00', 'SUPPLEMENT_REQUESTED')],
    });
    expect(stopped.ran).toEqual({ done: 2, total: 5 });
  });

  test('a clock set back before the receipt gives an empty line, not a negative one', () => {
    const back = line({ now: new Date('2026-11-01T08:00:00+07:00') });
    expect(back.segments).toEqual([]);
    expect(back.now).toBe(0);
  });
});
