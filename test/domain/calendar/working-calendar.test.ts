import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilOf, epochDayOf, isoOfEpochDay, isRealDate, weekdayOf } from '../../../domain/calendar/civil-date.ts';
import { dayInfo, parseCalendar, sampleCalendar } from '../../../domain/calendar/working-calendar.ts';
import calendarData from '../../../domain/data/calendar.json' with { type: 'json' };

const calendar = sampleCalendar();

describe('days of the calendar', () => {
  it.each([
    ['2026-11-23', true, 'working', 'Ngày làm việc'],
    ['2026-11-21', false, 'weekend', 'Nghỉ cuối tuần'],
    ['2026-11-24', false, 'holiday', 'Ngày Văn hóa Việt Nam'],
    ['2026-08-31', false, 'swap-off', 'Hoán đổi, làm bù thứ Bảy 22/8'],
    ['2026-08-22', true, 'swap-worked', 'Ngày làm bù cho thứ Hai 31/08'],
  ] as const)('%s', (date, isWorkingDay, reason, text) => {
    expect(dayInfo(calendar, date)).toMatchObject({ ok: true, value: { date, isWorkingDay, reason, text } });
  });

  it('says which notice a day off rests on', () => {
    const info = dayInfo(calendar, '2023-09-01');
    expect(info.ok && info.value.source).toBe('Thông báo 5034/TB-LĐTBXH (Tết, Quốc khánh)');
  });

  it('has no opinion on a year without data', () => {
    expect(dayInfo(calendar, '2030-01-02')).toEqual({ ok: false, failure: { code: 'calendar-missing', year: 2030 } });
  });

  it.each(['2023', '2024', '2025', '2026'])('has the published number of working days in %s', (year) => {
    const table = calendar.tables.get(Number(year));
    expect(table?.working.reduce((sum, day) => sum + day, 0)).toBe(calendar.data.years[year]?.workingDays);
  });

  it('refuses a day listed under another year', () => {
    const years = { ...calendarData.years, '2026': { ...calendarData.years['2026'], off: ['2025-01-01'] } };
    expect(() => parseCalendar({ ...calendarData, years })).toThrow('2025-01-01');
  });

  it('refuses office hours that overlap', () => {
    const [hours] = calendarData.officeHours;
    const intervals = [
      { from: '07:30', to: '11:30' },
      { from: '11:00', to: '17:00' },
    ];
    expect(() => parseCalendar({ ...calendarData, officeHours: [{ ...hours, intervals }] })).toThrow();
  });
});

describe('civil dates', () => {
  it('agree with the platform calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (day) => {
        const date = new Date(day * 86_400_000);
        const { year, month, day: dayOfMonth } = civilOf(day);
        expect([year, month, dayOfMonth]).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]);
        expect(epochDayOf(year, month, dayOfMonth)).toBe(day);
        expect(weekdayOf(day) % 7).toBe(date.getUTCDay());
      }),
    );
  });

  it('write ISO dates', () => {
    expect(isoOfEpochDay(0)).toBe('1970-01-01');
  });

  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2001-02-31', false],
    ['0000-01-01', false],
    ['2023-13-01', false],
    ['2023-1-1', false],
  ])('%s exists: %s', (date, exists) => {
    expect(isRealDate(date)).toBe(exists);
  });
});
