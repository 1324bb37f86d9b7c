import { z } from 'zod';
import sampleData from '../data/calendar.json' with { type: 'json' };
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import type { EpochDay } from './civil-date.ts';
import { civilOf, epochDayOf, epochDayOfIso, isoOfEpochDay, weekdayName, weekdayOf } from './civil-date.ts';
import { msOfClock } from './legal-time.ts';

const clockSchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/);
const intervalSchema = z
  .object({ from: clockSchema, to: clockSchema })
  .refine((interval) => interval.from < interval.to, 'interval-empty');
const intervalsSchema = z
  .array(intervalSchema)
  .min(1)
  .refine((list) => list.every((interval, i) => i === 0 || (list[i - 1]?.to ?? '') <= interval.from), 'interval-order');
const swapSchema = z.object({ dayOff: z.iso.date(), workedDay: z.iso.date() });

export const calendarYearSchema = z.object({
  /** The notices the year rests on; null when none was issued. */
  notice: z.string().nullable(),
  /** False until an administrator has compared the year with its notice. */
  confirmed: z.boolean(),
  verified: z.boolean(),
  note: z.string().optional(),
  /** Weekdays that are days off. Saturdays and Sundays are off without being listed. */
  off: z.array(z.iso.date()),
  /** Saturdays (or Sundays) worked in exchange for a weekday: full working days. */
  workedSaturdays: z.array(z.iso.date()),
  reasons: z.record(z.iso.date(), z.string()),
  swaps: z.array(swapSchema),
  workingDays: z.int().nullable(),
});

export const officeHoursSchema = z.object({
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable(),
  /** ISO weekdays, Monday 1. */
  weekdays: z.array(z.int().min(1).max(7)).min(1),
  intervals: intervalsSchema,
  verified: z.boolean(),
  note: z.string().optional(),
});

export const calendarDataSchema = z.object({
  years: z.record(z.string().regex(/^\d{4}$/), calendarYearSchema),
  officeHours: z.array(officeHoursSchema).min(1),
  sameDay: z.object({
    cutoff: clockSchema,
    inclusive: z.boolean(),
    dueTime: clockSchema,
    verified: z.boolean(),
    note: z.string().optional(),
  }),
  duePolicy: z.object({
    default: z.enum(['END_OF_DAY', 'SAME_HOUR']),
    endOfDay: clockSchema,
    verified: z.boolean(),
    note: z.string().optional(),
  }),
  acceptanceLimit: z.object({
    channel: z.literal('ONLINE'),
    amount: z.int().positive(),
    unit: z.literal('WORKING_DAY'),
    legalBasis: z.string(),
    effectiveFrom: z.iso.date(),
    verified: z.boolean(),
    note: z.string().optional(),
  }),
  saturdayDesk: z.object({
    enabledByDefault: z.boolean(),
    verified: z.boolean(),
    intervals: intervalsSchema,
    allowedFields: z.array(z.string()),
    units: z.array(z.string()),
    rule: z.string(),
    note: z.string().optional(),
  }),
});
export type CalendarData = z.infer<typeof calendarDataSchema>;
export type CalendarYear = z.infer<typeof calendarYearSchema>;

export type DayReason = 'working' | 'weekend' | 'holiday' | 'swap-off' | 'swap-worked';
export interface DayInfo {
  readonly date: string;
  /** ISO weekday, Monday 1. */
  readonly weekday: number;
  readonly isWorkingDay: boolean;
  readonly reason: DayReason;
  /** In Vietnamese, ready to show. */
  readonly text: string;
  /** The official name of a holiday or an exchanged day off, in Vietnamese; null when the year gives none. */
  readonly name: string | null;
  /** The local ISO date a worked Saturday stands in for. */
  readonly inPlaceOf: string | null;
  /** The notice it rests on; null for ordinary days and years without one. */
  readonly source: string | null;
}

/** Part of a working day, in milliseconds since local midnight. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}
interface YearTable {
  readonly firstDay: EpochDay;
  readonly working: Uint8Array;
  readonly data: CalendarYear;
}
interface HoursPeriod {
  readonly from: EpochDay;
  readonly to: EpochDay;
  readonly weekdays: ReadonlySet<number>;
  readonly intervals: readonly Interval[];
}

/** A checked calendar with one table of days per year, so that counting touches only numbers. */
export interface WorkingCalendar {
  readonly data: CalendarData;
  readonly tables: ReadonlyMap<number, YearTable>;
  readonly hours: readonly HoursPeriod[];
  readonly saturdayDesk: readonly Interval[];
}

/** Checks calendar data of an administrator or the city; throws on data that is no calendar. */
export function parseCalendar(json: unknown): WorkingCalendar {
  const data = calendarDataSchema.parse(json);
  const hours = data.officeHours.map((period) => ({
    from: epochDayOfIso(period.effectiveFrom),
    to: period.effectiveTo === null ? Number.POSITIVE_INFINITY : epochDayOfIso(period.effectiveTo),
    weekdays: new Set(period.weekdays),
    intervals: period.intervals.map(intervalMs),
  }));
  const tables = new Map<number, YearTable>();
  for (const [key, year] of Object.entries(data.years)) tables.set(Number(key), yearTable(Number(key), year, hours));
  return { data, tables, hours, saturdayDesk: data.saturdayDesk.intervals.map(intervalMs) };
}

