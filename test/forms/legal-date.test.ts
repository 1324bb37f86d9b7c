import { describe, expect, test } from 'vitest';
import { dateTimeWords, dateWords, legalMoment, limitWords } from '../../electron/host/forms/legal-date.ts';

describe('dates in words (NĐ 30/2020)', () => {
  test.each([
    ['2026-01-05T08:00:00+07:00', 'ngày 05 tháng 01 năm 2026'],
    ['2026-02-05T08:00:00+07:00', 'ngày 05 tháng 02 năm 2026'],
    ['2026-03-05T08:00:00+07:00', 'ngày 05 tháng 3 năm 2026'],
    ['2026-09-30T08:00:00+07:00', 'ngày 30 tháng 9 năm 2026'],
    ['2026-10-01T08:00:00+07:00', 'ngày 01 tháng 10 năm 2026'],
    ['2024-02-29T23:59:59.999+07:00', 'ngày 29 tháng 02 năm 2024'],
    ['2025-12-31T17:00:00Z', 'ngày 01 tháng 01 năm 2026'],
    ['2025-12-31T16:59:59Z', 'ngày 31 tháng 12 năm 2025'],
    ['2026-05-07T20:30:00-05:00', 'ngày 08 tháng 5 năm 2026'],
  ])('%s', (instant, words) => {
    expect(dateWords(instant)).toBe(words);
  });

  test.each([
    ['2026-05-07T15:05:00+07:00', '15 giờ 05 phút, ngày 07 tháng 5 năm 2026'],
    ['2023-10-27T02:32:00Z', '09 giờ 32 phút, ngày 27 tháng 10 năm 2023'],
    ['2026-02-04T17:00:00Z', '00 giờ 00 phút, ngày 05 tháng 02 năm 2026'],
  ])('%s with its time', (instant, words) => {
    expect(dateTimeWords(instant)).toBe(words);
  });

  test.each(['2026-05-07T15:05:00', '2026-05-07', '', 'hôm nay', '2026-13-40T00:00:00Z'])('%j is refused', (text) => {
    expect(() => legalMoment(text)).toThrow(TypeError);
  });
});

test.each([
  [{ amount: 5, unit: 'WORKING_DAY' }, '05 ngày làm việc'],
  [{ amount: 15, unit: 'CALENDAR_DAY' }, '15 ngày'],
  [{ amount: 4, unit: 'WORKING_HOUR' }, '04 giờ làm việc'],
  [{ amount: 1, unit: 'SAME_DAY' }, 'trong ngày làm việc'],
] as const)('limit %o in words', (limit, words) => {
  expect(limitWords(limit)).toBe(words);
});
