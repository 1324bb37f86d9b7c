import { v7 as uuidv7 } from 'uuid';
import { applyPullPage, type PulledEvent } from '../../db/city-events.ts';
import { nextOps, type OutboxOp } from '../../db/outbox.ts';
import { recordVerdicts } from '../../db/verdicts.ts';
import type { Fact } from '../../domain/dossier/facts.ts';
import type { TestOffice } from './office-db.ts';

/** A city in memory that commits what a desk sends and its own facts, in one order. For tests of storage only. */
export interface SmallCity {
  /** Commits the next ops of the desk; `heard` says whether the desk gets the verdicts. */
  push(limit: number, heard: boolean): void;
  /** Gives the desk the next events of the feed. */
  pull(limit: number): void;
  /** Commits a fact of the city's own. */
  say(dossierId: string, fact: Fact | { readonly type: string; readonly payload: unknown }): void;
  /** Everything sent and pulled. */
  settle(): void;
  readonly feed: readonly PulledEvent[];
}

export function smallCity(desk: TestOffice): SmallCity {
  const feed: PulledEvent[] = [];
  const committed = new Map<string, number>();
  const versions = new Map<string, number>();
  let pulled = 0;

  function commit(event: Omit<PulledEvent, 'event_id' | 'version' | 'committed_at'>): number {
    const version = (versions.get(event.agg) ?? 0) + 1;
    versions.set(event.agg, version);
    feed.push({ ...event, event_id: uuidv7(), version, committed_at: desk.clock.now() });
    return version;
  }

  function apply(op: OutboxOp) {
    const known = committed.get(op.op_id);
    const version =
      known ??
      commit({
        agg: op.agg,
        op_id: op.op_id,
        type: op.type,
        schema: op.schema,
        actor: op.actor,
        at: op.at,
        payload: op.payload,
      });
    committed.set(op.op_id, version);
    const verdict = known === undefined ? ('applied' as const) : ('duplicate' as const);
    return { op_id: op.op_id, verdict, version, receipt: `BN-${version}` };
  }

  const city: SmallCity = {
    feed,
    push(limit, heard) {
      const ops = nextOps(desk.office.connection, { now: desk.clock.now(), limit, maxBytes: 1_000_000 });
      const verdicts = ops.map(apply);
      const last = ops.at(-1);
      if (!heard || last === undefined) return;
      const now = desk.clock.now();
      recordVerdicts(desk.office, { verdicts, ackedSeq: last.seq, durableSeq: 0, timeline: 't1', now, retryAt: now });
    },
    pull(limit) {
      const events = feed.slice(pulled, pulled + limit);
      pulled += events.length;
      applyPullPage(desk.office, { events, cursor: String(pulled), timeline: 't1', now: desk.clock.now() });
    },
    say(dossierId, fact) {
      commit({
        agg: dossierId,
        op_id: null,
        type: fact.type,
        schema: 1,
        actor: { id: 'u-officer', name: 'Lê Thị Chuyên Viên' },
        at: { wall: desk.clock.now(), quality: 'ok' },
        payload: fact.payload,
      });
    },
    settle() {
      while (nextOps(desk.office.connection, { now: desk.clock.now(), limit: 1, maxBytes: 1_000_000 }).length > 0) {
        city.push(50, true);
      }
      while (pulled < feed.length) city.pull(50);
    },
  };
  return city;
}
