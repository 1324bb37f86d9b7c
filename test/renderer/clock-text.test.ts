import { afterAll, describe, expect, test } from 'vitest';
import { clockSchema } from '../../contract/views.ts';
import { readClock } from '../../domain/calendar/clock-reading.ts';
import { sampleCalendar } from '../../domain/calendar/working-calendar.ts';
import { clockOf } from '../../electron/host/dossier-views.ts';
import { i18n, type Language, translator } from '../../renderer/i18n/i18n.ts';
import { clockText } from '../../renderer/ui/clock-text.ts';

const calendar = sampleCalendar();
const t = translator('ui');
const now = '2026-11-20T15:12:00+07:00';

afterAll(() => i18n.changeLanguage('vi'));

async function inBoth(say: () => string): Promise<Record<Language, string>> {
  await i18n.changeLanguage('en');
  const en = say();
  await i18n.changeLanguage('vi');
  return { vi: say(), en };
}

describe('clock words', () => {
  test.each([
    ['2026-11-23T17:00:00+07:00', 'Còn 1 ngày 1 giờ', '1 day 1 hour left'],
    ['2026-11-26T17:00:00+07:00', 'Còn 3 ngày 1 giờ', '3 days 1 hour left'],
    ['2026-11-23T11:30:00+07:00', 'Còn 5 giờ', '5 hours left'],
    ['2026-11-20T17:00:00+07:00', 'Hôm nay 17:00', 'Today 17:00'],
    ['2026-11-20T09:00:00+07:00', 'Quá 4 giờ', '4 hours late'],
    ['2026-11-20T15:00:00+07:00', 'Quá 12 phút', '12 minutes late'],
    ['2026-11-18T17:00:00+07:00', 'Quá 1 ngày', '1 day late'],
    ['2026-11-10T17:00:00+07:00', 'Quá 7 ngày', '7 days late'],
    ['2022-01-05T17:00:00+07:00', 'Quá hạn', 'Overdue'],
    ['2029-01-05T17:00:00+07:00', 'Hạn 05/01/2029', 'Due 05/01/2029'],
    [null, 'Chưa có hạn', 'No date yet'],
  ])('due %s: %s, %s', async (dueAt, vi, en) => {
    const clock = clockSchema.parse(readClock({ calendar, dueAt, now }));
    expect(await inBoth(() => clockText(t, clock.reading))).toEqual({ vi, en });
  });

  test.each([
    ['2026-11-23T16:12:00+07:00', '2026-11-20T16:12:00+07:00', 'Còn 1 ngày', '1 day left'],
    ['2026-11-23T17:00:00+07:00', '2026-11-20T13:59:00+07:00', 'Còn 1 ngày 3 giờ', '1 day 3 hours left'],
    ['2026-11-23T07:45:00+07:00', '2026-11-20T16:50:00+07:00', 'Còn 25 phút', '25 minutes left'],
    ['2026-11-23T07:30:00+07:00', '2026-11-20T18:00:00+07:00', 'Còn 0 phút', '0 minutes left'],
    ['2026-11-20T17:00:00+07:00', '2026-11-21T09:00:00+07:00', 'Quá hạn', 'Overdue'],
  ])('due %s at %s: %s, %s', async (dueAt, at, vi, en) => {
    const clock = clockSchema.parse(readClock({ calendar, dueAt, now: at }));
    expect(await inBoth(() => clockText(t, clock.reading))).toEqual({ vi, en });
  });

  test.each([
    ['SUPPLEMENT_REQUESTED', null, 'Tạm dừng (chờ bổ sung)', 'Paused (awaiting papers)'],
    ['FINANCIAL_OBLIGATION', null, 'Tạm dừng (chờ nghĩa vụ tài chính)', 'Paused (awaiting payment)'],
    ['REFUSED', null, 'Không tiếp nhận', 'Not accepted'],
    ['WITHDRAWN', null, 'Đã rút', 'Withdrawn'],
    ['TERMINATED', null, 'Đã dừng', 'Stopped'],
    ['COMPLETED', '2026-11-17T10:00:00+07:00', 'Xong trước hạn', 'Done early'],
    ['COMPLETED', '2026-11-18T18:00:00+07:00', 'Xong đúng hạn', 'Done on time'],
    ['RETURNED', '2026-11-19T08:00:00+07:00', 'Xong quá hạn', 'Done late'],
    ['PROCESSING', null, 'Quá 1 ngày', '1 day late'],
    ['NEW', null, 'Hôm nay 16:00', 'Today 16:00'],
  ] as const)('%s, finished %s: %s, %s', async (status, finished_at, vi, en) => {
    const row = { status, due_at: '2026-11-18T17:00:00+07:00', accept_by: '2026-11-20T16:00:00+07:00', finished_at };
    const clock = clockSchema.parse(clockOf(row, { calendar, now }));
    expect(await inBoth(() => clockText(t, clock.reading))).toEqual({ vi, en });
  });

  test('a stop without a reason says only that it is one', async () => {
    expect(await inBoth(() => clockText(t, { kind: 'paused', reason: null }))).toEqual({
      vi: 'Tạm dừng',
      en: 'Paused',
    });
  });
});
