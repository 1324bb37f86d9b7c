import { type Fact, parseFact } from '../domain/dossier/facts.ts';
import type { Connection } from './database.ts';
import { again, all, prepare, query } from './query.ts';
import type { CityEventTable } from './schema.ts';

/** A fact in fold order with the time its maker gave it. */
export interface StreamFact {
  readonly fact: Fact;
  readonly occurredAt: string;
  /** City version, null for a local fact that has not come back through pull. */
  readonly version: number | null;
}

/** Everything both streams say about one dossier: city events first, then local facts that have not come back. */
export interface DossierStreams {
  /** Without facts of types this build does not know; they stay stored. */
  readonly facts: readonly StreamFact[];
  readonly cityVersion: number;
  readonly cityAt: string | null;
  readonly receipt: string | null;
  readonly localSeq: number;
  readonly pendingFacts: number;
  readonly lane: 'ok' | 'conflict' | 'refused';
  readonly laneReason: string | null;
  readonly erased: boolean;
  /** Neither stream knows the dossier (any more). */
  readonly empty: boolean;
}

const EVENTS_FROM = query
  .selectFrom('city_event')
  .select(['version', 'op_id', 'type', 'occurred_at', 'committed_at', 'payload'])
  .where('dossier_id', '=', '')
  .where('version', '>=', 0)
  .orderBy('version')
  .compile();

/** The city's stream from a version on, of a dossier that this desk never wrote to. */
export function readCityStream(connection: Connection, dossierId: string, from: number): DossierStreams {
  return streamsOf(all(connection, again(EVENTS_FROM, dossierId, from)), []);
}

/** Reads both streams of a dossier. */
export function readStreams(connection: Connection, dossierId: string): DossierStreams {
  const events = all(connection, again(EVENTS_FROM, dossierId, 0));
  const locals = prepare(
    connection,
    `SELECT journal.seq, fact_id, type, dossier_seq, occurred_at, payload, outbox.state, outbox.reason, outbox.receipt
     FROM journal LEFT JOIN journal_payload USING(seq) LEFT JOIN outbox ON outbox.journal_seq = journal.seq
     WHERE journal.dossier_id = ? ORDER BY journal.seq`,
  ).all(dossierId) as LocalRow[];
  return streamsOf(events, locals);
}

function streamsOf(events: readonly EventRow[], locals: readonly LocalRow[]): DossierStreams {
  const returned = new Set(events.flatMap((event) => (event.op_id === null ? [] : [event.op_id])));
  const facts: StreamFact[] = [];
  for (const event of events) push(facts, event.type, event.payload, event.occurred_at, event.version);
  const pending = locals.filter((row) => !returned.has(row.fact_id));
  for (const row of pending) push(facts, row.type, row.payload, row.occurred_at, null);
  const unsent = pending.filter((row) => row.state !== null && row.state !== 'acked');
  const stuck = unsent.find((row) => row.state === 'conflict' || row.state === 'refused');
  const newest = events.at(-1);
  return {
    facts,
    cityVersion: newest?.version ?? 0,
    cityAt: newest?.committed_at ?? null,
    receipt: locals.findLast((row) => row.receipt !== null)?.receipt ?? null,
    localSeq: locals.reduce((max, row) => Math.max(max, row.dossier_seq ?? 0), 0),
    pendingFacts: unsent.length,
    lane: stuck === undefined ? 'ok' : stuck.state === 'conflict' ? 'conflict' : 'refused',
    laneReason: stuck?.reason ?? null,
    erased: locals.some((row) => row.type === 'dossier.payload-erased'),
    empty: events.length === 0 && locals.length === 0,
  };
}

type EventRow = Pick<CityEventTable, 'version' | 'op_id' | 'type' | 'occurred_at' | 'committed_at' | 'payload'>;

interface LocalRow {
  readonly seq: number;
  readonly fact_id: string;
  readonly type: string;
  readonly dossier_seq: number | null;
  readonly occurred_at: string;
  readonly payload: string | null;
  readonly state: string | null;
  readonly reason: string | null;
  readonly receipt: string | null;
}

function push(
  facts: StreamFact[],
  type: string,
  payload: string | null,
  occurredAt: string,
  version: number | null,
): void {
  if (payload === null) return;
  const fact = parseFact(type, JSON.parse(payload));
  if (fact !== null) facts.push({ fact, occurredAt, version });
}
