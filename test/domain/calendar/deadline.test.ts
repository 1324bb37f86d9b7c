import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DuePolicy } from '../../../domain/calendar/deadline.ts';
import { computeDueAt, computeDueDate } from '../../../domain/calendar/deadline.ts';
import { countsInLimit, ordinalOf, partsOf } from '../../../domain/calendar/deadline-day.ts';
import type { DayPart, DeadlineDay } from '../../../domain/calendar/deadline-model.ts';
import { deadlineExplanationSchema } from '../../../domain/calendar/deadline-model.ts';
import { legalDateOf } from '../../../domain/calendar/legal-time.ts';
import { dayInfo, parseCalendar, sampleCalendar } from '../../../domain/calendar/working-calendar.ts';
import type { LimitUnit } from '../../../domain/catalogue/procedure.ts';
import { LIMIT_UNITS } from '../../../domain/catalogue/procedure.ts';
import calendarData from '../../../domain/data/calendar.json' with { type: 'json' };
import golden from '../../fixtures/data/deadline-cases.json' with { type: 'json' };

const calendar = sampleCalendar();

function due(
  receivedAt: string,
  amount: number,
  unit: LimitUnit,
  more: { policy?: DuePolicy; deskOpenSaturday?: boolean } = {},
) {
  const result = computeDueDate({ calendar, receivedAt, limit: { amount, unit }, policy: 'END_OF_DAY', ...more });
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

describe('golden deadline cases', () => {
  const cases = [...golden.cases, ...golden.casesSaturdayDeskOpen].filter((one) => !('pauses' in one));

  it('covers every case without a pause', () => {
    expect(cases).toHaveLength(20);
  });

  it.each(cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    const deadline = due(one.receivedAt, one.limit.amount, one.limit.unit as LimitUnit, {
      policy: one.policy as DuePolicy,
      deskOpenSaturday: 'deskOpen' in one && one.deskOpen,
    });
    expect(deadline.dueAt).toBe(one.dueAt);
  });
});

describe('the moment a count starts from (R1, R1b)', () => {
  it.each([
    ['2023-10-10T07:00:00+07:00', '2023-10-10T07:30:00+07:00', 'before opening'],
    ['2023-10-10T11:30:00+07:00', '2023-10-10T11:30:00+07:00', 'the last second of the morning'],
    ['2023-10-10T11:30:01+07:00', '2023-10-10T13:00:00+07:00', 'in the lunch break'],
    ['2023-10-10T17:00:00+07:00', '2023-10-10T17:00:00+07:00', 'the last second of the day'],
    ['2023-10-10T17:00:00.500+07:00', '2023-10-11T07:30:00+07:00', 'half a second after closing'],
    ['2023-10-13T18:00:00+07:00', '2023-10-16T07:30:00+07:00', 'Friday evening'],
    ['2023-10-10T02:15:00Z', '2023-10-10T09:15:00+07:00', 'another offset'],
    ['2026-08-22T10:00:00+07:00', '2026-08-22T10:00:00+07:00', 'a worked Saturday'],
  ])('%s counts from %s: %s', (receivedAt, effectiveAt) => {
    expect(due(receivedAt, 1, 'WORKING_DAY').effectiveAt).toBe(effectiveAt);
  });

  it('an open Saturday desk ends at 11:30', () => {
    const noon = due('2023-10-14T11:30:01+07:00', 3, 'WORKING_DAY', { deskOpenSaturday: true });
    expect(noon.effectiveAt).toBe('2023-10-16T07:30:00+07:00');
    expect(noon.dueAt).toBe('2023-10-19T17:00:00+07:00');
  });

  it('an open desk does not make Saturday a working day for a same-day procedure or for hours', () => {
    const saturday = { deskOpenSaturday: true };
    expect(due('2023-10-14T08:30:00+07:00', 1, 'SAME_DAY', saturday).dueAt).toBe('2023-10-16T17:00:00+07:00');
    expect(due('2023-10-14T08:30:00+07:00', 1, 'WORKING_HOUR', saturday).dueAt).toBe('2023-10-16T08:30:00+07:00');
  });

  it('an open desk means nothing on a Sunday', () => {
    const sunday = due('2023-10-15T08:30:00+07:00', 1, 'WORKING_DAY', { deskOpenSaturday: true });
    expect(sunday.effectiveAt).toBe('2023-10-16T07:30:00+07:00');
  });
});

