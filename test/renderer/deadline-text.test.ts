import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { computeDueDate, type DeadlineInput } from '../../domain/calendar/deadline.ts';
import type { DayPart, DeadlineDay, DeadlineExplanation } from '../../domain/calendar/deadline-model.ts';
import { sampleCalendar } from '../../domain/calendar/working-calendar.ts';
import { LIMIT_UNITS, type LimitUnit } from '../../domain/catalogue/procedure.ts';
import { i18n, translator } from '../../renderer/i18n/i18n.ts';
import { readExplanation } from '../../renderer/intake/why-list.tsx';
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
  test.each([
    [
      explain('2026-11-20T15:12:00+07:00', 1, 'SAME_DAY'),
      [
        'Nhận 15:12, sau 15 giờ',
        'Nghỉ cuối tuần, không tính',
        'Nghỉ cuối tuần, không tính',
        'Ngày làm việc: trả 17:00',
      ],
    ],
    [explain('2026-11-20T09:00:00+07:00', 1, 'SAME_DAY'), ['Nhận 09:00, trong ngày: trả 17:00']],
    [
      explain('2024-04-25T09:00:00+07:00', 4, 'WORKING_DAY'),
      [
        'Nhận 09:00, ngày nhận không tính',
        'Ngày làm việc 1',
        'Nghỉ cuối tuần, không tính',
        'Nghỉ cuối tuần, không tính',
        'Hoán đổi, làm bù thứ Bảy 04/5, không tính',
        'Ngày Chiến thắng, không tính',
        'Ngày Quốc tế lao động, không tính',
        'Ngày làm việc 2',
        'Ngày làm việc 3',
        'Ngày làm việc 4, ngày làm bù cho thứ Hai 29/04: trả 17:00',
      ],
    ],
    [
      explain('2023-10-14T10:00:00+07:00', 1, 'WORKING_DAY'),
      [
        'Nhận 10:00, nghỉ cuối tuần, không tính',
        'Nghỉ cuối tuần, không tính',
        'Tính từ 07:30, ngày bắt đầu không tính',
        'Ngày làm việc 1: trả 17:00',
      ],
    ],
    [
      explain('2023-10-14T10:00:00+07:00', 1, 'WORKING_DAY', { deskOpenSaturday: true }),
      [
        'Nhận 10:00, quầy mở sáng thứ Bảy, ngày nhận không tính',
        'Nghỉ cuối tuần, không tính',
        'Ngày làm việc 1: trả 17:00',
      ],
    ],
    [
      explain('2023-10-13T15:30:00+07:00', 4, 'WORKING_HOUR'),
      [
        'Nhận 15:30, tính 1 giờ 30 phút',
        'Nghỉ cuối tuần, không tính',
        'Nghỉ cuối tuần, không tính',
        'Ngày làm việc, tính 2 giờ 30 phút: trả 10:00',
      ],
    ],
    [
      explain('2023-09-01T10:00:00+07:00', 1, 'CALENDAR_DAY'),
      [
        'Nhận 10:00, ngày nghỉ: Quốc khánh (ngày liền kề), không tính',
        'Nghỉ cuối tuần, không tính',
        'Nghỉ cuối tuần, không tính',
        'Nghỉ bù Quốc khánh (02/9 là thứ Bảy), không tính',
        'Tính từ 07:30, ngày bắt đầu không tính',
        'Ngày 1: trả 17:00',
      ],
    ],
    [
      explain('2023-10-10T18:00:00+07:00', 1, 'WORKING_DAY'),
      ['Nhận 18:00, ngoài giờ làm việc', 'Tính từ 07:30, ngày bắt đầu không tính', 'Ngày làm việc 1: trả 17:00'],
    ],
  ])('case %#', async (explanation, lines) => {
    await i18n.changeLanguage('vi');
    expect(days(explanation)).toEqual(lines);
  });

  test('a last day off moves on', async () => {
    await i18n.changeLanguage('vi');
    expect(days(explain('2023-08-18T10:00:00+07:00', 15, 'CALENDAR_DAY')).slice(-4)).toEqual([
      'Ngày 15 (nghỉ cuối tuần), chuyển sang ngày làm việc tiếp theo',
      'Nghỉ cuối tuần, không tính',
      'Nghỉ bù Quốc khánh (02/9 là thứ Bảy), không tính',
      'Ngày làm việc tiếp theo: trả 17:00',
    ]);
  });

  test('days off and worked Saturdays the calendar says nothing more of', async () => {
    await i18n.changeLanguage('vi');
    const date = '2026-11-24';
    expect(dayText(t, { date, kind: 'holiday', parts: [{ what: 'day-off', place: 'head' }] })).toBe('Ngày nghỉ');
    expect(
      dayText(t, { date, kind: 'swap-worked', parts: [{ what: 'working-day' }, { what: 'worked-instead' }] }),
    ).toBe('Ngày làm việc, ngày làm bù');
  });

  test('rules and warnings', async () => {
    await i18n.changeLanguage('vi');
    const said = new Map<string, string>();
    for (const explanation of [
      explain('2026-11-20T15:12:00+07:00', 1, 'SAME_DAY'),
      explain('2023-10-14T10:00:00+07:00', 1, 'WORKING_DAY'),
      explain('2023-10-14T10:00:00+07:00', 1, 'CALENDAR_DAY', { deskOpenSaturday: true }),
      explain('2023-10-13T15:30:00+07:00', 4, 'WORKING_HOUR'),
    ]) {
      for (const rule of explanation.rules) said.set(rule.id, ruleText(t, rule));
    }
    expect(Object.fromEntries(said)).toEqual({
      R1: 'Nhận ngoài giờ hành chính hoặc ngày nghỉ thì tính từ đầu giờ làm việc kế tiếp.',
      R1b: 'Nộp tại quầy mở sáng thứ Bảy được ghi nhận ngày thứ Bảy; ngày thứ nhất là ngày làm việc tiếp theo.',
      R2: 'Ngày nhận không tính; ngày thứ nhất là ngày làm việc tiếp theo.',
      R3: 'Hạn trả là 17:00 của ngày cuối.',
      R4: 'Nhận đến 15:00 thì trả trong ngày; nhận sau 15 giờ thì trả vào ngày làm việc tiếp theo.',
      R4b: 'Chỉ đếm giờ hành chính của ngày làm việc.',
      R4c: 'Tính theo ngày lịch, ngày nhận không tính; ngày cuối là ngày nghỉ thì chuyển sang ngày làm việc tiếp theo.',
    });
    const sameHour = explain('2023-10-10T09:00:00+07:00', 1, 'WORKING_DAY', { policy: 'SAME_HOUR' });
    expect(rules(sameHour).at(-1)).toBe('Hạn trả cùng giờ với giờ nhận, vào ngày cuối.');
    const [warning] = explain('2026-12-30T09:00:00+07:00', 5, 'WORKING_DAY').warnings ?? [];
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
      const parts = day.parts?.map(
        (part): DayPart => (part.what === 'day-off' ? { what: part.what, place: part.place } : part),
      );
      return parts === undefined ? day : { ...day, parts };
    };
    fc.assert(
      fc.property(anyExplanation, ({ days: told, rules: applied, warnings = [] }) => {
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
    const [warning] = explain('2026-12-30T09:00:00+07:00', 5, 'WORKING_DAY').warnings ?? [];
    expect(warning && warningText(t, warning)).toBe('the calendar of 2027 is not confirmed');
  });
});

describe('a kept explanation', () => {
  const kept = explain('2026-11-20T15:12:00+07:00', 1, 'SAME_DAY');

  test('is read back as it was kept', () => {
    fc.assert(
      fc.property(anyExplanation, (explanation) => {
        expect(readExplanation(JSON.parse(JSON.stringify(explanation)))).toStrictEqual(explanation);
      }),
    );
  });

  test.each([
    ['nothing', null],
    ['an empty one', {}],
    ['no days', { ...kept, days: [] }],
    ['a day without a date', { ...kept, days: [{ kind: 'weekend' }] }],
    ['a part unknown here', { ...kept, days: [{ date: '2026-11-20', parts: [{ what: 'from-tomorrow' }] }] }],
    ['a rule unknown here', { ...kept, rules: [{ id: 'R9' }] }],
    ['a rule without its time', { ...kept, rules: [{ id: 'R4' }] }],
    ['a field unknown here', { ...kept, holds: 1 }],
  ])('with %s cannot be read', (_, value) => {
    expect(readExplanation(value)).toBeNull();
  });
});
