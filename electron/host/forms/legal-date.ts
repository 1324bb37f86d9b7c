/**
 * Dates, times and time limits in the words of official documents (Nghị định 30/2020/NĐ-CP, Phụ lục I):
 * the day always has two digits, the month only when it is January or February.
 * Everything is told in the legal time of Viet Nam, +07:00, whatever zone the input carries.
 */

const LEGAL_OFFSET_MS = 7 * 60 * 60 * 1000;
const INSTANT_WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** A moment taken apart on the wall clock and calendar of Viet Nam. */
export type LegalMoment = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
};

/** The units a procedure's time limit is given in. */
export type LimitUnit = 'WORKING_DAY' | 'CALENDAR_DAY' | 'WORKING_HOUR' | 'SAME_DAY';

const LIMIT_UNIT_WORDS: Record<Exclude<LimitUnit, 'SAME_DAY'>, string> = {
  WORKING_DAY: 'ngày làm việc',
  CALENDAR_DAY: 'ngày',
  WORKING_HOUR: 'giờ làm việc',
};

/** Takes an ISO 8601 instant with its offset apart in +07:00. Throws on anything else: a time without an offset is a bug. */
export function legalMoment(instant: string): LegalMoment {
  const milliseconds = INSTANT_WITH_OFFSET.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(milliseconds)) throw new TypeError('expected an ISO 8601 instant with an offset');
  const shifted = new Date(milliseconds + LEGAL_OFFSET_MS);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
  };
}

/** `05`, `12`, `120`: small numbers get a leading zero so that nothing can be written in front of them. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** `ngày 05 tháng 02 năm 2026`, `ngày 05 tháng 3 năm 2026`. */
export function dateWords(instant: string): string {
  const { year, month, day } = legalMoment(instant);
  const monthWords = month <= 2 ? twoDigits(month) : String(month);
  return `ngày ${twoDigits(day)} tháng ${monthWords} năm ${year}`;
}

/** `15 giờ 05 phút, ngày 07 tháng 5 năm 2026`. */
export function dateTimeWords(instant: string): string {
  const { hour, minute } = legalMoment(instant);
  return `${twoDigits(hour)} giờ ${twoDigits(minute)} phút, ${dateWords(instant)}`;
}

/** The legal limit of a procedure in words: `05 ngày làm việc`, `30 ngày`, `04 giờ làm việc`, `trong ngày làm việc`. */
export function limitWords(limit: { readonly amount: number; readonly unit: LimitUnit }): string {
  if (limit.unit === 'SAME_DAY') return 'trong ngày làm việc';
  return `${twoDigits(limit.amount)} ${LIMIT_UNIT_WORDS[limit.unit]}`;
}
