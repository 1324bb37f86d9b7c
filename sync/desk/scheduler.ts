import { clearDelays } from '../../db/outbox.ts';
import { nextUploads } from '../../db/uploads.ts';
import type { Failure } from '../../domain/failures.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { type CycleReport, hasOps, syncCycle } from './cycle.ts';
import type { CityLink } from './link.ts';
import { pullEvents } from './pull.ts';
import { fetchPacks } from './reference.ts';
import { classifyFailure, retryDelayMs } from './retry-policy.ts';
import { cityAnswered, type SyncState, truthOf } from './status.ts';

export interface Scheduler {
  state(): SyncState;
  /** Called with every change of the state. Answers a function that stops it. */
  onState(listener: (state: SyncState) => void): () => void;
  start(): void;
  isRunning(): boolean;
  /** One round without the loop. */
  once(): Promise<Result<CycleReport>>;
  /** Makes the loop try at once, whatever waits; answers when that round is over. */
  now(): Promise<Result<CycleReport>>;
  /** Ends the running exchange and the loop; nothing is sent afterwards. */
  stop(): Promise<void>;
}

const LONG_POLL_SECONDS = 25;
/** An open pull never lasts longer: work that was put off is looked at between. */
const LISTEN_LIMIT_MS = 45_000;

type Answer = PromiseWithResolvers<Result<CycleReport>>;

/**
 * Keeps the desk in step with the city: a round after each commit that leaves something to send, on demand and after
 * failures with growing waits; between rounds an open pull, so that the city's news arrives as they happen.
 */
