/** Deaths of the host further back than this do not count, in milliseconds. */
const WINDOW_MS = 5 * 60_000;
const DEATHS_ALLOWED = 2;
const FIRST_DELAY_MS = 250;

/**
 * How long to wait before the host is started again after the last of these deaths; null when it died three times
 * within five minutes and a person has to look. Times are monotonic milliseconds, oldest first.
 */
export function restartDelay(deaths: readonly number[]): number | null {
  const last = deaths.at(-1);
  if (last === undefined) return 0;
  const recent = deaths.filter((time) => last - time < WINDOW_MS).length;
  return recent > DEATHS_ALLOWED ? null : FIRST_DELAY_MS * 4 ** (recent - 1);
}
