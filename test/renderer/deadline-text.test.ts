import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { computeDueDate, type DeadlineInput } from '../../domain/calendar/deadline.ts';
import type { DayPart, DeadlineDay, DeadlineExplanation } from '../../domain/calendar/deadline-model.ts';
import { sampleCalendar } from '../../domain/calendar/working-calendar.ts';
import { LIMIT_UNITS, type LimitUnit } from '../../domain/catalogue/procedure.ts';
import { i18n, translator } from '../../renderer/i18n/i18n.ts';
import { dayText, ruleText, warningText } from '../../renderer/ui/deadline-text.ts';

const calendar = sampleCalendar();
const t = translator('deadline');

afterAll(() => i18n.changeLanguage('vi'));

function explain(
  receivedAt: string,
  amount: number,
  unit: LimitUnit,
  more: Partial<DeadlineInput> = {},
): DeadlineExplanation {
  const due = computeDueDate({ calendar, receivedAt, limit: { amount, unit }, policy: 'END_OF_DAY', ...more });
  if (!due.ok) throw new Error(JSON.stringify(due.failure));
  return due.value.explanation;
}

const days = (explanation: DeadlineExplanation) => explanation.days.map((day) => dayText(t, day));
const rules = (explanation: DeadlineExplanation) => explanation.rules.map((rule) => ruleText(t, rule));

/** Explanations of every unit from any time of 2023 to 2026, at open and closed Saturday desks. */
const anyExplanation = fc
  .record({
    minute: fc.integer({ min: 0, max: 3 * 365 * 24 * 60 }),
    unit: fc.constantFrom(...LIMIT_UNITS),
    amount: fc.integer({ min: 1, max: 30 }),
    policy: fc.constantFrom('END_OF_DAY' as const, 'SAME_HOUR' as const),
    deskOpenSaturday: fc.boolean(),
  })
  .map(({ minute, unit, amount, ...more }) => {
    const receivedAt = new Date(Date.UTC(2023, 0, 5) + minute * 60_000).toISOString();
    return explain(receivedAt, amount, unit, more);
  });

describe('a deadline in Vietnamese', () => {
  test('reads on the page as it is kept with the dossier', async () => {
    await i18n.changeLanguage('vi');
    fc.assert(
      fc.property(anyExplanation, (explanation) => {
        expect(days(explanation)).toEqual(explanation.days.map((day) => day.label));
        expect(rules(explanation)).toEqual(explanation.rules.map((rule) => rule.text));
      }),
      { numRuns: 400 },
    );
    const [warning] = explain('2026-12-30T09:00:00+07:00', 5, 'WORKING_DAY').warnings;
    expect(warning && warningText(t, warning)).toBe('chưa xác nhận lịch năm 2027');
  });
});

