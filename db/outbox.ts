import { type Fact, filesOf, parseFact } from '../domain/dossier/facts.ts';
import type { Connection } from './database.ts';
import { recomputeDossier } from './effective.ts';
import type { OfficeDb } from './office-db.ts';
import { all, get, query, run } from './query.ts';
import { ALWAYS_READY, waitingBounds } from './waiting.ts';

/**
 * Facts on their way to the city. A row points at the journal and is never deleted: what the city acknowledged stays
 * here until its own backup holds it, and longer. The shape is that of an op of `hoso-sync/1`.
 */
export interface OutboxOp {
  readonly seq: number;
  readonly op_id: string;
  readonly agg: string;
  readonly agg_seq: number;
  readonly base: number | null;
  readonly type: string;
  readonly schema: number;
  readonly actor: { readonly id: string; readonly name: string };
  readonly at: { readonly wall: string; readonly quality: 'ok' | 'stale' | 'suspect' };
  readonly sha256: string;
  readonly needs: string[];
  readonly payload: unknown;
}

/** Text of an op besides its payload, roughly, in bytes. */
const ENVELOPE_BYTES = 600;

/**
 * The next ops to send, in order, each dossier without gaps; dossiers whose lane stopped (conflict, refused) and those
 * waiting for their next attempt are left out. At least one op is given even when it alone exceeds `maxBytes`.
 */
export function nextOps(
  connection: Connection,
  input: { readonly now: string; readonly limit: number; readonly maxBytes: number },
): OutboxOp[] {
  for (let limit = input.limit; ; limit *= 8) {
    const rows = readyRows(connection, input.now, limit);
    const ops = inLanes(rows, input);
    // An op may be due before the one it follows; then that one stands further down.
    if (ops.length > 0 || rows.length < limit) return ops;
  }
}

function inLanes(
  rows: ReturnType<typeof readyRows>,
  input: { readonly limit: number; readonly maxBytes: number },
): OutboxOp[] {
  const taken = new Map<string, number>();
  const ops: OutboxOp[] = [];
  let bytes = 0;
  for (const row of rows.toSorted((a, b) => a.seq - b.seq)) {
    const mine = taken.get(row.agg) ?? 0;
    if (row.before !== mine) continue;
    const size = Buffer.byteLength(row.payload) + ENVELOPE_BYTES;
    if (ops.length === input.limit || (ops.length > 0 && bytes + size > input.maxBytes)) break;
    bytes += size;
    taken.set(row.agg, mine + 1);
    ops.push(toOp(row));
  }
  return ops;
}

function readyRows(connection: Connection, now: string, limit: number) {
  const { from, until } = waitingBounds(now);
  return all(
    connection,
    query
      .selectFrom('outbox as o')
      .innerJoin('journal as j', 'j.seq', 'o.journal_seq')
      .innerJoin('journal_payload as p', 'p.seq', 'o.journal_seq')
      .select(({ selectFrom, fn }) => [
        'o.seq',
        'j.fact_id as op_id',
        'o.dossier_id as agg',
        'j.dossier_seq as agg_seq',
        'j.base_version as base',
        'j.type',
        'j.schema',
        'j.actor_id',
        'p.actor_name',
        'j.occurred_at',
        'j.clock_quality',
        'p.payload_sha256',
        'p.payload',
        selectFrom('outbox as e')
          .select(fn.countAll<number>().as('count'))
          .whereRef('e.dossier_id', '=', 'o.dossier_id')
          .whereRef('e.seq', '<', 'o.seq')
          .where('e.state', '<>', 'acked')
          .as('before'),
      ])
      .where('o.state', 'in', ['queued', 'sent'])
      .where(({ or, eb }) => or([eb('o.attempts', '=', 0), eb('o.next_at', '<=', from), eb('o.next_at', '>', until)]))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('outbox as b')
              .select('b.seq')
              .whereRef('b.dossier_id', '=', 'o.dossier_id')
              .where(({ or, and, eb }) =>
                or([
                  eb('b.state', 'in', ['conflict', 'refused']),
                  and([
                    eb('b.state', 'in', ['queued', 'sent']),
                    eb('b.seq', '<', eb.ref('o.seq')),
                    eb('b.attempts', '>', 0),
                    eb('b.next_at', '>', from),
                    eb('b.next_at', '<=', until),
                  ]),
                ]),
              ),
          ),
        ),
      )
      .orderBy('o.next_at')
      .orderBy('o.seq')
      .limit(limit),
  );
}

