import type { Generated } from 'kysely';

/**
 * Column types of `office.db` for the query builder. The SQL in `migrations/` decides; `schema.snapshot.sql` shows the
 * sum of all migrations. Blobs are Buffers, instants are ISO text: `*_at` columns of `dossier` that are sorted or
 * compared are written as `yyyy-MM-ddTHH:mm:ss+07:00`, all other instants as UTC ISO text.
 */
export interface OfficeSchema {
  meta: MetaTable;
  journal: JournalTable;
  journal_payload: JournalPayloadTable;
  city_event: CityEventTable;
  dossier: DossierTable;
  dossier_party: DossierPartyTable;
  dossier_component: DossierComponentTable;
  dossier_file: DossierFileTable;
  blob: BlobTable;
  blob_upload: BlobUploadTable;
  outbox: OutboxTable;
  command_result: CommandResultTable;
  number_range: NumberRangeTable;
  number_counter: NumberCounterTable;
  work_counter: WorkCounterTable;
  procedure_use: ProcedureUseTable;
  reference_pack: ReferencePackTable;
  sync_stream: SyncStreamTable;
}

export interface MetaTable {
  key: string;
  value: string;
}

/** Immutable header of a fact of this device. No personal data. */
export interface JournalTable {
  seq: Generated<number>;
  /** UUIDv7; the `op_id` on the wire. */
  fact_id: string;
  type: string;
  schema: number;
  dossier_id: string | null;
  /** Counts only the facts that leave the desk: the `agg_seq` on the wire has no gaps. Null for the others. */
  dossier_seq: number | null;
  base_version: number | null;
  actor_id: string;
  command_id: string;
  occurred_at: string;
  clock_quality: string;
  /** SHA-256(salt ‖ actor name ‖ payload), see `journal.ts`. */
  commitment: Buffer;
  prev: Buffer;
  hash: Buffer;
}

/** What the erase command may delete: everything about a fact that can name or fingerprint a person. */
export interface JournalPayloadTable {
  seq: number;
  salt: Buffer;
  actor_name: string;
  /** RFC 8785 text. */
  payload: string;
  /** SHA-256 of `payload`: the `sha256` of the op on the wire. */
  payload_sha256: Buffer;
}

export interface CityEventTable {
  dossier_id: string;
  version: number;
  event_id: string;
  op_id: string | null;
  type: string;
  schema: number;
  actor_id: string;
  occurred_at: string;
  clock_quality: string;
  committed_at: string;
  /** Null once erased, as the payload. */
  actor_name: string | null;
  payload: string | null;
}

/** Effective columns, written only by `effective.ts`. */
export interface DossierTable {
  /** Larger = received later; rowid of the search tables. */
  number: number;
  id: string;
  code: string | null;
  temporary_code: string | null;
  status: string;
  list: string;
  procedure_code: string;
  procedure_version: number;
  procedure_name: string;
  channel: string;
  receiving_unit: string;
  deciding_unit: string;
  returning_unit: string;
  owner_name: string;
  received_at: string;
  original_due_at: string | null;
  due_at: string | null;
  accept_by: string | null;
  finished_at: string | null;
  step: string | null;
  holder: string | null;
  delivery: string;
  slip_state: string;
  slip_issue: number;
  /** The folded `Dossier` as JSON; null once erased. */
  state: string | null;
  city_version: number;
  city_at: string | null;
  /** Taken from the newest acked outbox row that has one. */
  receipt: string | null;
  /** Highest `dossier_seq` in the journal of this device. */
  local_seq: number;
  /** Facts the city has not acknowledged. */
  pending_facts: number;
  /** Files the city has not got whole. */
  pending_files: number;
  lane: string;
  lane_reason: string | null;
  revision: number;
  erased: Generated<number>;
}

export interface DossierPartyTable {
  dossier_id: string;
  position: number;
  role: string;
  kind: string;
  full_name: string;
  id_number: string | null;
  phone: string | null;
}

export interface DossierComponentTable {
  dossier_id: string;
  position: number;
  code: string;
  originals: number;
  certified_copies: number;
  photocopies: number;
  presented: number;
}

export interface BlobTable {
  sha256: Buffer;
  bytes: number;
  mime: string;
  pages: number | null;
  file: string;
  wrapped_key: Buffer;
  stored_at: string;
  used_at: string;
}

export interface DossierFileTable {
  dossier_id: string;
  position: number;
  kind: string;
  sha256: Buffer;
  component: string | null;
}

export interface BlobUploadTable {
  sha256: Buffer;
  dossier_id: string;
  bytes: number;
  state: string;
  upload_url: string | null;
  sent_bytes: Generated<number>;
  attempts: Generated<number>;
  next_at: string;
  reason: string | null;
  available_at: string | null;
}

/** Points at a journal row; holds no payload. */
export interface OutboxTable {
  seq: Generated<number>;
  journal_seq: number;
  dossier_id: string;
  state: string;
  attempts: Generated<number>;
  next_at: string;
  reason: string | null;
  acked_at: string | null;
  city_version: number | null;
  /** Receipt of the city for this op, from its verdict. */
  receipt: string | null;
}

export interface CommandResultTable {
  command_id: string;
  /** SHA-256 of the command's canonical JSON; 32 zero bytes once the dossier was erased. */
  content_sha256: Buffer;
  reply: string;
  at: string;
}

export interface NumberRangeTable {
  id: string;
  agency_code: string;
  template: string;
  first: number;
  last: number;
  valid_from: string;
  valid_to: string;
  epoch: string;
  state: string;
}

export interface NumberCounterTable {
  range_id: string;
  local_date: string;
  next: number;
}

export interface WorkCounterTable {
  list: string;
  count: number;
}

export interface ProcedureUseTable {
  procedure_code: string;
  uses: number;
  last_at: string;
}

export interface ReferencePackTable {
  pack: string;
  version: number;
  body: string;
  stored_at: string;
}

export interface SyncStreamTable {
  stream: string;
  timeline: string;
  token: string;
  acked_seq: number;
  durable_seq: number;
}
