/** The only source of time of the office process; tests give their own. */
export interface Clock {
  now(): Date;
  /** Milliseconds that never run backwards. */
  monotonic(): number;
}

export const systemClock: Clock = { now: () => new Date(), monotonic: () => performance.now() };