describe('a deadline in English', () => {
  test.each([
    [
      explain('2026-11-20T15:12:00+07:00', 1, 'SAME_DAY'),
      ['Received 15:12, after 15:00', 'Weekend, not counted', 'Weekend, not counted', 'Working day: due 17:00'],
    ],
    [explain('2026-11-20T09:00:00+07:00', 1, 'SAME_DAY'), ['Received 09:00, within the day: due 17:00']],
    [
      explain('2024-04-25T09:00:00+07:00', 4, 'WORKING_DAY'),
      [
        'Received 09:00, the day of receipt does not count',
        'Working day 1',
        'Weekend, not counted',
        'Weekend, not counted',
        'Hoán đổi, làm bù thứ Bảy 04/5, not counted',
        'Ngày Chiến thắng, not counted',
        'Ngày Quốc tế lao động, not counted',
        'Working day 2',
        'Working day 3',
        'Working day 4, worked in place of Monday 29/04: due 17:00',
      ],
    ],
    [
      explain('2023-10-14T10:00:00+07:00', 1, 'WORKING_DAY'),
      [
        'Received 10:00, weekend, not counted',
        'Weekend, not counted',
        'Counted from 07:30, the starting day does not count',
        'Working day 1: due 17:00',
      ],
    ],
    [
      explain('2023-10-14T10:00:00+07:00', 1, 'WORKING_DAY', { deskOpenSaturday: true }),
      [
        'Received 10:00, desk open on Saturday morning, the day of receipt does not count',
        'Weekend, not counted',
        'Working day 1: due 17:00',
      ],
    ],
    [
      explain('2023-10-13T15:30:00+07:00', 4, 'WORKING_HOUR'),
      [
        'Received 15:30, 1 hour 30 minutes counted',
        'Weekend, not counted',
        'Weekend, not counted',
        'Working day, 2 hours 30 minutes counted: due 10:00',
      ],
    ],
    [
      explain('2023-09-01T10:00:00+07:00', 1, 'CALENDAR_DAY'),
      [
        'Received 10:00, day off: Quốc khánh (ngày liền kề), not counted',
        'Weekend, not counted',
        'Weekend, not counted',
        'Nghỉ bù Quốc khánh (02/9 là thứ Bảy), not counted',
        'Counted from 07:30, the starting day does not count',
        'Day 1: due 17:00',
      ],
    ],
  ])('case %#', async (explanation, lines) => {
    await i18n.changeLanguage('en');
    expect(days(explanation)).toEqual(lines);
  });

  test('a last day off moves on', async () => {
    await i18n.changeLanguage('en');
    expect(days(explain('2023-08-18T10:00:00+07:00', 15, 'CALENDAR_DAY')).slice(-4)).toEqual([
      'Day 15 (weekend), moved to the next working day',
      'Weekend, not counted',
      'Nghỉ bù Quốc khánh (02/9 là thứ Bảy), not counted',
      'Next working day: due 17:00',
    ]);
  });

  test('only names of days off stay Vietnamese', async () => {
    await i18n.changeLanguage('en');
    const unnamed = (day: DeadlineDay): DeadlineDay => {
      const parts = day.parts?.map((part): DayPart => ('name' in part ? { ...part, name: null } : part));
      return parts === undefined ? day : { ...day, parts };
    };
    fc.assert(
      fc.property(anyExplanation, ({ days: told, rules: applied, warnings }) => {
        const lines = [
          ...told.map((day) => dayText(t, unnamed(day))),
          ...applied.map((rule) => ruleText(t, rule)),
          ...warnings.map((warning) => warningText(t, warning)),
        ];
        for (const line of lines) expect(line).toMatch(/^[A-Za-z0-9 :;,.()/-]+$/);
      }),
      { numRuns: 400 },
    );
  });

  test('rules and warnings', async () => {
    await i18n.changeLanguage('en');
    expect(rules(explain('2026-11-20T15:12:00+07:00', 1, 'SAME_DAY'))).toEqual([
      'Received by 15:00: due the same day; received after 15:00: due on the next working day.',
    ]);
    expect(rules(explain('2023-10-14T10:00:00+07:00', 1, 'WORKING_DAY'))).toEqual([
      'Received outside office hours or on a day off: counted from the next start of office hours.',
      'The day of receipt does not count; day one is the next working day.',
      'Due at 17:00 on the last day.',
    ]);
    const [warning] = explain('2026-12-30T09:00:00+07:00', 5, 'WORKING_DAY').warnings;
    expect(warning && warningText(t, warning)).toBe('the calendar of 2027 is not confirmed');
  });
});

describe('an explanation kept by another version', () => {
  const kept = explain('2026-11-20T15:12:00+07:00', 1, 'SAME_DAY');

  test.each(['vi', 'en'])('without parts shows its label and its rules as they were kept (%s)', async (language) => {
    await i18n.changeLanguage(language);
    for (const { parts: _, ...day } of kept.days) expect(dayText(t, day)).toBe(day.label);
    for (const { said: _, ...rule } of kept.rules) expect(ruleText(t, rule)).toBe(rule.text);
  });

  test('with a part unknown here shows its label', async () => {
    await i18n.changeLanguage('en');
    for (const day of kept.days) {
      const parts = [...(day.parts ?? []), { what: 'from-tomorrow' } as unknown as DayPart];
      expect(dayText(t, { ...day, parts })).toBe(day.label);
    }
    for (const day of kept.days) expect(dayText(t, { ...day, parts: [] })).toBe(day.label);
  });
});
