import type { Connection } from './database.ts';
import { commitmentOf, JOURNAL_START, type JournalHeader, journalHash, sha256 } from './journal.ts';
import { getMeta } from './meta.ts';

/** What is wrong at `firstBroken.seq`. */
export type JournalFault =
  /** A row is missing, or the last ones were cut off. */
  | 'missing'
  /** The row does not follow from the one before it. */
  | 'out-of-chain'
  /** The row's own columns were changed. */
  | 'header-changed'
  /** The payload, its salt or the actor's name was changed. */
  | 'payload-changed'
  /** The payload is gone and no later fact says it was erased. */
  | 'payload-missing';

export interface JournalReport {
  readonly ok: boolean;
  readonly facts: number;
  /** Payloads deleted by the erase command; the chain holds without them. */
  readonly erasedPayloads: number;
  readonly firstBroken: { readonly seq: number; readonly fault: JournalFault } | null;
  /** `seq:hash` of the last fact, to be compared with what the city noted. */
  readonly head: string | null;
}

interface Row extends JournalHeader {
  readonly commitment: Buffer;
  readonly prev: Buffer;
  readonly hash: Buffer;
  readonly salt: Buffer | null;
  readonly actor_name: string | null;
  readonly payload: string | null;
  readonly payload_sha256: Buffer | null;
}

/** Walks the whole chain from the first fact. Reads only; four seconds for 200,000 facts. */
export function verifyJournal(connection: Connection): JournalReport {
  const erasedUpTo = new Map(
    (
      connection
        .prepare(
          "SELECT dossier_id, max(seq) AS seq FROM journal WHERE type = 'dossier.payload-erased' GROUP BY dossier_id",
        )
        .all() as { dossier_id: string; seq: number }[]
    ).map((row) => [row.dossier_id, row.seq]),
  );
  const rows = connection
    .prepare(
      `SELECT journal.*, salt, actor_name, payload, payload_sha256
       FROM journal LEFT JOIN journal_payload USING(seq) ORDER BY journal.seq`,
    )
    .iterate() as IterableIterator<Row>;
  let facts = 0;
  let erasedPayloads = 0;
  let prev: Buffer = JOURNAL_START;
  for (const row of rows) {
    facts += 1;
    const fault = faultOf(row, facts, prev, erasedUpTo);
    if (fault !== null) return { ok: false, facts: facts - 1, erasedPayloads, firstBroken: fault, head: null };
    if (row.payload === null) erasedPayloads += 1;
    prev = row.hash;
  }
  const head = facts === 0 ? null : `${facts}:${prev.toString('hex')}`;
  if (getMeta(connection, 'journal-head') !== head) {
    return { ok: false, facts, erasedPayloads, firstBroken: { seq: facts + 1, fault: 'missing' }, head };
  }
  return { ok: true, facts, erasedPayloads, firstBroken: null, head };
}

function faultOf(
  row: Row,
  expectedSeq: number,
  prev: Buffer,
  erasedUpTo: ReadonlyMap<string, number>,
): { seq: number; fault: JournalFault } | null {
  if (row.seq !== expectedSeq) return { seq: expectedSeq, fault: 'missing' };
  const { seq } = row;
  if (!row.prev.equals(prev)) return { seq, fault: 'out-of-chain' };
  if (!journalHash(prev, headerOf(row), row.commitment).equals(row.hash)) return { seq, fault: 'header-changed' };
  if (row.payload === null || row.salt === null || row.actor_name === null) {
    const erased = row.dossier_id !== null && (erasedUpTo.get(row.dossier_id) ?? 0) > seq;
    return erased ? null : { seq, fault: 'payload-missing' };
  }
  const whole =
    commitmentOf(row.salt, row.actor_name, row.payload).equals(row.commitment) &&
    row.payload_sha256?.equals(sha256(row.payload)) === true;
  return whole ? null : { seq, fault: 'payload-changed' };
}

function headerOf(row: Row): JournalHeader {
  return {
    seq: row.seq,
    fact_id: row.fact_id,
    type: row.type,
    schema: row.schema,
    dossier_id: row.dossier_id,
    dossier_seq: row.dossier_seq,
    base_version: row.base_version,
    actor_id: row.actor_id,
    command_id: row.command_id,
    occurred_at: row.occurred_at,
    clock_quality: row.clock_quality,
  };
}
