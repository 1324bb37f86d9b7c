import { DAY_MS, LEGAL_OFFSET_MS } from '../../../domain/calendar/civil-date.ts';
import { instantOfLegalTime, legalDateOf, legalTimeOf } from '../../../domain/calendar/legal-time.ts';
import { isWorkingDay, sampleCalendar } from '../../../domain/calendar/working-calendar.ts';
import type { ProcedureVersion } from '../../../domain/catalogue/procedure.ts';
import { dueAtFor } from './procedures.ts';
import type { SeededRandom } from './random.ts';

/** How the promised date of a dossier should stand to the present. */
export type DueWish = 'overdue' | 'today' | 'soon' | 'later' | 'any';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How far back a sample dossier may have been received, in days. */
const LONGEST_BACK = 45;

/** Moments of sample stories, all before `now` and in office hours where an office acts. */
export interface Moments {
  /** A reception whose due date stands as wished; null when this limit allows none. */
  receivedFor(version: ProcedureVersion, wish: DueWish): string | null;
  /** The next act of an office after `previous`, at the latest at `until`. */
  after(previous: string, until: string): string;
  /** Some moment in the `hours` before `instant`, at any hour. */
  shortlyBefore(instant: string, hours: number): string;
}

export function newMoments(random: SeededRandom, now: string): Moments {
  const nowMs = Date.parse(now);
  const today = legalTimeOf(now);
  const calendar = sampleCalendar();
  const dueCache = new Map<string, number>();
  const at = (day: number, ms: number) => instantOfLegalTime({ day, ms });

  function dueOf(version: ProcedureVersion, day: number): number {
    const cacheKey = `${version.limit.amount} ${version.limit.unit} ${day}`;
    let due = dueCache.get(cacheKey);
    if (due === undefined) {
      due = Date.parse(dueAtFor(version, at(day, 9 * HOUR)));
      dueCache.set(cacheKey, due);
    }
    return due;
  }

  function fits(due: number, wish: DueWish): boolean {
    const left = due - nowMs;
    const dueToday = legalDateOf(new Date(due).toISOString()) === legalDateOf(now);
    switch (wish) {
      case 'overdue':
        return left < 0 && left > -12 * DAY_MS;
      case 'today':
        return left >= 0 && dueToday;
      case 'soon':
        return left >= 0 && !dueToday && left < 3 * DAY_MS;
      case 'later':
        return left >= 3 * DAY_MS;
      case 'any':
        return true;
    }
  }

  function receivedFor(version: ProcedureVersion, wish: DueWish): string | null {
    const days: number[] = [];
    for (let back = wish === 'any' ? 3 : 0; back <= LONGEST_BACK; back += 1) {
      const day = today.day - back;
      const open = back > 0 || today.ms > 8 * HOUR;
      if (open && isWorkingDay(calendar, day) && fits(dueOf(version, day), wish)) days.push(day);
    }
    if (days.length === 0) return null;
    const day = random.pick(days);
    const morning = 7.5 * HOUR + random.below(3.5 * 60) * MINUTE;
    const afternoon = 13 * HOUR + random.below(105) * MINUTE;
    const time = random.next() < 0.6 ? morning : afternoon;
    const latest = today.ms - 10 * MINUTE;
    return at(
      day,
      day === today.day && time > latest ? 7.5 * HOUR + random.below((latest - 7.5 * HOUR) / MINUTE) * MINUTE : time,
    );
  }

  function after(previous: string, until: string): string {
    const from = Date.parse(previous) + 5 * MINUTE;
    const end = Math.min(nowMs, Date.parse(until));
    const wanted = from + Math.max(0, end - from) * (0.15 + random.next() * 0.5);
    const local = legalTimeOf(new Date(wanted).toISOString());
    let day = local.day;
    while (!isWorkingDay(calendar, day)) day -= 1;
    const inHours =
      local.ms >= 8 * HOUR && local.ms <= 16.5 * HOUR
        ? local.ms
        : (9 + random.below(7)) * HOUR + random.below(60) * MINUTE;
    const snapped = day * DAY_MS + inHours - LEGAL_OFFSET_MS;
    return instantOf(Math.min(nowMs, Math.max(from, Math.min(snapped, end))));
  }

  return {
    receivedFor,
    after,
    shortlyBefore: (instant, hours) => instantOf(Date.parse(instant) - MINUTE * (10 + random.below(hours * 60))),
  };
}

/** ISO instant with +07:00, whole seconds. */
function instantOf(ms: number): string {
  return instantOfLegalTime(legalTimeOf(new Date(ms).toISOString()));
}
