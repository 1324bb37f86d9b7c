import { instantOfLegalTime, legalTimeOf } from '../../domain/calendar/legal-time.ts';
import type { Connection } from '../database.ts';
import { prepare } from '../query.ts';

export interface SyncCounts {
  /** Dossiers with something unsent. */
  readonly waitingDossiers: number;
  readonly waitingFacts: number;
  readonly waitingFiles: number;
  readonly waitingBytes: number;
  /** Dossiers received today of which the city has everything. */
  readonly sentToday: number;
  /** Dossiers held by a refusal. */
  readonly refused: number;
  /** Dossiers held by a conflict. */
  readonly needsAttention: number;
  /** UTC ISO of the newest acknowledgement. */
  readonly lastSentAt: string | null;
}

/** What the sync strip shows, for the local day of `now` (any ISO instant). */
export function readSyncCounts(connection: Connection, input: { readonly now: string }): SyncCounts {
  const { day } = legalTimeOf(input.now);
  const from = instantOfLegalTime({ day, ms: 0 });
  const to = instantOfLegalTime({ day: day + 1, ms: 0 });
  const unsent = prepare(
    connection,
    `SELECT count(*) AS waitingDossiers, coalesce(sum(lane = 'refused'), 0) AS refused,
       coalesce(sum(lane = 'conflict'), 0) AS needsAttention
     FROM dossier WHERE (pending_facts > 0 OR pending_files > 0 OR lane <> 'ok')`,
  ).get() as Pick<SyncCounts, 'waitingDossiers' | 'refused' | 'needsAttention'>;
  const facts = prepare(connection, "SELECT count(*) AS n FROM outbox WHERE state <> 'acked'").get() as { n: number };
  const files = prepare(
    connection,
    `SELECT count(*) AS waitingFiles, coalesce(sum(bytes - sent_bytes), 0) AS waitingBytes
     FROM blob_upload WHERE state IN('queued','sending')`,
  ).get() as Pick<SyncCounts, 'waitingFiles' | 'waitingBytes'>;
  const sent = prepare(
    connection,
    `SELECT count(*) AS n FROM dossier WHERE number >= ? AND received_at >= ? AND received_at < ?
       AND local_seq > 0 AND pending_facts = 0 AND pending_files = 0 AND lane = 'ok'`,
  ).get(firstOf(connection, from), from, to) as { n: number };
  const last = prepare(connection, 'SELECT max(acked_at) AS at FROM outbox').get() as { at: string | null };
  return { ...unsent, waitingFacts: facts.n, ...files, sentToday: sent.n, lastSentAt: last.at };
}

/**
 * The smallest number worth looking at for dossiers received since `from`: numbers grow with receipt, so walking back
 * from the newest stops after a run of older ones.
 */
function firstOf(connection: Connection, from: string): number {
  const STEP = 200;
  let below = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = prepare(
      connection,
      'SELECT number, received_at FROM dossier WHERE number < ? ORDER BY number DESC LIMIT ?',
    ).all(below, STEP) as { number: number; received_at: string }[];
    const last = rows.at(-1);
    if (last === undefined) return 0;
    if (rows.every((row) => row.received_at < from)) return last.number;
    below = last.number;
  }
}