describe('the explanation', () => {
  const read = (day: DeadlineDay) => [day.date, countsInLimit(day), partsOf(day)];
  const weekend: DayPart[] = [{ what: 'weekend', place: 'head' }, { what: 'not-counted' }];

  it('tells a same-day procedure received after 15:00', () => {
    const { explanation } = due('2026-11-20T15:12:00+07:00', 1, 'SAME_DAY');
    expect(explanation.days.map((day) => day.kind)).toEqual(['received', 'weekend', 'weekend', undefined]);
    expect(explanation.days.map(read)).toEqual([
      [
        '2026-11-20',
        false,
        [
          { what: 'received', at: '15:12' },
          { what: 'after', at: '15:00' },
        ],
      ],
      ['2026-11-21', false, weekend],
      ['2026-11-22', false, weekend],
      ['2026-11-23', true, [{ what: 'working-day' }, { what: 'due', at: '17:00' }]],
    ]);
    expect(explanation.rules.map((rule) => rule.id)).toEqual(['R4']);
    expect(explanation).not.toHaveProperty('warnings');
  });

  it('names days off with their reason and notice, and worked Saturdays', () => {
    const { explanation, dueAt } = due('2024-04-25T09:00:00+07:00', 4, 'WORKING_DAY');
    const source = calendar.data.years['2024']?.notice;
    expect(dueAt).toBe('2024-05-04T17:00:00+07:00');
    const days = Object.fromEntries(explanation.days.map((day) => [day.date, day]));
    const parts = Object.fromEntries(explanation.days.map((day) => [day.date, partsOf(day)]));
    expect(parts['2024-04-25']).toEqual([{ what: 'received', at: '09:00' }, { what: 'receipt-not-counted' }]);
    expect(parts['2024-04-26']).toEqual([{ what: 'working-day-number', number: 1 }]);
    expect(parts['2024-04-27']).toEqual(weekend);
    expect(parts['2024-04-29']).toEqual([
      { what: 'day-off', place: 'head', name: 'Hoán đổi, làm bù thứ Bảy 04/5' },
      { what: 'not-counted' },
    ]);
    expect(days['2024-04-29']).toMatchObject({ kind: 'swap-off', source });
    expect(parts['2024-04-30']).toEqual([
      { what: 'day-off', place: 'head', name: 'Ngày Chiến thắng' },
      { what: 'not-counted' },
    ]);
    expect(days['2024-04-30']).toMatchObject({ kind: 'holiday', source });
    expect(parts['2024-05-04']).toEqual([
      { what: 'working-day-number', number: 4 },
      { what: 'worked-instead', of: '2024-04-29' },
      { what: 'due', at: '17:00' },
    ]);
    expect(days['2024-05-04']).toMatchObject({ kind: 'swap-worked', workingDay: 4, due: '17:00', source });
    expect(explanation.rules).toEqual([
      { id: 'R2', source: 'Bộ luật Dân sự 2015, Điều 147, 148' },
      { id: 'R3', at: '17:00' },
    ]);
  });

  it('tells a calendar limit that ends on a day off', () => {
    const { explanation } = due('2023-08-18T10:00:00+07:00', 15, 'CALENDAR_DAY');
    const aside = { what: 'weekend', place: 'aside' };
    expect(explanation.days.slice(1, 3).map(read)).toEqual([
      ['2023-08-19', true, [{ what: 'day-number', number: 1 }, aside]],
      ['2023-08-20', true, [{ what: 'day-number', number: 2 }, aside]],
    ]);
    expect(explanation.days.slice(-4).map(read)).toEqual([
      ['2023-09-02', true, [{ what: 'day-number', number: 15 }, aside, { what: 'moved-on' }]],
      ['2023-09-03', false, weekend],
      [
        '2023-09-04',
        false,
        [{ what: 'day-off', place: 'head', name: 'Nghỉ bù Quốc khánh (02/9 là thứ Bảy)' }, { what: 'not-counted' }],
      ],
      ['2023-09-05', false, [{ what: 'next-working-day' }, { what: 'due', at: '17:00' }]],
    ]);
  });

  it('tells hours', () => {
    const { explanation } = due('2023-10-13T16:00:00+07:00', 4, 'WORKING_HOUR');
    expect(explanation.days.map(read)).toEqual([
      [
        '2023-10-13',
        true,
        [
          { what: 'received', at: '16:00' },
          { what: 'counted', minutes: 60 },
        ],
      ],
      ['2023-10-14', false, weekend],
      ['2023-10-15', false, weekend],
      ['2023-10-16', true, [{ what: 'working-day' }, { what: 'counted', minutes: 180 }, { what: 'due', at: '10:30' }]],
    ]);
  });

  it('tells reception on a day off and the day the count starts from', () => {
    const { explanation } = due('2023-10-14T10:00:00+07:00', 1, 'WORKING_DAY');
    expect(explanation.days.map((day) => [day.kind, partsOf(day)])).toEqual([
      ['received', [{ what: 'received', at: '10:00' }, { what: 'weekend', place: 'inside' }, { what: 'not-counted' }]],
      ['weekend', weekend],
      ['start', [{ what: 'counted-from', at: '07:30' }]],
      [
        undefined,
        [
          { what: 'working-day-number', number: 1 },
          { what: 'due', at: '17:00' },
        ],
      ],
    ]);
    expect(explanation.rules.map((rule) => rule.id)).toEqual(['R1', 'R2', 'R3']);
  });

  it('warns of a calendar year that nobody has confirmed', () => {
    const { explanation } = due('2026-12-30T09:00:00+07:00', 5, 'WORKING_DAY');
    expect(explanation.warnings).toEqual([{ code: 'calendar-not-confirmed', year: 2027 }]);
  });

  it('keeps nothing that follows from the rest, because every dossier keeps one', () => {
    const { explanation } = due('2023-10-10T09:00:00+07:00', 15, 'WORKING_DAY');
    expect(explanation.days.slice(2, 5)).toEqual([
      { date: '2023-10-12', workingDay: 2 },
      { date: '2023-10-13', workingDay: 3 },
      { date: '2023-10-14', kind: 'weekend' },
    ]);
    expect(explanation.days.at(-1)).toEqual({ date: '2023-10-31', workingDay: 15, due: '17:00' });
    expect(JSON.stringify(explanation).length).toBeLessThan(1200);
  });

  it('is plain JSON', () => {
    const { explanation } = due('2024-04-25T09:00:00+07:00', 4, 'WORKING_DAY');
    expect(JSON.parse(JSON.stringify(explanation))).toStrictEqual(explanation);
  });
});

