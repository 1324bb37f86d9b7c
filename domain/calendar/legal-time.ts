import { Temporal } from 'temporal-polyfill';
import type { EpochDay } from './civil-date.ts';
import { DAY_MS, isoOfEpochDay, LEGAL_OFFSET, LEGAL_OFFSET_MS, twoDigits } from './civil-date.ts';

/** A moment on the wall clock of the legal zone: the day, and milliseconds since its midnight. */
export interface LegalTime {
  readonly day: EpochDay;
  readonly ms: number;
}

/** The wall clock of an ISO instant (any offset). Throws on text that is no instant: callers parse at their boundary. */
export function legalTimeOf(instant: string): LegalTime {
  const local = Temporal.Instant.from(instant).epochMilliseconds + LEGAL_OFFSET_MS;
  const day = Math.floor(local / DAY_MS);
  return { day, ms: local - day * DAY_MS };
}

/** The local ISO date of an instant in the legal zone. */
export function legalDateOf(instant: string): string {
  return isoOfEpochDay(legalTimeOf(instant).day);
}

/** `yyyy-MM-ddTHH:mm:ss+07:00`; fractions of a second are dropped. */
export function instantOfLegalTime(time: LegalTime): string {
  const seconds = Math.floor(time.ms / 1000);
  const clock = `${twoDigits(Math.floor(seconds / 3600))}:${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
  return `${isoOfEpochDay(time.day)}T${clock}${LEGAL_OFFSET}`;
}

/** `HH:mm` of milliseconds since midnight. */
export function clockText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** Milliseconds since midnight of `HH:mm` or `HH:mm:ss`. */
export function msOfClock(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
