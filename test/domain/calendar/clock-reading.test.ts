import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClock } from '../../../domain/calendar/clock-reading.ts';
import { sampleCalendar } from '../../../domain/calendar/working-calendar.ts';
import { workingMinutesBetween } from '../../../domain/calendar/working-time.ts';

const calendar = sampleCalendar();
const now = '2026-11-20T15:12:00+07:00';

describe('clock reading', () => {
  it.each([
    ['2026-11-23T17:00:00+07:00', 'soon', { kind: 'left', days: 1, hours: 1, minutes: 48 }],
    ['2026-11-25T17:00:00+07:00', 'soon', { kind: 'left', days: 2, hours: 1, minutes: 48 }],
    ['2026-11-26T17:00:00+07:00', 'run', { kind: 'left', days: 3, hours: 1, minutes: 48 }],
    ['2026-11-23T11:30:00+07:00', 'soon', { kind: 'left', days: 0, hours: 5, minutes: 48 }],
    ['2026-11-23T07:30:00+07:00', 'soon', { kind: 'left', days: 0, hours: 1, minutes: 48 }],
    ['2026-11-20T17:00:00+07:00', 'now', { kind: 'today', time: '17:00' }],
    ['2026-11-20T09:00:00+07:00', 'late', { kind: 'late', days: 0, hours: 4, minutes: 42 }],
    ['2026-11-20T15:00:00+07:00', 'late', { kind: 'late', days: 0, hours: 0, minutes: 12 }],
    ['2026-11-18T17:00:00+07:00', 'late', { kind: 'late', days: 1, hours: 6, minutes: 12 }],
    ['2026-11-17T17:00:00+07:00', 'late', { kind: 'late', days: 2, hours: 6, minutes: 12 }],
    ['2022-01-05T17:00:00+07:00', 'late', { kind: 'overdue' }],
    ['2029-01-05T17:00:00+07:00', 'run', { kind: 'due-on', date: '2029-01-05' }],
    [null, 'run', { kind: 'none' }],
  ] as const)('due %s: %s, %j', (dueAt, tone, reading) => {
    expect(readClock({ calendar, dueAt, now })).toEqual({ tone, reading });
  });

  it('is late after closing although no working time has passed', () => {
    const clock = readClock({ calendar, dueAt: '2026-11-20T17:00:00+07:00', now: '2026-11-21T09:00:00+07:00' });
    expect(clock).toEqual({ tone: 'late', reading: { kind: 'overdue' } });
  });

  it('a paused dossier is not overdue', () => {
    const clock = readClock({ calendar, dueAt: '2026-11-01T17:00:00+07:00', now, paused: 'supplement' });
    expect(clock).toEqual({ tone: 'pause', reading: { kind: 'paused', reason: 'supplement' } });
    expect(readClock({ calendar, dueAt: null, now, paused: null }).reading).toEqual({ kind: 'paused', reason: null });
  });

  it.each(['early', 'on-time', 'late'] as const)('a finished dossier says how it met its date: %s', (how) => {
    const clock = readClock({ calendar, dueAt: now, now, finished: how });
    expect(clock).toEqual({ tone: 'done', reading: { kind: 'finished', how } });
  });
});

describe('working minutes', () => {
  const minutes = (from: string, to: string) => {
    const result = workingMinutesBetween(calendar, from, to);
    return result.ok ? result.value : result.failure;
  };

  it('counts office hours only', () => {
    expect(minutes('2026-11-20T11:00:00+07:00', '2026-11-20T13:30:00+07:00')).toBe(60);
    expect(minutes('2026-11-20T16:00:00+07:00', '2026-11-23T08:00:00+07:00')).toBe(90);
    expect(minutes('2026-02-13T17:00:00+07:00', '2026-02-23T07:30:00+07:00')).toBe(0);
    expect(minutes('2026-11-20T16:00:00+07:00', '2026-11-19T16:00:00+07:00')).toBe(0);
    expect(minutes('2027-12-31T16:00:00+07:00', '2028-01-05T16:00:00+07:00')).toEqual({
      code: 'calendar-missing',
      year: 2028,
    });
  });

  it('adds up over any moment between', () => {
    const moment = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((m) => Date.UTC(2025, 10, 1) + m * 60_000);
    fc.assert(
      fc.property(moment, moment, moment, (...moments) => {
        const [a = '', b = '', c = ''] = moments.toSorted((x, y) => x - y).map((ms) => new Date(ms).toISOString());
        expect(Number(minutes(a, b)) + Number(minutes(b, c))).toBe(minutes(a, c));
      }),
    );
  });
});
