import { createHash, randomBytes } from 'node:crypto';
import { FACT_SCHEMA, type Fact } from '../domain/dossier/facts.ts';
import type { ClockQuality } from '../domain/dossier/model.ts';
import { canonicalJson } from '../domain/text/canonical-json.ts';
import { setMeta } from './meta.ts';
import { insertRow, prepare } from './query.ts';
import type { WriteTx } from './write-tx.ts';

/** What is written down with a fact. `occurredAt` is UTC ISO. */
export interface FactEnvelope {
  /** UUIDv7, the `op_id` on the wire. */
  readonly factId: string;
  readonly fact: Fact;
  readonly dossierId: string | null;
  /** Order among the facts of this dossier that leave the desk; null for facts that stay. */
  readonly dossierSeq: number | null;
  /** City version of the dossier the desk had seen; null when it had seen none. */
  readonly baseVersion: number | null;
  readonly actor: { readonly id: string; readonly name: string };
  readonly commandId: string;
  readonly occurredAt: string;
  readonly clockQuality: ClockQuality;
}

/** The immutable columns of a journal row, as hashed. */
export interface JournalHeader {
  readonly seq: number;
  readonly fact_id: string;
  readonly type: string;
  readonly schema: number;
  readonly dossier_id: string | null;
  readonly dossier_seq: number | null;
  readonly base_version: number | null;
  readonly actor_id: string;
  readonly command_id: string;
  readonly occurred_at: string;
  readonly clock_quality: string;
}

/** `prev` of the first fact. */
export const JOURNAL_START = Buffer.alloc(32);
const SALT_BYTES = 16;

/** SHA-256(salt ‖ actor name ‖ 0 ‖ payload): binds the erasable row without showing anything once it is gone. */
export function commitmentOf(salt: Uint8Array, actorName: string, payload: string): Buffer {
  return createHash('sha256').update(salt).update(actorName).update('\0').update(payload).digest();
}

/** SHA-256(prev ‖ header ‖ commitment), the header as canonical JSON. */
export function journalHash(prev: Uint8Array, header: JournalHeader, commitment: Uint8Array): Buffer {
  return createHash('sha256').update(prev).update(canonicalJson(header)).update(commitment).digest();
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Appends one fact to the journal of this device and answers its `seq`. Called by `execute-command` alone. */
export function appendFact(tx: WriteTx, envelope: FactEnvelope): number {
  const last = prepare(tx.connection, 'SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get() as
    | { seq: number; hash: Buffer }
    | undefined;
  const header: JournalHeader = {
    seq: (last?.seq ?? 0) + 1,
    fact_id: envelope.factId,
    type: envelope.fact.type,
    schema: FACT_SCHEMA,
    dossier_id: envelope.dossierId,
    dossier_seq: envelope.dossierSeq,
    base_version: envelope.baseVersion,
    actor_id: envelope.actor.id,
    command_id: envelope.commandId,
    occurred_at: envelope.occurredAt,
    clock_quality: envelope.clockQuality,
  };
  const prev = last?.hash ?? JOURNAL_START;
  const salt = randomBytes(SALT_BYTES);
  const payload = canonicalJson(envelope.fact.payload);
  const commitment = commitmentOf(salt, envelope.actor.name, payload);
  const hash = journalHash(prev, header, commitment);
  insertRow(tx.connection, 'journal', { ...header, commitment, prev, hash });
  insertRow(tx.connection, 'journal_payload', {
    seq: header.seq,
    salt,
    actor_name: envelope.actor.name,
    payload,
    payload_sha256: sha256(payload),
  });
  setMeta(tx, 'journal-head', `${header.seq}:${hash.toString('hex')}`);
  return header.seq;
}
