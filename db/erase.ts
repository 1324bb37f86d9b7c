import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from './database.ts';
import { getMeta, removeMeta, setMeta } from './meta.ts';
import { removeBackups } from './migrate.ts';
import type { OfficeDb } from './office-db.ts';
import { prepare } from './query.ts';
import { optimizeTables } from './search-index.ts';
import type { WriteTx } from './write-tx.ts';

/** Files of an erase that are still to be unlinked, and whether the search index is still to be rewritten. */
const PENDING_META = 'erase-pending';
/** Opens the trigger that otherwise forbids deleting payloads, for this dossier and this transaction. */
const ERASING_META = 'erasing-dossier';

/** How many payloads of a dossier an erase would delete. */
export function payloadCounts(connection: Connection, dossierId: string): { journal: number; city: number } {
  const journal = prepare(
    connection,
    'SELECT count(*) AS n FROM journal_payload JOIN journal USING(seq) WHERE dossier_id = ?',
  ).get(dossierId) as { n: number };
  const city = prepare(
    connection,
    'SELECT count(*) AS n FROM city_event WHERE dossier_id = ? AND payload IS NOT NULL',
  ).get(dossierId) as { n: number };
  return { journal: journal.n, city: city.n };
}

/**
 * Deletes everything of a dossier in both streams that names or fingerprints a person: payloads with salts, what the
 * commands' contents hashed to, and the files that no other dossier names. The effective columns follow when the
 * dossier is recomputed; `cleanAfterErase` does what can only be done after the commit.
 */
export function erasePayloads(tx: WriteTx, dossierId: string): void {
  const { connection } = tx;
  setMeta(tx, ERASING_META, dossierId);
  prepare(connection, 'DELETE FROM journal_payload WHERE seq IN (SELECT seq FROM journal WHERE dossier_id = ?)').run(
    dossierId,
  );
  removeMeta(tx, ERASING_META);
  prepare(connection, 'UPDATE city_event SET payload = NULL, actor_name = NULL WHERE dossier_id = ?').run(dossierId);
  prepare(
    connection,
    `UPDATE command_result SET content_sha256 = zeroblob(32)
     WHERE command_id IN (SELECT command_id FROM journal WHERE dossier_id = ?)`,
  ).run(dossierId);
  const files = removeOwnBlobs(connection, dossierId);
  const earlier = pendingFiles(connection) ?? [];
  setMeta(tx, PENDING_META, JSON.stringify([...earlier, ...files]));
}

/**
 * Finishes an erase: unlinks the files, removes the backups that still hold the payloads, rewrites the search index so
 * that deleted words leave it, overwrites free pages, empties the WAL. Safe to repeat; the office does it again at the next open when it was
 * cut off.
 */
export function cleanAfterErase(office: OfficeDb): void {
  const files = pendingFiles(office.connection);
  if (files === null) return;
  for (const file of files) rmSync(join(office.dir, 'blobs', file), { force: true });
  removeBackups(office.dir);
  office.write(({ connection }) => {
    optimizeTables(connection);
    overwriteFreePages(connection);
  });
  office.connection.pragma('wal_checkpoint(TRUNCATE)');
  office.write((tx) => removeMeta(tx, PENDING_META));
}

/**
 * Everyday deletes leave freed pages as they were; earlier copies of a dossier's columns may stand in them. Taking all
 * of them for zeros and giving them back costs only as much as there are, unlike a VACUUM.
 */
function overwriteFreePages(connection: Connection): void {
  connection.exec('CREATE TABLE free_pages(zeros BLOB)');
  const free = () => Number(connection.pragma('freelist_count', { simple: true }));
  const pageSize = Number(connection.pragma('page_size', { simple: true }));
  for (let left = free(); left > 0; left = free()) {
    connection.prepare('INSERT INTO free_pages VALUES(zeroblob(?))').run(Math.min(left, 256) * pageSize);
  }
  connection.exec('DROP TABLE free_pages');
}

function removeOwnBlobs(connection: Connection, dossierId: string): string[] {
  const own = prepare(
    connection,
    `SELECT DISTINCT sha256, blob.file FROM dossier_file LEFT JOIN blob USING(sha256) WHERE dossier_id = ?
       AND NOT EXISTS (SELECT 1 FROM dossier_file AS other
         WHERE other.sha256 = dossier_file.sha256 AND other.dossier_id <> dossier_file.dossier_id)`,
  ).all(dossierId) as { sha256: Buffer; file: string | null }[];
  for (const { sha256 } of own) {
    prepare(connection, 'DELETE FROM blob WHERE sha256 = ?').run(sha256);
    prepare(connection, 'DELETE FROM blob_upload WHERE sha256 = ?').run(sha256);
  }
  return own.flatMap(({ file }) => (file === null ? [] : [file]));
}

function pendingFiles(connection: Connection): string[] | null {
  const pending = getMeta(connection, PENDING_META);
  return pending === null ? null : (JSON.parse(pending) as string[]);
}