export function createScheduler(link: CityLink): Scheduler {
  const listeners = new Set<(state: SyncState) => void>();
  let state: SyncState = {
    network: link.enrolment() === null ? 'not-enrolled' : 'connecting',
    since: null,
    lastExchangeAt: null,
    lastSentAt: null,
    sending: false,
    clockOffsetMs: null,
    nextAttemptAt: null,
  };
  const stopping = new AbortController();
  let bell = Promise.withResolvers<void>();
  let asked: Answer[] = [];
  let failures = 0;
  let loop: Promise<void> | null = null;

  function change(next: Partial<SyncState>): void {
    const clockOffsetMs = coarse(link.clockWatch.offsetMs());
    const since = next.network !== undefined && next.network !== state.network ? link.now() : state.since;
    const merged = { ...state, ...next, since, clockOffsetMs };
    const same = (Object.keys(merged) as (keyof SyncState)[]).every((key) => merged[key] === state[key]);
    state = merged;
    if (!same) for (const listener of [...listeners]) tell(listener);
  }

  function tell(listener: (state: SyncState) => void): void {
    try {
      listener(state);
    } catch (error) {
      noteFault(error);
    }
  }

  function noteFault(error: unknown): string {
    const name = error instanceof Error ? error.name : 'unknown';
    if (!stopping.signal.aborted) link.log({ event: 'sync-fault', name, place: placeOf(error) });
    return name;
  }

  link.onSending((sending) => {
    if (!stopping.signal.aborted) change({ sending });
  });
  const ring = (): void => bell.resolve();
  const stopListening = link.office.onCommit(() => {
    try {
      if (loop !== null && link.enrolment() !== null && hasWork(link)) ring();
    } catch (error) {
      // The commit stands; whoever made it must not hear otherwise.
      noteFault(error);
    }
  });

  async function once(): Promise<Result<CycleReport>> {
    if (state.network === 'not-enrolled' && link.enrolment() !== null) change({ network: 'connecting' });
    change({ nextAttemptAt: null });
    const result = await guarded(() => syncCycle(link, stopping.signal));
    if (stopping.signal.aborted) return result;
    if (!result.ok) noteFailure(result.failure);
    else {
      failures = 0;
      const sent = result.value.acked > 0 || result.value.files > 0;
      change({ network: 'online', lastExchangeAt: link.now(), ...(sent ? { lastSentAt: link.now() } : {}) });
    }
    return result;
  }

  function noteFailure(failure: Failure): void {
    failures += 1;
    change({ network: truthOf(failure), ...(cityAnswered(failure) ? { lastExchangeAt: link.now() } : {}) });
  }

  async function waitAfter(failure: Failure): Promise<void> {
    const retryAfterSeconds =
      failure.code === 'city-busy' && failure.retryAfterSeconds > 0 ? failure.retryAfterSeconds : null;
    const retryClass = classifyFailure(failure);
    const wait = retryDelayMs({ retryClass, attempt: failures, random: link.random(), retryAfterSeconds });
    change({ nextAttemptAt: new Date(link.clock.now().getTime() + wait).toISOString() });
    await Promise.race([bell.promise, pause(wait, stopping.signal)]);
  }

  /** The open pull between rounds; the bell ends it. */
  async function listen(): Promise<Failure | null> {
    const hangUp = new AbortController();
    void bell.promise.then(() => hangUp.abort());
    const limit = setTimeout(() => hangUp.abort(), LISTEN_LIMIT_MS);
    const signal = AbortSignal.any([hangUp.signal, stopping.signal]);
    try {
      const pulled = await guarded(() => pullEvents(link, { waitSeconds: LONG_POLL_SECONDS, signal }));
      if (signal.aborted) return null;
      const packs = pulled.ok ? await guarded(() => fetchPacks(link, pulled.value.packs, signal)) : pulled;
      if (signal.aborted) return null;
      if (!packs.ok) {
        noteFailure(packs.failure);
        return packs.failure;
      }
      failures = 0;
      change({ network: 'online', lastExchangeAt: link.now() });
      return null;
    } finally {
      clearTimeout(limit);
    }
  }

  /** A fault of this program must not end the loop: it is logged by name and counts as a failed round. */
  async function guarded<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await work();
    } catch (error) {
      return fail({ code: 'internal-error', reference: noteFault(error) });
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const done = await guarded(round);
      if (done.ok) continue;
      failures += 1;
      answer(done);
      await pause(retryDelayMs({ retryClass: 'server', attempt: failures, random: link.random() }), stopping.signal);
    }
    answer(fail({ code: 'disconnected' }));
  }

  async function round(): Promise<Result<void>> {
    bell = Promise.withResolvers<void>();
    if (link.enrolment() === null) {
      change({ network: 'not-enrolled', nextAttemptAt: null });
      answer(fail({ code: 'not-set-up' }));
      await bell.promise;
      return ok(undefined);
    }
    const waiting = asked;
    asked = [];
    const result = await once();
    for (const { resolve } of waiting) resolve(result);
    if (!result.ok) await waitAfter(result.failure);
    else await listenOn();
    return ok(undefined);
  }

  async function listenOn(): Promise<void> {
    while (!stopping.signal.aborted && asked.length === 0 && !hasWork(link)) {
      const failure = await listen();
      if (failure !== null) return waitAfter(failure);
      if (asked.length > 0) return;
      // The bell may have rung for work that is not ready yet.
      bell = Promise.withResolvers<void>();
    }
  }

  function answer(result: Result<never>): void {
    for (const { resolve } of asked.splice(0)) resolve(result);
  }

  return {
    state: () => state,
    onState(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start() {
      loop ??= run();
    },
    isRunning: () => loop !== null && !stopping.signal.aborted,
    once() {
      clearDelays(link.office);
      return once();
    },
    now() {
      clearDelays(link.office);
      const waiting: Answer = Promise.withResolvers();
      asked.push(waiting);
      failures = 0;
      ring();
      return waiting.promise;
    },
    async stop() {
      stopListening();
      stopping.abort();
      ring();
      await loop;
      listeners.clear();
    },
  };
}

function hasWork(link: CityLink): boolean {
  return hasOps(link) || nextUploads(link.office.connection, { now: link.now(), limit: 1 }).length > 0;
}

/** Whole seconds, so that listeners do not hear of every flutter. */
function coarse(offsetMs: number | null): number | null {
  return offsetMs === null ? null : Math.round(offsetMs / 1000) * 1000;
}

/** Where an error arose, without its message: messages may quote values. */
function placeOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return (
    stack
      .split('\n')
      .find((line) => line.trimStart().startsWith('at '))
      ?.trim()
      .slice(0, 200) ?? ''
  );
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
