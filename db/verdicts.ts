import type { Connection } from './database.ts';
import { recomputeDossier } from './effective.ts';
import type { OfficeDb, WriteTx } from './office-db.ts';
import { all, get, query, run } from './query.ts';
import { type Acknowledged, acknowledged, saveAcknowledged, savePullCursor } from './sync-stream.ts';
import { ALWAYS_READY } from './waiting.ts';

/** The city's answer to one op. */
export type OpVerdict =
  | {
      readonly op_id: string;
      readonly verdict: 'applied' | 'duplicate';
      readonly version: number;
      readonly receipt: string;
    }
  | { readonly op_id: string; readonly verdict: 'waiting'; readonly expects_agg_seq: number }
  | { readonly op_id: string; readonly verdict: 'conflict'; readonly version: number; readonly status: string }
  | { readonly op_id: string; readonly verdict: 'rejected'; readonly code: string }
  | { readonly op_id: string; readonly verdict: 'id_reuse' }
  | { readonly op_id: string; readonly verdict: 'retry' };

/**
 * Writes the city's verdicts, one transaction. `retryAt` is when ops that must be sent again are tried next. When the
 * city's acknowledged or durable mark went down it lost facts (a restore): everything above is queued again.
 */
export function recordVerdicts(
  office: OfficeDb,
  input: {
    readonly verdicts: readonly OpVerdict[];
    readonly ackedSeq: number;
    readonly durableSeq: number;
    readonly timeline: string;
    readonly now: string;
    readonly retryAt: string;
  },
): { dossierIds: string[] } {
  return office.write((tx) => {
    const touched = new Set<string>();
    for (const verdict of input.verdicts) {
      const dossierId = recordVerdict(tx, verdict, input);
      if (dossierId !== null) touched.add(dossierId);
    }
    const before = acknowledged(tx.connection);
    const lost = before === null ? null : lostAbove(before, input);
    if (lost !== null) {
      requeueAbove(tx, lost, touched);
      savePullCursor(tx, { cursor: '', timeline: input.timeline });
    }
    saveAcknowledged(tx, input);
    for (const dossierId of touched) recomputeDossier(tx, dossierId);
    return { dossierIds: [...touched] };
  });
}

/** The mark above which the city forgot what it had acknowledged; null in the ordinary case. */
function lostAbove(before: Acknowledged, now: Acknowledged): number | null {
  if (now.ackedSeq < before.ackedSeq) return Math.min(now.ackedSeq, now.durableSeq);
  return now.durableSeq < before.durableSeq ? now.durableSeq : null;
}

function recordVerdict(
  tx: WriteTx,
  verdict: OpVerdict,
  input: { readonly now: string; readonly retryAt: string },
): string | null {
  const row = findOp(tx.connection, verdict.op_id);
  if (row === undefined) return null;
  const settle = (
    change: Partial<{ state: string; reason: string | null; receipt: string; city_version: number; acked_at: string }>,
  ) => run(tx.connection, query.updateTable('outbox').set(change).where('seq', '=', row.seq));
  switch (verdict.verdict) {
    case 'applied':
    case 'duplicate':
      settle({
        state: 'acked',
        reason: null,
        receipt: verdict.receipt,
        city_version: verdict.version,
        acked_at: row.acked_at ?? input.now,
      });
      break;
    case 'conflict':
      settle({ state: 'conflict', reason: verdict.status, city_version: verdict.version });
      break;
    case 'rejected':
      settle({ state: 'refused', reason: verdict.code });
      break;
    case 'id_reuse':
      settle({ state: 'refused', reason: 'id_reuse' });
      break;
    case 'waiting':
      requeueLane(tx, row.dossier_id, Math.min(verdict.expects_agg_seq, row.dossier_seq ?? 1));
      delayLane(tx, row.dossier_id, input.retryAt, row.dossier_seq === verdict.expects_agg_seq);
      break;
    case 'retry':
      delayLane(tx, row.dossier_id, input.retryAt, true);
      break;
  }
  return row.dossier_id;
}

/** Ops of a dossier from `aggSeq` on that were thought done: the city waits for one of them. */
function requeueLane(tx: WriteTx, dossierId: string, aggSeq: number): void {
  run(
    tx.connection,
    query
      .updateTable('outbox')
      .set({ state: 'queued', next_at: ALWAYS_READY })
      .where('dossier_id', '=', dossierId)
      .where('state', 'in', ['acked', 'sent'])
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('journal')
            .innerJoin('journal_payload', 'journal_payload.seq', 'journal.seq')
            .select('journal.seq')
            .whereRef('journal.seq', '=', 'outbox.journal_seq')
            .where('journal.dossier_seq', '>=', aggSeq),
        ),
      ),
  );
}

function delayLane(tx: WriteTx, dossierId: string, retryAt: string, isFailure: boolean): void {
  if (!isFailure) return;
  run(
    tx.connection,
    query
      .updateTable('outbox')
      .set(({ eb }) => ({ state: 'queued', next_at: retryAt, attempts: eb('attempts', '+', 1) }))
      .where('dossier_id', '=', dossierId)
      .where('state', 'in', ['queued', 'sent']),
  );
}

/**
 * Queues again every acknowledged op above a mark, in the caller's transaction, and collects their dossiers. What the
 * city told of a dossier from such an op on is forgotten with it: the city will tell it again, or something else.
 */
export function requeueAbove(tx: WriteTx, seq: number, touched: Set<string>): void {
  const rows = all(
    tx.connection,
    query
      .selectFrom('outbox')
      .innerJoin('journal_payload', 'journal_payload.seq', 'outbox.journal_seq')
      .innerJoin('journal', 'journal.seq', 'outbox.journal_seq')
      .leftJoin('city_event', 'city_event.op_id', 'journal.fact_id')
      .select(['outbox.seq', 'outbox.dossier_id', 'city_event.version'])
      .where('outbox.seq', '>', seq)
      .where('outbox.state', 'in', ['acked', 'sent']),
  );
  for (const row of rows) {
    run(
      tx.connection,
      query.updateTable('outbox').set({ state: 'queued', next_at: ALWAYS_READY }).where('seq', '=', row.seq),
    );
    if (row.version !== null) {
      run(
        tx.connection,
        query.deleteFrom('city_event').where('dossier_id', '=', row.dossier_id).where('version', '>=', row.version),
      );
    }
    touched.add(row.dossier_id);
  }
}

function findOp(connection: Connection, opId: string) {
  return get(
    connection,
    query
      .selectFrom('journal as j')
      .innerJoin('outbox as o', 'o.journal_seq', 'j.seq')
      .select(['o.seq', 'o.dossier_id', 'o.acked_at', 'j.dossier_seq'])
      .where('j.fact_id', '=', opId),
  );
}
