import type { Connection } from './database.ts';
import { dossiersOfFile, recomputeDossier } from './effective.ts';
import type { OfficeDb, WriteTx } from './office-db.ts';
import { all, get, query, run } from './query.ts';
import { waitingBounds } from './waiting.ts';

/** Files on their way to the city. The row of a file goes with the command that first names it. */
export interface PendingUpload {
  readonly sha256: string;
  readonly dossierId: string;
  readonly bytes: number;
  readonly mime: string;
  /** Where a begun upload goes on, relative to the city; null before the first PUT. */
  readonly uploadUrl: string | null;
  readonly sentBytes: number;
  readonly attempts: number;
}

/** Files to send now: small ones first, so that a long scan does not hold up a page. */
export function nextUploads(
  connection: Connection,
  input: { readonly now: string; readonly limit: number },
): PendingUpload[] {
  const { from, until } = waitingBounds(input.now);
  const rows = all(
    connection,
    query
      .selectFrom('blob_upload as u')
      .innerJoin('blob as b', 'b.sha256', 'u.sha256')
      .select(['u.sha256', 'u.dossier_id', 'u.bytes', 'b.mime', 'u.upload_url', 'u.sent_bytes', 'u.attempts'])
      .where('u.state', 'in', ['queued', 'sending'])
      .where(({ or, eb }) => or([eb('u.attempts', '=', 0), eb('u.next_at', '<=', from), eb('u.next_at', '>', until)]))
      .orderBy('u.bytes')
      .orderBy('u.sha256')
      .limit(input.limit),
  );
  return rows.map((row) => ({
    sha256: row.sha256.toString('hex'),
    dossierId: row.dossier_id,
    bytes: row.bytes,
    mime: row.mime,
    uploadUrl: row.upload_url,
    sentBytes: row.sent_bytes,
    attempts: row.attempts,
  }));
}

/** Notes where the upload stands: its address before the first byte, then what the city holds. */
export function recordUploadProgress(
  office: OfficeDb,
  input: { readonly sha256: string; readonly uploadUrl: string | null; readonly sentBytes: number },
): void {
  office.write((tx) =>
    change(tx, input.sha256, { state: 'sending', upload_url: input.uploadUrl, sent_bytes: input.sentBytes }),
  );
}

/** The city holds the whole file and its hash is right. */
export function recordUploadAvailable(
  office: OfficeDb,
  input: { readonly sha256: string; readonly now: string },
): void {
  office.write((tx) => {
    const bytes = get(
      tx.connection,
      query.selectFrom('blob_upload').select('bytes').where('sha256', '=', key(input.sha256)),
    )?.bytes;
    change(tx, input.sha256, {
      state: 'available',
      upload_url: null,
      available_at: input.now,
      reason: null,
      ...(bytes === undefined ? {} : { sent_bytes: bytes }),
    });
    recomputeDossiersOf(tx, input.sha256);
  });
}

/**
 * Notes a failed attempt; with a `reason` the file is given up until a person acts (refused by the city, unreadable on
 * this disk), else it is tried again at `nextAt`.
 */
export function recordUploadFailure(
  office: OfficeDb,
  input: { readonly sha256: string; readonly nextAt: string; readonly reason?: string | null },
): void {
  const reason = input.reason ?? null;
  office.write((tx) => {
    run(
      tx.connection,
      query
        .updateTable('blob_upload')
        .set(({ eb }) => ({
          state: reason === null ? 'queued' : 'refused',
          attempts: eb('attempts', '+', 1),
          next_at: input.nextAt,
          reason,
        }))
        .where('sha256', '=', key(input.sha256)),
    );
    if (reason !== null) recomputeDossiersOf(tx, input.sha256);
  });
}

/** Every file is asked about again, in the caller's transaction: a restored city may have lost it. */
export function requeueUploads(tx: WriteTx, now: string, touched: Set<string>): void {
  const rows = all(
    tx.connection,
    query
      .selectFrom('blob_upload')
      .innerJoin('blob', 'blob.sha256', 'blob_upload.sha256')
      .select(['blob_upload.sha256', 'blob_upload.dossier_id'])
      .where('blob_upload.state', 'in', ['available', 'sending']),
  );
  for (const row of rows) {
    run(
      tx.connection,
      query
        .updateTable('blob_upload')
        .set({ state: 'queued', upload_url: null, sent_bytes: 0, next_at: now })
        .where('sha256', '=', row.sha256),
    );
    touched.add(row.dossier_id);
  }
}

function change(
  tx: WriteTx,
  sha256: string,
  set: Partial<{
    state: string;
    upload_url: string | null;
    sent_bytes: number;
    available_at: string;
    reason: string | null;
  }>,
): void {
  run(tx.connection, query.updateTable('blob_upload').set(set).where('sha256', '=', key(sha256)));
}

/** A file may belong to several dossiers. */
function recomputeDossiersOf(tx: WriteTx, sha256: string): void {
  const own = all(
    tx.connection,
    query.selectFrom('blob_upload').select('dossier_id').where('sha256', '=', key(sha256)),
  );
  for (const id of new Set([...dossiersOfFile(tx.connection, key(sha256)), ...own.map((row) => row.dossier_id)]))
    recomputeDossier(tx, id);
}

function key(sha256: string): Buffer {
  return Buffer.from(sha256, 'hex');
}
