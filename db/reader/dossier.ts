import type { Dossier } from '../../domain/dossier/dossier.ts';
import { FACT_TYPES } from '../../domain/dossier/facts.ts';
import type { ClockQuality } from '../../domain/dossier/model.ts';
import type { Connection } from '../database.ts';
import { type DossierRow, readDossierRow } from '../effective-rows.ts';
import { prepare } from '../query.ts';

/** A file of a dossier as this desk knows it. */
export interface DossierFileRow {
  readonly sha256: string;
  readonly kind: 'component' | 'result';
  readonly component: string | null;
  /** 1 when the bytes are on this machine. */
  readonly here: number;
  /** State of the upload from this desk; null when there is none (it came from the city). */
  readonly upload: 'queued' | 'sending' | 'available' | 'refused' | null;
  readonly reason: string | null;
}

/** One line of the history. */
export interface HistoryRow {
  readonly factId: string;
  readonly type: string;
  readonly at: string;
  readonly clockQuality: ClockQuality;
  readonly actorId: string;
  /** Null once erased. */
  readonly actorName: string | null;
  /** Payload; null once erased, or when this build does not know the type. */
  readonly payload: unknown;
  readonly origin: 'desk' | 'city';
  readonly version: number | null;
  /** A local fact that has not come back through pull. */
  readonly pending: boolean;
}

export interface DossierOutput {
  readonly row: Omit<DossierRow, 'state'>;
  /** Null once erased. */
  readonly state: Dossier | null;
  readonly files: DossierFileRow[];
  readonly history: HistoryRow[];
  /** 1 while a push that holds one of its facts is on its way. */
  readonly sending: number;
}

/** Everything about one dossier; null when this desk does not know it. */
export function readDossier(connection: Connection, input: { readonly id: string }): DossierOutput | null {
  const found = readDossierRow(connection, input.id);
  if (found === undefined) return null;
  const { state, ...row } = found;
  const sending = prepare(connection, "SELECT 1 FROM outbox WHERE dossier_id = ? AND state = 'sent' LIMIT 1").get(
    input.id,
  );
  return {
    row,
    state: state === null ? null : (JSON.parse(state) as Dossier),
    files: readFiles(connection, input.id),
    history: readHistory(connection, input),
    sending: sending === undefined ? 0 : 1,
  };
}

/** The history of a dossier, both streams merged: what the city ordered first, then what waits here. */
export function readHistory(connection: Connection, input: { readonly id: string }): HistoryRow[] {
  const events = prepare(
    connection,
    `SELECT event_id, op_id, version, type, occurred_at, clock_quality, actor_id, actor_name, payload
     FROM city_event WHERE dossier_id = ? ORDER BY version`,
  ).all(input.id) as EventRow[];
  const locals = prepare(
    connection,
    `SELECT fact_id, type, occurred_at, clock_quality, actor_id, actor_name, payload, dossier_seq
     FROM journal LEFT JOIN journal_payload USING(seq) WHERE dossier_id = ? ORDER BY journal.seq`,
  ).all(input.id) as LocalRow[];
  const own = new Set(locals.map((row) => row.fact_id));
  const returned = new Set(events.map((event) => event.op_id));
  return [
    ...events.map((row) => ({
      ...shared(row),
      factId: row.op_id ?? row.event_id,
      origin: row.op_id !== null && own.has(row.op_id) ? ('desk' as const) : ('city' as const),
      version: row.version,
      pending: false,
    })),
    ...locals
      .filter((row) => !returned.has(row.fact_id))
      .map((row) => ({
        ...shared(row),
        factId: row.fact_id,
        origin: 'desk' as const,
        version: null,
        // A fact that never leaves the desk waits for nothing.
        pending: row.dossier_seq !== null,
      })),
  ];
}

interface FactRow {
  readonly type: string;
  readonly occurred_at: string;
  readonly clock_quality: ClockQuality;
  readonly actor_id: string;
  readonly actor_name: string | null;
  readonly payload: string | null;
}
interface EventRow extends FactRow {
  readonly event_id: string;
  readonly op_id: string | null;
  readonly version: number;
}
interface LocalRow extends FactRow {
  readonly fact_id: string;
  readonly dossier_seq: number | null;
}

function shared(row: FactRow) {
  const known = (FACT_TYPES as readonly string[]).includes(row.type);
  return {
    type: row.type,
    at: row.occurred_at,
    clockQuality: row.clock_quality,
    actorId: row.actor_id,
    actorName: row.actor_name,
    payload: known && row.payload !== null ? (JSON.parse(row.payload) as unknown) : null,
  };
}

function readFiles(connection: Connection, dossierId: string): DossierFileRow[] {
  return prepare(
    connection,
    `SELECT lower(hex(dossier_file.sha256)) AS sha256, kind, component, blob.sha256 IS NOT NULL AS here,
       blob_upload.state AS upload, blob_upload.reason AS reason
     FROM dossier_file LEFT JOIN blob USING(sha256) LEFT JOIN blob_upload USING(sha256)
     WHERE dossier_file.dossier_id = ? ORDER BY position`,
  ).all(dossierId) as DossierFileRow[];
}
