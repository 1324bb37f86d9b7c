import type { ClockQuality } from '../../domain/dossier/model.ts';

/** Time as the sync engine sees it. `monotonic` is in milliseconds, never goes back and measures every wait. */
export interface Clock {
  now(): Date;
  monotonic(): number;
}

/** The clocks of this computer. */
export const systemClock: Clock = { now: () => new Date(), monotonic: () => performance.now() };

const SUSPECT_MS = 2 * 60_000;
const FRESH_MS = 24 * 3_600_000;

/** What replies of the city have said about this computer's clock. */
export interface ClockWatch {
  /** `city` is its `Hoso-Time`; `sent` and `received` are wall readings around the request, all in ms since 1970. */
  observe(reading: { readonly city: number; readonly sent: number; readonly received: number }): void;
  /** City time minus desk time in ms; null before the first reply. */
  offsetMs(): number | null;
  /** `ok` measured within a day and under 2 minutes; `suspect` 2 minutes or more; otherwise `stale`. */
  quality(): ClockQuality;
}

/**
 * Watches the offset to the city. A wall clock that moves against the monotonic one since the last reading moves the
 * offset with it, so that a clock set wrong while offline is noticed.
 */
export function createClockWatch(clock: Clock): ClockWatch {
  let last: { offset: number; wall: number; monotonic: number } | null = null;
  const offsetNow = (): number | null => {
    if (last === null) return null;
    const drift = clock.now().getTime() - last.wall - (clock.monotonic() - last.monotonic);
    return Math.round(last.offset - drift);
  };
  return {
    observe({ city, sent, received }) {
      last = { offset: city - (sent + received) / 2, wall: received, monotonic: clock.monotonic() };
    },
    offsetMs: offsetNow,
    quality() {
      const offset = offsetNow();
      if (last === null || offset === null) return 'stale';
      if (Math.abs(offset) > SUSPECT_MS) return 'suspect';
      return clock.monotonic() - last.monotonic <= FRESH_MS ? 'ok' : 'stale';
    },
  };
}
