import { clearDelays } from '../../db/outbox.ts';
import { nextUploads } from '../../db/uploads.ts';
import type { Failure } from '../../domain/failures.ts';
import type { Result } from '../../domain/result.ts';
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
  /** Tries at once, whatever waits; answers when that round is over. */
  now(): Promise<Result<CycleReport> | null>;
  /** Ends the running exchange and the loop; nothing is sent afterwards. */
  stop(): Promise<void>;
}

const LONG_POLL_SECONDS = 25;
/** Files and ops put off are looked at again this often while the line is open. */
const TICK_MS = 20_000;

/**
 * Keeps the desk in step with the city: a round after each commit that leaves something to send, on demand and after
 * failures with growing waits; between rounds an open pull, so that the city's news arrives as they happen.
 */
export function startScheduler(link: CityLink): Scheduler {
  const listeners = new Set<(state: SyncState) => void>();
  let state: SyncState = {
    network: link.enrolment() === null ? 'not-enrolled' : 'connecting',
    since: null,
    lastExchangeAt: null,
    lastSentAt: null,
    sending: false,
    clockOffsetSeconds: null,
    nextAttemptAt: null,
  };
  const stopping = new AbortController();
  let bell = Promise.withResolvers<void>();
  let asked: PromiseWithResolvers<Result<CycleReport> | null>[] = [];
  let failures = 0;

  function change(next: Partial<SyncState>): void {
    const offset = link.clockWatch.offsetMs();
    const clockOffsetSeconds = offset === null ? null : Math.round(offset / 1000);
    const since = next.network !== undefined && next.network !== state.network ? link.now() : state.since;
    const merged = { ...state, ...next, since, clockOffsetSeconds };
    const same = (Object.keys(merged) as (keyof SyncState)[]).every((key) => merged[key] === state[key]);
    state = merged;
    if (!same) for (const listener of [...listeners]) listener(state);
  }

  const ring = (): void => bell.resolve();
  const stopListening = link.office.onCommit(() => {
    if (link.enrolment() !== null && hasWork(link)) ring();
  });

  async function round(): Promise<number> {
    const waiting = asked;
    asked = [];
    change({
      sending: hasWork(link),
      nextAttemptAt: null,
      ...(state.network === 'not-enrolled' ? { network: 'connecting' } : {}),
    });
    const result = await guarded(() => syncCycle(link, stopping.signal));
    for (const { resolve } of waiting) resolve(result);
    if (stopping.signal.aborted) return 0;
    change({ sending: false });
    if (result === null || !result.ok) return settle(result === null ? null : result.failure);
    failures = 0;
    const sent = result.value.acked > 0 || result.value.files > 0;
    change({ network: 'online', lastExchangeAt: link.now(), ...(sent ? { lastSentAt: link.now() } : {}) });
    return 0;
  }

  /** Milliseconds to wait after a failure; null is a fault of this program. */
  function settle(failure: Failure | null): number {
    failures += 1;
    const retryClass = failure === null ? 'server' : classifyFailure(failure);
    const asksFor = failure?.code === 'city-busy' && failure.retryAfterSeconds > 0 ? failure.retryAfterSeconds : null;
    const wait = retryDelayMs({ retryClass, attempt: failures, random: link.random(), retryAfterSeconds: asksFor });
    change({
      ...(failure === null ? {} : { network: truthOf(failure) }),
      ...(failure !== null && cityAnswered(failure) ? { lastExchangeAt: link.now() } : {}),
      nextAttemptAt: new Date(link.clock.now().getTime() + wait).toISOString(),
    });
    return wait;
  }

  /** The open pull between rounds, ended by the bell. Answers the wait before the next round, 0 for none. */
  async function listen(): Promise<number> {
    const hangUp = new AbortController();
    const rung = bell.promise.then(() => hangUp.abort());
    const tick = setTimeout(() => hangUp.abort(), TICK_MS + LONG_POLL_SECONDS * 1000);
    const signal = AbortSignal.any([hangUp.signal, stopping.signal]);
    try {
      const pulled = await guarded(() => pullEvents(link, { waitSeconds: LONG_POLL_SECONDS, signal }));
      if (signal.aborted) return 0;
      if (pulled === null || !pulled.ok) return settle(pulled === null ? null : pulled.failure);
      failures = 0;
      change({ network: 'online', lastExchangeAt: link.now() });
      const packs = await guarded(() => fetchPacks(link, pulled.value.packs, signal));
      return packs === null || packs.ok || signal.aborted ? 0 : settle(packs.failure);
    } finally {
      clearTimeout(tick);
      void rung;
    }
  }

  /** An exception of ours must not end the loop: it is logged by name and the round counts as failed. */
  async function guarded<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (!stopping.signal.aborted) link.log('sync-fault', { name: error instanceof Error ? error.name : 'unknown' });
      return null;
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      bell = Promise.withResolvers<void>();
      if (link.enrolment() === null) {
        change({ network: 'not-enrolled', nextAttemptAt: null });
        for (const { resolve } of asked.splice(0)) resolve(null);
        await bell.promise;
        continue;
      }
      const wait = await round();
      if (wait > 0) {
        await Promise.race([bell.promise, pause(wait, stopping.signal)]);
        continue;
      }
      while (!stopping.signal.aborted && asked.length === 0 && !hasWork(link)) {
        const pullWait = await listen();
        if (pullWait > 0) {
          await Promise.race([bell.promise, pause(pullWait, stopping.signal)]);
          break;
        }
        if (asked.length > 0) break;
        // The bell may have rung for work that is not ready yet.
        bell = Promise.withResolvers<void>();
      }
    }
    for (const { resolve } of asked.splice(0)) resolve(null);
  }

  const running = run();
  return {
    state: () => state,
    onState(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    now() {
      if (stopping.signal.aborted) return Promise.resolve(null);
      const answer = Promise.withResolvers<Result<CycleReport> | null>();
      asked.push(answer);
      clearDelays(link.office);
      failures = 0;
      ring();
      return answer.promise;
    },
    async stop() {
      stopListening();
      stopping.abort();
      ring();
      await running;
      listeners.clear();
    },
  };
}

function hasWork(link: CityLink): boolean {
  return hasOps(link) || nextUploads(link.office.connection, { now: link.now(), limit: 1 }).length > 0;
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
