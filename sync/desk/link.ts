import type { z } from 'zod';
import { type Enrolment, enrolment } from '../../db/enrolment.ts';
import type { OfficeDb } from '../../db/office-db.ts';
import { releaseForResend } from '../../db/timeline.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { type WellKnown, wellKnownSchema } from '../protocol/messages.ts';
import { type Clock, type ClockWatch, createClockWatch } from './clock.ts';
import { type CityReply, type CityRequest, createExchange, type Exchange, replyFailure } from './exchange.ts';

/** Takes the name of what happened with ids, counts and codes; never personal data. */
export type DeskLog = (
  entry: { readonly event: string } & Readonly<Record<string, string | number | boolean | null>>,
) => void;

export interface LinkOptions {
  readonly office: OfficeDb;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: DeskLog;
  /** Used instead of the enrolled address: the city moved, or a test stands between. */
  readonly address?: string | undefined;
  /** PEM certificates that alone are trusted for https. */
  readonly ca?: string | undefined;
  readonly idleTimeoutMs?: number | undefined;
}

/** What is learnt about the line as it is used; in memory only. */
export interface Pace {
  pushOps: number;
  pushBytes: number;
  uploadChunkBytes: number;
}

export type CityLimits = WellKnown['limits'] & { readonly encodings: readonly string[] };

/** The line of one enrolled desk to its city. */
export interface CityLink {
  readonly office: OfficeDb;
  readonly clock: Clock;
  readonly clockWatch: ClockWatch;
  readonly random: () => number;
  readonly log: DeskLog;
  readonly exchange: Exchange;
  readonly pace: Pace;
  enrolment(): Enrolment | null;
  /** ISO UTC instant of now. */
  now(): string;
  /**
   * One request as the enrolled device. A reply on another timeline releases everything for sending again before it is
   * handed out. `not-set-up` before enrolment.
   */
  call(request: CityRequest): Promise<Result<CityReply>>;
  /** Runs work that sends facts or files; `onSending` hears when the first begins and the last ends. */
  whileSending<T>(work: () => Promise<T>): Promise<T>;
  onSending(listener: (sending: boolean) => void): void;
  /** Limits of the city, asked once per start. */
  limits(): Promise<Result<CityLimits>>;
  close(): void;
}

const INITIAL_PACE: Pace = { pushOps: 100, pushBytes: 128 * 1024, uploadChunkBytes: 64 * 1024 };

export function createLink(options: LinkOptions): CityLink {
  const { office, clock, random, log } = options;
  const clockWatch = createClockWatch(clock);
  const exchange = createExchange({ clock, clockWatch, ca: options.ca });
  let limits: CityLimits | null = null;
  let sending = 0;
  let tellSending: (sending: boolean) => void = () => {};

  async function call(request: CityRequest): Promise<Result<CityReply>> {
    const enrolled = enrolment(office.connection);
    if (enrolled === null) return fail({ code: 'not-set-up' });
    const idle = options.idleTimeoutMs === undefined ? {} : { idleTimeoutMs: options.idleTimeoutMs };
    const sent = await exchange.send(
      {
        address: options.address ?? enrolled.address,
        serverId: enrolled.serverId,
        deviceId: enrolled.deviceId,
        token: enrolled.token,
        epoch: office.epoch,
      },
      { ...idle, encodings: limits?.encodings ?? [], ...request },
    );
    if (sent.ok && sent.value.timeline !== enrolled.timeline) {
      log({ event: 'city-timeline-changed' });
      releaseForResend(office, { timeline: sent.value.timeline, now: clock.now().toISOString() });
    }
    return sent;
  }

  return {
    office,
    clock,
    clockWatch,
    random,
    log,
    exchange,
    pace: { ...INITIAL_PACE },
    enrolment: () => enrolment(office.connection),
    now: () => clock.now().toISOString(),
    call,
    async whileSending(work) {
      sending += 1;
      if (sending === 1) tellSending(true);
      try {
        return await work();
      } finally {
        sending -= 1;
        if (sending === 0) tellSending(false);
      }
    },
    onSending(listener) {
      tellSending = listener;
    },
    async limits() {
      if (limits !== null) return ok(limits);
      const reply = await call({ method: 'GET', path: '/.well-known/hoso-sync', expect: 'json' });
      const read = readReply(reply, wellKnownSchema, clock.now().getTime());
      if (!read.ok) return read;
      limits = { ...read.value.limits, encodings: read.value.encodings };
      return ok(limits);
    },
    close: () => exchange.close(),
  };
}

/** The body of a successful reply; an error status as its failure; a body of another shape as `not-our-city`. */
export function readReply<S extends z.ZodType>(sent: Result<CityReply>, schema: S, nowMs: number): Result<z.infer<S>> {
  if (!sent.ok) return sent;
  const failure = replyFailure(sent.value, nowMs);
  if (failure !== null) return fail(failure);
  const parsed = schema.safeParse(sent.value.json);
  return parsed.success ? ok(parsed.data) : fail({ code: 'not-our-city', cause: 'wrong-content' });
}