let sample: WorkingCalendar | undefined;

/** The calendar that ships with the product (2023 to 2027, see the marks in its data). */
export function sampleCalendar(): WorkingCalendar {
  sample ??= parseCalendar(sampleData);
  return sample;
}

/** A year the calendar has no data for. Caught by the functions that answer with `calendar-missing`. */
export class CalendarMissing extends Error {
  readonly year: number;
  constructor(year: number) {
    super(`no calendar for ${year}`);
    this.year = year;
  }
}

/** Runs a count; a year without data becomes the failure `calendar-missing`. */
export function countInCalendar<T>(count: () => T): Result<T> {
  try {
    return ok(count());
  } catch (error) {
    if (error instanceof CalendarMissing) return fail({ code: 'calendar-missing', year: error.year });
    throw error;
  }
}

/** Whether the day counts in a limit of working days. Throws `CalendarMissing`. */
export function isWorkingDay(calendar: WorkingCalendar, day: EpochDay): boolean {
  const table = tableOf(calendar, day);
  return table.working[day - table.firstDay] === 1;
}

/** The first working day after a day. Throws `CalendarMissing`. */
export function nextWorkingDay(calendar: WorkingCalendar, day: EpochDay): EpochDay {
  let next = day + 1;
  while (!isWorkingDay(calendar, next)) next += 1;
  return next;
}

/** Office hours in force on a day, in order; whether the day is worked is another question. Throws `CalendarMissing`. */
export function officeHoursOn(calendar: WorkingCalendar, day: EpochDay): readonly Interval[] {
  return periodOn(calendar.hours, day).intervals;
}

/** Whether a limit may be counted over this year without a warning. */
export function isYearConfirmed(calendar: WorkingCalendar, year: number): boolean {
  return calendar.tables.get(year)?.data.confirmed ?? false;
}

/** What one local date is and why. */
export function dayInfo(calendar: WorkingCalendar, isoDate: string): Result<DayInfo> {
  return countInCalendar(() => describeDay(calendar, epochDayOfIso(isoDate)));
}

/** As `dayInfo`, for an epoch day. Throws `CalendarMissing`. */
export function describeDay(calendar: WorkingCalendar, day: EpochDay): DayInfo {
  const date = isoOfEpochDay(day);
  const weekday = weekdayOf(day);
  const { data } = tableOf(calendar, day);
  const base = { date, weekday, isWorkingDay: isWorkingDay(calendar, day), name: null, inPlaceOf: null };
  if (data.workedSaturdays.includes(date)) {
    const swap = data.swaps.find((pair) => pair.workedDay === date);
    const inPlaceOf = swap?.dayOff ?? null;
    const text = inPlaceOf === null ? 'Ngày làm bù' : `Ngày làm bù cho ${dayInWords(inPlaceOf)}`;
    return { ...base, reason: 'swap-worked', text, inPlaceOf, source: data.notice };
  }
  if (data.off.includes(date)) {
    const reason = data.swaps.some((pair) => pair.dayOff === date) ? 'swap-off' : 'holiday';
    const name = data.reasons[date] ?? null;
    return { ...base, reason, text: name ?? 'Ngày nghỉ', name, source: data.notice };
  }
  if (!base.isWorkingDay) return { ...base, reason: 'weekend', text: 'Nghỉ cuối tuần', source: null };
  return { ...base, reason: 'working', text: 'Ngày làm việc', source: null };
}

/** `thứ Hai 29/04` of a local ISO date. */
function dayInWords(isoDate: string): string {
  return `${weekdayName(weekdayOf(epochDayOfIso(isoDate)))} ${isoDate.slice(8, 10)}/${isoDate.slice(5, 7)}`;
}

function tableOf(calendar: WorkingCalendar, day: EpochDay): YearTable {
  const { year } = civilOf(day);
  const table = calendar.tables.get(year);
  if (table === undefined) throw new CalendarMissing(year);
  return table;
}

function yearTable(year: number, data: CalendarYear, hours: readonly HoursPeriod[]): YearTable {
  const firstDay = epochDayOf(year, 1, 1);
  const working = new Uint8Array(epochDayOf(year + 1, 1, 1) - firstDay);
  for (const date of [...data.off, ...data.workedSaturdays]) {
    if (!date.startsWith(`${year}-`)) throw new RangeError(`${date} is not in the calendar of ${year}`);
  }
  const off = new Set(data.off.map(epochDayOfIso));
  const worked = new Set(data.workedSaturdays.map(epochDayOfIso));
  for (let i = 0; i < working.length; i++) {
    const day = firstDay + i;
    const usual = hours.some((p) => day >= p.from && day <= p.to && p.weekdays.has(weekdayOf(day)));
    working[i] = worked.has(day) || (usual && !off.has(day)) ? 1 : 0;
  }
  return { firstDay, working, data };
}

function periodOn(hours: readonly HoursPeriod[], day: EpochDay): HoursPeriod {
  for (const period of hours) if (day >= period.from && day <= period.to) return period;
  throw new CalendarMissing(civilOf(day).year);
}

function intervalMs(interval: { from: string; to: string }): Interval {
  return { from: msOfClock(interval.from), to: msOfClock(interval.to) };
}
