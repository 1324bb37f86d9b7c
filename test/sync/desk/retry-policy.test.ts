import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClockWatch } from '../../../sync/desk/clock.ts';
import {
  classifyFailure,
  classifyStatus,
  LONGEST_DELAY_MS,
  type RetryClass,
  retryAfterSeconds,
  retryDelayMs,
} from '../../../sync/desk/retry-policy.ts';

const CLASSES: RetryClass[] = [
  'network',
  'timeout',
  'busy',
  'server',
  'auth',
  'forbidden',
  'size',
  'content',
  'version',
  'clock',
];

describe('retry classes', () => {
  it.each([
    [200, null, null],
    [204, null, null],
    [401, 'unauthorized', 'auth'],
    [403, 'device_revoked', 'forbidden'],
    [408, null, 'timeout'],
    [409, 'busy', 'busy'],
    [409, 'offset_mismatch', 'content'],
    [413, 'too_large', 'size'],
    [400, 'malformed', 'content'],
    [426, 'schema_too_old', 'version'],
    [429, 'busy', 'busy'],
    [503, 'busy', 'busy'],
    [500, 'internal', 'server'],
    [502, null, 'server'],
    [400, 'clock_skew', 'clock'],
  ] as const)('%i with %s is %s', (status, code, expected) => {
    expect(classifyStatus(status, code)).toBe(expected);
  });

  it('takes a captive portal for a network fault', () => {
    expect(classifyFailure({ code: 'not-our-city', cause: 'captive-portal' })).toBe('network');
    expect(classifyFailure({ code: 'city-refused', status: 500, reason: '' })).toBe('server');
    expect(classifyFailure({ code: 'city-access-lost' })).toBe('auth');
  });
});

describe('delays', () => {
  it('grows, is jittered over the whole span and capped', () => {
    const delay = (attempt: number, random: number) => retryDelayMs({ retryClass: 'network', attempt, random });
    expect([1, 2, 3, 4, 5, 6, 100].map((attempt) => delay(attempt, 0.999_999))).toEqual([
      2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000,
    ]);
    expect(delay(6, 0.5)).toBe(30_000);
    expect(delay(6, 0)).toBe(1000);
  });

  it('obeys Retry-After within a second and a quarter of an hour', () => {
    const delay = (seconds: number, random = 0) =>
      retryDelayMs({ retryClass: 'busy', attempt: 1, random, retryAfterSeconds: seconds });
    expect(delay(0)).toBe(1000);
    expect(delay(30)).toBe(30_000);
    expect(delay(30, 0.999_999)).toBe(33_000);
    expect(delay(86_400)).toBe(LONGEST_DELAY_MS);
  });

  it('is never zero, never longer than the longest delay', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CLASSES),
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        fc.option(fc.integer({ min: 0, max: 1_000_000 })),
        (retryClass, attempt, random, seconds) => {
          const delay = retryDelayMs({ retryClass, attempt, random, retryAfterSeconds: seconds });
          return delay >= 1000 && delay <= LONGEST_DELAY_MS;
        },
      ),
    );
  });

  it('reads Retry-After as seconds or as a date', () => {
    const now = Date.parse('2026-11-18T02:00:00Z');
    expect(retryAfterSeconds('120', now)).toBe(120);
    expect(retryAfterSeconds('Wed, 18 Nov 2026 02:01:00 GMT', now)).toBe(60);
    expect(retryAfterSeconds('soon', now)).toBeNull();
    expect(retryAfterSeconds(undefined, now)).toBeNull();
  });
});

describe('clock watch', () => {
  function watched() {
    let wall = Date.parse('2026-11-18T02:00:00Z');
    let monotonic = 1000;
    const watch = createClockWatch({ now: () => new Date(wall), monotonic: () => monotonic });
    return {
      watch,
      pass: (ms: number) => {
        wall += ms;
        monotonic += ms;
      },
      setBack: (ms: number) => {
        wall -= ms;
      },
      observe: (offset: number) => watch.observe({ city: wall - 100 + offset, sent: wall - 200, received: wall }),
    };
  }

  it('knows nothing before the first reply', () => {
    const { watch } = watched();
    expect(watch.offsetMs()).toBeNull();
    expect(watch.quality()).toBe('stale');
  });

  it('is ok, suspect over two minutes, stale after a day', () => {
    const { watch, observe, pass } = watched();
    observe(500);
    expect([watch.offsetMs(), watch.quality()]).toEqual([500, 'ok']);
    observe(-121_000);
    expect(watch.quality()).toBe('suspect');
    observe(0);
    pass(25 * 3_600_000);
    expect([watch.offsetMs(), watch.quality()]).toEqual([0, 'stale']);
  });

  it('notices a clock set back while nobody answers', () => {
    const { watch, observe, pass, setBack } = watched();
    observe(0);
    pass(60_000);
    setBack(3_600_000);
    expect([watch.offsetMs(), watch.quality()]).toEqual([3_600_000, 'suspect']);
  });
});
