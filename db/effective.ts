import type { Dossier } from '../domain/dossier/dossier.ts';
import type { Connection } from './database.ts';
import { readStreams } from './dossier-streams.ts';
import { type Effective, type EffectiveFile, effectiveOf } from './effective-columns.ts';
import { recomputeErased } from './effective-erased.ts';
import { type DossierRow, readDossierRow, removeCompanions, removeRow, sameRow, writeRow } from './effective-rows.ts';
import { all, get, prepare, query, run } from './query.ts';
import { removeSearchRows, writeSearchRows } from './search-index.ts';
import { searchTextOf } from './search-text.ts';
import type { WriteTx } from './write-tx.ts';

/**
 * Folds both streams of one dossier (city events, then local facts that have not come back through pull) and writes its
 * effective columns, companions, counters and search rows. Call it in the same transaction as any change of its
 * `city_event`, `journal`, `outbox` or `blob_upload` rows. Nothing else writes those tables. A dossier that the streams
 * do not yet tell of is left alone; one that neither stream knows any more goes.
 */
export function recomputeDossier(tx: WriteTx, dossierId: string): void {
  const { connection } = tx;
  const existing = readDossierRow(connection, dossierId);
  const streams = readStreams(connection, dossierId);
  if (streams.erased) {
    if (existing !== undefined) recomputeErased(tx, existing, streams);
    return;
  }
  const effective = effectiveOf(dossierId, streams);
  if (effective === null) {
    if (streams.empty && existing !== undefined) removeDossier(tx, existing);
    return;
  }
  const files = pendingFiles(connection, effective.files);
  const next: DossierRow = {
    ...effective.row,
    number: existing?.number ?? nextDossierNumber(connection),
    // The first promise to the citizen is never overwritten, whatever arrives later.
    original_due_at: existing?.original_due_at ?? effective.row.original_due_at,
    pending_files: files.pending,
    ...(effective.row.lane === 'ok' && files.refusedReason !== null
      ? { lane: 'refused', lane_reason: files.refusedReason }
      : {}),
    revision: existing?.revision ?? 0,
  };
  if (existing !== undefined && sameRow(existing, next)) return;
  writeRow(tx, existing, { ...next, revision: next.revision + 1 });
  if (existing?.state !== next.state) {
    writeCompanions(tx, dossierId, effective);
    writeSearch(connection, next.number, existing?.state ?? null, effective.dossier);
  }
  tx.touch(dossierId);
}

/** How many files of a dossier this desk still has to bring to the city, and why the city refused one. */
export function pendingFiles(
  connection: Connection,
  files: readonly EffectiveFile[],
): { readonly pending: number; readonly refusedReason: string | null } {
  let pending = 0;
  let refusedReason: string | null = null;
  for (const sha256 of new Set(files.map((file) => file.sha256))) {
    const upload = get(
      connection,
      query.selectFrom('blob_upload').select(['state', 'reason']).where('sha256', '=', Buffer.from(sha256, 'hex')),
    );
    if (upload === undefined || upload.state === 'available') continue;
    pending += 1;
    if (upload.state === 'refused') refusedReason ??= upload.reason ?? 'refused';
  }
  return { pending, refusedReason };
}

/** Dossiers that name a file. */
export function dossiersOfFile(connection: Connection, sha256: Buffer): string[] {
  const rows = all(
    connection,
    query.selectFrom('dossier_file').select('dossier_id').distinct().where('sha256', '=', sha256),
  );
  return rows.map((row) => row.dossier_id);
}

function removeDossier(tx: WriteTx, row: DossierRow): void {
  removeCompanions(tx, row.id);
  removeSearchRows(tx.connection, row.number);
  removeRow(tx, row);
  tx.touch(row.id);
}

function nextDossierNumber(connection: Connection): number {
  const row = prepare(connection, 'SELECT max(number) AS number FROM dossier').get() as { number: number | null };
  return (row.number ?? 0) + 1;
}

function writeCompanions(tx: WriteTx, dossierId: string, effective: Effective): void {
  const { connection } = tx;
  removeCompanions(tx, dossierId);
  for (const party of effective.parties) run(connection, query.insertInto('dossier_party').values(party));
  for (const component of effective.components) {
    run(connection, query.insertInto('dossier_component').values(component));
  }
  for (const [position, file] of effective.files.entries()) {
    const sha256 = Buffer.from(file.sha256, 'hex');
    const values = { dossier_id: dossierId, position, kind: file.kind, sha256, component: file.component };
    run(connection, query.insertInto('dossier_file').values(values));
  }
}

function writeSearch(connection: Connection, number: number, oldState: string | null, dossier: Dossier): void {
  const text = searchTextOf(dossier);
  if (oldState !== null) {
    const old = searchTextOf(JSON.parse(oldState) as Dossier);
    if (old.folded === text.folded && old.words === text.words && old.codes === text.codes) return;
    removeSearchRows(connection, number);
  }
  writeSearchRows(connection, number, text);
}