describe('years without data', () => {
  it('answers calendar-missing with the year the count ran into', () => {
    const ask = (receivedAt: string, amount: number) =>
      computeDueDate({ calendar, receivedAt, limit: { amount, unit: 'WORKING_DAY' }, policy: 'END_OF_DAY' });
    expect(ask('2027-12-31T09:00:00+07:00', 1)).toEqual({
      ok: false,
      failure: { code: 'calendar-missing', year: 2028 },
    });
    expect(ask('2022-12-30T09:00:00+07:00', 1)).toEqual({
      ok: false,
      failure: { code: 'calendar-missing', year: 2022 },
    });
  });
});

describe('office hours by date', () => {
  it('uses the hours in force on the day', () => {
    const [hours] = calendarData.officeHours;
    const changed = parseCalendar({
      ...calendarData,
      officeHours: [
        { ...hours, effectiveTo: '2023-10-31' },
        { ...hours, effectiveFrom: '2023-11-01', intervals: [{ from: '08:00', to: '12:00' }] },
      ],
    });
    const at = (receivedAt: string) => {
      const limit = { amount: 5, unit: 'WORKING_HOUR' } as const;
      const result = computeDueDate({ calendar: changed, receivedAt, limit, policy: 'END_OF_DAY' });
      return result.ok ? result.value.dueAt : result.failure;
    };
    expect(at('2023-10-31T16:00:00+07:00')).toBe('2023-11-01T12:00:00+07:00');
    expect(at('2023-11-01T06:00:00+07:00')).toBe('2023-11-02T09:00:00+07:00');
  });
});

