import type { Connection } from '../database.ts';
import { prepare } from '../query.ts';

/** A dossier that is not wholly at the city. */
export interface QueueRow {
  readonly dossier_id: string;
  readonly code: string | null;
  readonly temporary_code: string | null;
  readonly owner_name: string;
  readonly facts: number;
  readonly files: number;
  /** Bytes of files still to send. */
  readonly bytes: number;
  readonly attempts: number;
  /** UTC ISO; null when nothing will be tried by itself. */
  readonly next_attempt_at: string | null;
  readonly lane: 'ok' | 'conflict' | 'refused';
  readonly reason: string | null;
  readonly city_at: string | null;
  readonly sending: number;
}

/** Dossiers with unsent facts or files, newest first. */
export function readQueue(connection: Connection, input: { readonly limit: number }): QueueRow[] {
  return prepare(
    connection,
    `SELECT dossier.id AS dossier_id, code, temporary_code, owner_name, pending_facts AS facts, pending_files AS files,
       coalesce((SELECT sum(bytes - sent_bytes) FROM blob_upload WHERE state IN('queued','sending') AND sha256 IN
         (SELECT sha256 FROM dossier_file WHERE dossier_file.dossier_id = dossier.id)), 0) AS bytes,
       max(coalesce((SELECT max(attempts) FROM outbox WHERE outbox.dossier_id = dossier.id AND state <> 'acked'), 0),
         coalesce((SELECT max(attempts) FROM blob_upload WHERE state <> 'available' AND sha256 IN
           (SELECT sha256 FROM dossier_file WHERE dossier_file.dossier_id = dossier.id)), 0)) AS attempts,
       coalesce((SELECT min(next_at) FROM outbox WHERE outbox.dossier_id = dossier.id AND state IN('queued','sent')),
         (SELECT min(next_at) FROM blob_upload WHERE state IN('queued','sending') AND sha256 IN
           (SELECT sha256 FROM dossier_file WHERE dossier_file.dossier_id = dossier.id))) AS next_attempt_at,
       lane, lane_reason AS reason, city_at,
       EXISTS(SELECT 1 FROM outbox WHERE outbox.dossier_id = dossier.id AND outbox.state = 'sent') OR
         EXISTS(SELECT 1 FROM blob_upload WHERE state = 'sending' AND sha256 IN
           (SELECT sha256 FROM dossier_file WHERE dossier_file.dossier_id = dossier.id)) AS sending
     FROM dossier WHERE (pending_facts > 0 OR pending_files > 0 OR lane <> 'ok') ORDER BY number DESC LIMIT ?`,
  ).all(input.limit) as QueueRow[];
}
