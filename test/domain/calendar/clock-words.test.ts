import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockWords } from '../../../domain/calendar/clock-words.ts';
import { sampleCalendar } from '../../../domain/calendar/working-calendar.ts';
import { workingMinutesBetween } from '../../../domain/calendar/working-time.ts';

const calendar = sampleCalendar();
const now = '2026-11-20T15:12:00+07:00';

describe('clock words', () => {
  it.each([
    ['2026-11-23T17:00:00+07:00', 'soon', 'Còn 1 ngày 1 giờ'],
    ['2026-11-25T17:00:00+07:00', 'soon', 'Còn 2 ngày 1 giờ'],
    ['2026-11-26T17:00:00+07:00', 'run', 'Còn 3 ngày 1 giờ'],
    ['2026-11-23T11:30:00+07:00', 'soon', 'Còn 5 giờ'],
    ['2026-11-20T17:00:00+07:00', 'now', 'Hôm nay 17:00'],
    ['2026-11-20T09:00:00+07:00', 'late', 'Quá 4 giờ'],
    ['2026-11-20T15:00:00+07:00', 'late', 'Quá 12 phút'],
    ['2026-11-18T17:00:00+07:00', 'late', 'Quá 1 ngày'],
    ['2026-11-17T17:00:00+07:00', 'late', 'Quá 2 ngày'],
    ['2029-01-05T17:00:00+07:00', 'run', 'Hạn 05/01/2029'],
  ] as const)('due %s: %s, %s', (dueAt, tone, text) => {
    expect(clockWords({ calendar, dueAt, now })).toEqual({ tone, text });
  });

  it('says a full day and three hours', () => {
    const words = clockWords({ calendar, dueAt: '2026-11-23T17:00:00+07:00', now: '2026-11-20T13:59:00+07:00' });
    expect(words.text).toBe('Còn 1 ngày 3 giờ');
  });

  it('is late after closing although no working time has passed', () => {
    const words = clockWords({ calendar, dueAt: '2026-11-20T17:00:00+07:00', now: '2026-11-21T09:00:00+07:00' });
    expect(words).toEqual({ tone: 'late', text: 'Quá hạn' });
  });

  it('a paused dossier is not overdue', () => {
    const words = clockWords({ calendar, dueAt: '2026-11-01T17:00:00+07:00', now, paused: 'chờ bổ sung' });
    expect(words).toEqual({ tone: 'pause', text: 'Tạm dừng (chờ bổ sung)' });
  });

  it('a finished dossier shows how it met its date', () => {
    const words = (finished: 'early' | 'on-time' | 'late') => clockWords({ calendar, dueAt: now, now, finished });
    expect([words('early').text, words('on-time').text, words('late').text]).toEqual([
      'Xong trước hạn',
      'Xong đúng hạn',
      'Xong quá hạn',
    ]);
    expect(words('late').tone).toBe('done');
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