const instants = fc
  .integer({ min: Date.parse('2023-01-01T00:00:00+07:00'), max: Date.parse('2027-08-31T00:00:00+07:00') })
  .map((ms) => new Date(ms).toISOString());
const inputs = fc.record({
  receivedAt: instants,
  amount: fc.integer({ min: 1, max: 60 }),
  unit: fc.constantFrom(...LIMIT_UNITS),
  policy: fc.constantFrom<DuePolicy>('END_OF_DAY', 'SAME_HOUR'),
  deskOpenSaturday: fc.boolean(),
});

describe('properties', () => {
  const dueMs = (input: { receivedAt: string; amount: number; unit: LimitUnit; policy: DuePolicy }) =>
    Date.parse(due(input.receivedAt, input.amount, input.unit, input).dueAt);

  it('the due date is a working day, not before reception, and the explanation ends on it', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const deadline = due(input.receivedAt, input.amount, input.unit, input);
        const date = legalDateOf(deadline.dueAt);
        const info = dayInfo(calendar, date);
        expect(info.ok && info.value.isWorkingDay).toBe(true);
        expect(Date.parse(deadline.dueAt)).toBeGreaterThanOrEqual(Date.parse(input.receivedAt) - 60_000);
        expect(deadline.explanation.days.filter((day) => day.due !== undefined).map((day) => day.date)).toEqual([date]);
        expect(deadlineExplanationSchema.parse(deadline.explanation)).toStrictEqual(deadline.explanation);
        expect(deadline.explanation.days[0]?.date).toBe(legalDateOf(input.receivedAt));
        if (input.unit === 'WORKING_DAY' || input.unit === 'CALENDAR_DAY') {
          const ordinals = deadline.explanation.days.flatMap((day) => ordinalOf(day) ?? []);
          expect(ordinals).toEqual(Array.from({ length: input.amount }, (_, i) => i + 1));
        }
      }),
    );
  });

  it('receiving later is never due earlier', () => {
    fc.assert(
      fc.property(inputs, instants, (input, other) => {
        const [first, second] = [input.receivedAt, other].toSorted();
        const open = { ...input, deskOpenSaturday: false };
        expect(dueMs({ ...open, receivedAt: first ?? '' })).toBeLessThanOrEqual(
          dueMs({ ...open, receivedAt: second ?? '' }),
        );
      }),
    );
  });

  it('a larger limit is never due earlier', () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 0, max: 30 }), (input, more) => {
        expect(dueMs({ ...input, amount: input.amount + more })).toBeGreaterThanOrEqual(dueMs(input));
      }),
    );
  });

  it('counting without the explanation gives the same date', () => {
    fc.assert(
      fc.property(inputs, ({ amount, unit, ...rest }) => {
        const { dueAt, effectiveAt } = due(rest.receivedAt, amount, unit, rest);
        const quick = computeDueAt({ calendar, limit: { amount, unit }, ...rest });
        expect(quick).toEqual({ ok: true, value: { dueAt, effectiveAt } });
      }),
    );
  });
});

describe('speed', () => {
  it('recounts 100,000 limits of 15 working days within 5 seconds', () => {
    const start = performance.now();
    let last = '';
    for (let i = 0; i < 100_000; i++) {
      const receivedAt = new Date(Date.UTC(2023, 0, 3, 2) + (i % 1000) * 86_400_000).toISOString();
      const result = computeDueAt({
        calendar,
        receivedAt,
        limit: { amount: 15, unit: 'WORKING_DAY' },
        policy: 'END_OF_DAY',
      });
      if (result.ok) last = result.value.dueAt;
    }
    expect(last).not.toBe('');
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
