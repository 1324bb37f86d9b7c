import type { Dossier } from '../domain/dossier/dossier.ts';
import type { Connection } from './database.ts';
import { readCityStream, readStreams } from './dossier-streams.ts';
import { type Effective, type EffectiveFile, effectiveOf, type FoldedSoFar } from './effective-columns.ts';
import { recomputeErased } from './effective-erased.ts';
import {
  type CompanionTable,
  type DossierRow,
  readDossierRow,
  removeCompanion,
  removeCompanions,
  removeRow,
  sameRow,
  writeRow,
} from './effective-rows.ts';
import { again, all, get, insertRow, prepare, query } from './query.ts';
import { removeSearchRows, writeSearchRows } from './search-index.ts';
import { searchTextOf } from './search-text.ts';
import type { WriteTx } from './write-tx.ts';

/**
 * Folds both streams of one dossier (city events, then local facts that have not come back through pull) and writes its
 * effective columns, companions, counters and search rows. Call it in the same transaction as any change of its
 * `city_event`, `journal`, `outbox` or `blob_upload` rows. Nothing else writes those tables. A dossier that the streams
 * tell of no more goes with everything about it. `newFrom` says that nothing changed but city events added from that
 * version on; where the stored state is the fold of all before them, only they are folded.
 */
export function recomputeDossier(tx: WriteTx, dossierId: string, newFrom = 0): void {
  const { connection } = tx;
  const existing = readDossierRow(connection, dossierId);
  const before = existing?.state == null ? null : (JSON.parse(existing.state) as Dossier);
  const soFar = existing === undefined ? null : foldedBefore(existing, before, newFrom);
  const streams = soFar === null ? readStreams(connection, dossierId) : readCityStream(connection, dossierId, newFrom);
  if (streams.erased) {
    if (existing !== undefined) recomputeErased(tx, existing, streams);
    return;
  }
  const effective = effectiveOf(dossierId, streams, soFar);
  if (effective === null) {
    if (existing !== undefined) removeDossier(tx, existing);
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
    writeCompanions(connection, dossierId, before, effective);
    writeSearch(connection, next.number, before, effective.dossier);
  }
  tx.touch(dossierId);
}

/** What the stored row already folded, when that is all city events before `newFrom` and nothing of this desk. */
function foldedBefore(existing: DossierRow, dossier: Dossier | null, newFrom: number): FoldedSoFar | null {
  if (dossier === null || existing.erased === 1 || existing.local_seq > 0) return null;
  if (newFrom <= existing.city_version) return null;
  return { dossier, firstPromise: existing.original_due_at, finishedAt: existing.finished_at };
}

const UPLOAD_OF = query
  .selectFrom('blob_upload')
  .select(['state', 'reason'])
  .where('sha256', '=', Buffer.of())
  .compile();

/** How many files of a dossier this desk still has to bring to the city, and why the city refused one. */
export function pendingFiles(
  connection: Connection,
  files: readonly EffectiveFile[],
): { readonly pending: number; readonly refusedReason: string | null } {
  let pending = 0;
  let refusedReason: string | null = null;
  for (const sha256 of new Set(files.map((file) => file.sha256))) {
    const upload = get(connection, again(UPLOAD_OF, Buffer.from(sha256, 'hex')));
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

/** Rewrites the companions that are another than `before`; most facts change none of them. */
function writeCompanions(connection: Connection, dossierId: string, before: Dossier | null, now: Effective): void {
  const { dossier } = now;
  const write = (table: CompanionTable, old: readonly unknown[] | null, next: readonly unknown[], rows: () => void) => {
    if (old !== null && JSON.stringify(old) === JSON.stringify(next)) return;
    if (old !== null) removeCompanion(connection, table, dossierId);
    rows();
  };
  write('dossier_party', before?.parties ?? null, dossier.parties, () => {
    for (const party of now.parties) insertRow(connection, 'dossier_party', party);
  });
  write('dossier_component', before?.components ?? null, dossier.components, () => {
    for (const component of now.components) insertRow(connection, 'dossier_component', component);
  });
  write('dossier_file', before && [before.files, before.results], [dossier.files, dossier.results], () => {
    for (const [position, { kind, sha256, component }] of now.files.entries()) {
      const values = { dossier_id: dossierId, position, kind, sha256: Buffer.from(sha256, 'hex'), component };
      insertRow(connection, 'dossier_file', values);
    }
  });
}

function writeSearch(connection: Connection, number: number, before: Dossier | null, dossier: Dossier): void {
  if (before !== null && searchSource(before) === searchSource(dossier)) return;
  const text = searchTextOf(dossier);
  if (before !== null) {
    const old = searchTextOf(before);
    if (old.folded === text.folded && old.words === text.words && old.codes === text.codes) return;
    removeSearchRows(connection, number);
  }
  writeSearchRows(connection, number, text);
}

/** All that the search rows are made of. */
function searchSource({ parties, code, temporaryCode }: Dossier): string {
  return JSON.stringify([parties, code, temporaryCode]);
}
