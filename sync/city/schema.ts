import type { Generated } from 'kysely';

/**
 * Tables of the city gateway. Column types are the same in SQLite and PostgreSQL: text, integer, bigint. Instants are
 * ISO 8601 UTC text, JSON is text, flags are 0 or 1.
 */
export interface CityTables {
  server: ServerTable;
  feed_counter: FeedCounterTable;
  device: DeviceTable;
  device_token: DeviceTokenTable;
  enrolment_code: EnrolmentCodeTable;
  acked: AckedTable;
  settled: SettledTable;
  lane: LaneTable;
  inbox: InboxTable;
  dossier: DossierTable;
  event: EventTable;
  event_unit: EventUnitTable;
  dossier_blob: DossierBlobTable;
  blob: BlobTable;
  blob_unit: BlobUnitTable;
  upload: UploadTable;
  number_range: NumberRangeTable;
  number_counter: NumberCounterTable;
  reference_pack: ReferencePackTable;
}

/** One row: who this city is. `timeline` changes after a restore from backup. */
export interface ServerTable {
  id: number;
  server_id: string;
  timeline: string;
  cursor_secret: string;
  /** Cursors before this commit are answered with `cursor_expired`. */
  floor_seq: Generated<number>;
  schema_version: number;
  created_at: string;
}

/** One row. Every writing transaction updates it first, so that commit_seq follows the order of commits. */
export interface FeedCounterTable {
  id: number;
  commit_seq: number;
}

export interface DeviceTable {
  id: string;
  epoch: string;
  unit_id: string;
  /** Name of the desk as the city gave it, printed in the office pack. */
  desk_name: string;
  /** Name the device gave itself. */
  device_name: string;
  revoked: Generated<number>;
  created_at: string;
}

/** A repeated enrolment adds a token: the first reply may have been lost or only late. */
export interface DeviceTokenTable {
  token_sha256: string;
  device_id: string;
  created_at: string;
}

export interface EnrolmentCodeTable {
  code_sha256: string;
  unit_id: string;
  desk_name: string;
  expires_at: string;
  used_by: string | null;
  used_epoch: string | null;
  created_at: string;
}

/** Per writer (device, epoch): how far its ops have a final verdict, and how far that is inside a backup. */
export interface AckedTable {
  device_id: string;
  epoch: string;
  acked_seq: number;
  durable_seq: number;
  pulled_seq: number;
  journal_seq: number;
  journal_hash: string;
}

/** Seqs with a final verdict above acked_seq, until the gap below them closes. */
export interface SettledTable {
  device_id: string;
  epoch: string;
  seq: number;
}

export interface LaneTable {
  device_id: string;
  epoch: string;
  agg: string;
  last_agg_seq: number;
}

/** Exactly-once: op_id is the primary key; the row is written with the effect. */
export interface InboxTable {
  op_id: string;
  device_id: string;
  epoch: string;
  seq: number;
  payload_sha256: string;
  verdict: string;
  received_at: string;
}

export interface DossierTable {
  id: string;
  version: number;
  status: string;
  code: string | null;
  receiving: string;
  deciding: string;
  returning: string;
  state: string;
  updated_at: string;
}

export interface EventTable {
  commit_seq: number;
  event_id: string;
  agg: string;
  version: number;
  op_id: string | null;
  type: string;
  schema: number;
  actor: string;
  at: string;
  committed_at: string;
  payload: string;
}

/** Who may see an event: the receiving, deciding and returning unit of its dossier. */
export interface EventUnitTable {
  unit_id: string;
  commit_seq: number;
}

/** A file named by a fact. `by_unit` said so; it may be read through the dossier once that unit has shown the bytes. */
export interface DossierBlobTable {
  agg: string;
  sha256: string;
  by_unit: string;
}

export interface BlobTable {
  sha256: string;
  size: number;
  mime: string;
  state: string;
  created_at: string;
}

/** Units that have sent these bytes themselves. */
export interface BlobUnitTable {
  sha256: string;
  unit_id: string;
}

export interface UploadTable {
  id: string;
  sha256: string;
  unit_id: string;
  size: number;
  mime: string;
  created_at: string;
}

export interface NumberRangeTable {
  id: string;
  lease_request_id: string;
  device_id: string;
  epoch: string;
  agency_code: string;
  template: string;
  first: number;
  last: number;
  valid_from: string;
  valid_to: string;
}

/** Next number the city itself gives, per agency and local date. */
export interface NumberCounterTable {
  agency_code: string;
  local_date: string;
  next: number;
}

/** `unit_id` is empty for packs that are the same for the whole city. */
export interface ReferencePackTable {
  pack: string;
  unit_id: string;
  version: number;
  commit_seq: number;
  body: string;
  created_at: string;
}
