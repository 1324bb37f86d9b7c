import type { Failure } from '../../domain/failures.ts';

/**
 * What went wrong with one request, as far as the next attempt is concerned. `network` and `timeout` try for ever;
 * `auth`, `forbidden`, `content`, `version` and `size` need something to change first and so wait longest.
 */
export type RetryClass =
  | 'network'
  | 'timeout'
  | 'busy'
  | 'server'
  | 'auth'
  | 'forbidden'
  | 'size'
  | 'content'
  | 'version'
  | 'clock';

interface Schedule {
  readonly baseMs: number;
  readonly capMs: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const SCHEDULES: Record<RetryClass, Schedule> = {
  network: { baseMs: 2 * SECOND, capMs: MINUTE },
  timeout: { baseMs: 2 * SECOND, capMs: MINUTE },
  busy: { baseMs: 2 * SECOND, capMs: 5 * MINUTE },
  server: { baseMs: 2 * SECOND, capMs: 5 * MINUTE },
  auth: { baseMs: MINUTE, capMs: 15 * MINUTE },
  forbidden: { baseMs: 5 * MINUTE, capMs: 15 * MINUTE },
  size: { baseMs: 2 * SECOND, capMs: 5 * MINUTE },
  content: { baseMs: MINUTE, capMs: 15 * MINUTE },
  version: { baseMs: 5 * MINUTE, capMs: 15 * MINUTE },
  clock: { baseMs: MINUTE, capMs: 15 * MINUTE },
};

/** No delay this policy gives is longer, so a stored time further ahead came from a wrong clock. */
export const LONGEST_DELAY_MS = 15 * MINUTE;
const SHORTEST_RETRY_AFTER_MS = SECOND;

/** Class of an authentic reply by its status and problem code; null when the reply is a success. */
export function classifyStatus(status: number, code: string | null): RetryClass | null {
  if (status >= 200 && status < 300) return null;
  if (code === 'clock_skew') return 'clock';
  switch (status) {
    case 401:
      return 'auth';
    case 403:
      return 'forbidden';
    case 413:
      return 'size';
    case 426:
      return 'version';
    case 408:
      return 'timeout';
    case 423:
    case 425:
    case 429:
    case 503:
      return 'busy';
    case 409:
      return code === 'in_progress' || code === 'busy' ? 'busy' : 'content';
    default:
      return status >= 500 ? 'server' : 'content';
  }
}

/** Class of a failed exchange. */
export function classifyFailure(failure: Failure): RetryClass {
  switch (failure.code) {
    case 'city-unreachable':
    case 'not-our-city':
      return 'network';
    case 'city-busy':
      return 'busy';
    case 'city-access-lost':
      return 'auth';
    case 'clock-wrong':
      return 'clock';
    case 'city-refused':
      return classifyStatus(failure.status, failure.reason) ?? 'content';
    default:
      return 'content';
  }
}

/**
 * Milliseconds until the next attempt: full jitter over an exponential (`random` in [0, 1) scales it), at least half a
 * base so that a zero draw makes no storm. A `Retry-After` is obeyed, clamped to 1 s … 15 min, with up to a tenth added.
 * `attempt` counts failures in a row from 1.
 */
export function retryDelayMs(input: {
  readonly retryClass: RetryClass;
  readonly attempt: number;
  readonly random: number;
  readonly retryAfterSeconds?: number | null;
}): number {
  const { retryClass, attempt, random, retryAfterSeconds } = input;
  const schedule = SCHEDULES[retryClass];
  if (retryAfterSeconds !== undefined && retryAfterSeconds !== null) {
    const asked = clamp(retryAfterSeconds * SECOND, SHORTEST_RETRY_AFTER_MS, LONGEST_DELAY_MS);
    return Math.min(LONGEST_DELAY_MS, Math.round(asked * (1 + random / 10)));
  }
  const ceiling = Math.min(schedule.capMs, schedule.baseMs * 2 ** Math.min(attempt - 1, 20));
  return Math.round(Math.max(schedule.baseMs / 2, random * ceiling));
}

/** Seconds of a `Retry-After` header: a number, or an HTTP date measured from `nowMs`. Null when absent or unreadable. */
export function retryAfterSeconds(value: string | undefined, nowMs: number): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}$/u.test(value.trim())) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - nowMs) / SECOND));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
