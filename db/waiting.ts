/** `next_at` of work that may go at once, whatever the clock says. */
export const ALWAYS_READY = '1970-01-01T00:00:00.000Z';

const LONGEST_WAIT_MS = 3_600_000;

/**
 * Work that was tried waits while its `next_at` lies in (from, until]. Nothing waits longer than an hour, so a later time was written
 * by a clock that has been set back since and does not count.
 */
export function waitingBounds(now: string): { from: string; until: string } {
  const ms = Date.parse(now);
  return { from: new Date(ms).toISOString(), until: new Date(ms + LONGEST_WAIT_MS).toISOString() };
}