function toOp(row: ReturnType<typeof readyRows>[number]): OutboxOp {
  const payload: unknown = JSON.parse(row.payload);
  const fact: Fact | null = parseFact(row.type, payload);
  if (row.agg_seq === null) throw new Error('a fact in the outbox has no place in its dossier');
  return {
    seq: row.seq,
    op_id: row.op_id,
    agg: row.agg,
    agg_seq: row.agg_seq,
    base: row.base,
    type: row.type,
    schema: row.schema,
    actor: { id: row.actor_id, name: row.actor_name },
    at: { wall: row.occurred_at, quality: row.clock_quality as OutboxOp['at']['quality'] },
    sha256: row.payload_sha256.toString('hex'),
    needs: fact === null ? [] : [...new Set(filesOf(fact))],
    payload,
  };
}

/** Marks ops as sent, reply unknown: the screen says "sending". They are sent again until a verdict comes. */
export function markSent(office: OfficeDb, seqs: readonly number[]): void {
  office.write((tx) => {
    for (const seq of seqs) {
      run(
        tx.connection,
        query.updateTable('outbox').set({ state: 'sent' }).where('seq', '=', seq).where('state', '=', 'queued'),
      );
    }
  });
}

/** Notes a failed attempt of a batch. A null `nextAt` leaves the time of the next attempt to the scheduler. */
export function recordPushFailure(
  office: OfficeDb,
  input: { readonly seqs: readonly number[]; readonly nextAt: string | null },
): void {
  office.write((tx) => {
    for (const seq of input.seqs) {
      run(
        tx.connection,
        query
          .updateTable('outbox')
          .set(({ eb }) => ({
            state: 'queued',
            attempts: eb('attempts', '+', 1),
            ...(input.nextAt === null ? {} : { next_at: input.nextAt }),
          }))
          .where('seq', '=', seq)
          .where('state', 'in', ['queued', 'sent']),
      );
    }
  });
}

/** Stops the lane of one op for a person to look at: the city refuses it whatever else is sent. */
export function refuseOp(office: OfficeDb, input: { readonly seq: number; readonly reason: string }): void {
  office.write((tx) => {
    run(
      tx.connection,
      query.updateTable('outbox').set({ state: 'refused', reason: input.reason }).where('seq', '=', input.seq),
    );
    const row = get(tx.connection, query.selectFrom('outbox').select('dossier_id').where('seq', '=', input.seq));
    if (row !== undefined) recomputeDossier(tx, row.dossier_id);
  });
}

/** Lets ops that wait for their next attempt go at once: a person asked, or the line came back. */
export function clearDelays(office: OfficeDb): void {
  office.write((tx) => {
    run(
      tx.connection,
      query
        .updateTable('outbox')
        .set({ next_at: ALWAYS_READY })
        .where('state', 'in', ['queued', 'sent'])
        .where('next_at', '>', ALWAYS_READY),
    );
    run(
      tx.connection,
      query
        .updateTable('blob_upload')
        .set({ next_at: ALWAYS_READY })
        .where('state', 'in', ['queued', 'sending'])
        .where('next_at', '>', ALWAYS_READY),
    );
  });
}

/** Head of this device's journal chain, as the city hears it with each push. */
export function journalHead(connection: Connection): { seq: number; hash: string } {
  const row = get(connection, query.selectFrom('journal').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1));
  return row === undefined ? { seq: 0, hash: '0'.repeat(64) } : { seq: row.seq, hash: row.hash.toString('hex') };
}
