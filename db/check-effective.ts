import type { Connection } from './database.ts';
import { readStreams } from './dossier-streams.ts';
import { pendingFiles } from './effective.ts';
import { type Effective, effectiveOf } from './effective-columns.ts';
import { type DossierRow, readDossierRow } from './effective-rows.ts';
import { all, prepare, query } from './query.ts';

export interface EffectiveReport {
  readonly ok: boolean;
  readonly dossiers: number;
  /** Ids of dossiers whose stored columns or companions are not what both streams say. */
  readonly different: readonly string[];
  /** Work lists whose counter is not the count of their dossiers. */
  readonly wrongCounters: readonly string[];
}

/**
 * Folds every dossier again from both streams and compares with what is stored. Reads only. Of an erased dossier it
 * checks that nothing personal is left; its dates and codes can no longer be told from the streams.
 */
export function checkEffective(connection: Connection): EffectiveReport {
  const rows = prepare(
    connection,
    'SELECT id FROM dossier UNION SELECT dossier_id FROM city_event UNION SELECT dossier_id FROM journal WHERE dossier_id IS NOT NULL',
  ).all() as { id: string }[];
  const different = rows.map((row) => row.id).filter((id) => !isAsFolded(connection, id));
  const wrongCounters = (
    prepare(
      connection,
      `SELECT list FROM (SELECT list, count FROM work_counter UNION ALL SELECT list, -count(*) FROM dossier GROUP BY list)
       GROUP BY list HAVING sum(count) <> 0`,
    ).all() as { list: string }[]
  ).map((row) => row.list);
  return { ok: different.length + wrongCounters.length === 0, dossiers: rows.length, different, wrongCounters };
}

function isAsFolded(connection: Connection, id: string): boolean {
  const stored = readDossierRow(connection, id);
  const streams = readStreams(connection, id);
  if (streams.erased) return stored !== undefined && isBare(connection, stored);
  const effective = effectiveOf(id, streams);
  if (effective === null || stored === undefined) return effective === null && stored === undefined;
  return sameColumns(connection, stored, effective) && sameCompanions(connection, id, effective);
}

function sameColumns(connection: Connection, stored: DossierRow, { row, files }: Effective): boolean {
  const { pending, refusedReason } = pendingFiles(connection, files);
  const refused = row.lane === 'ok' && refusedReason !== null;
  const expected = {
    ...row,
    pending_files: pending,
    ...(refused ? { lane: 'refused', lane_reason: refusedReason } : {}),
    // Kept from the first promise, which the streams may no longer tell after the city was restored.
    original_due_at: stored.original_due_at ?? row.original_due_at,
  };
  return (Object.keys(expected) as (keyof typeof expected)[]).every((key) => stored[key] === expected[key]);
}

function sameCompanions(connection: Connection, id: string, effective: Effective): boolean {
  const [parties, components, files] = companionsOf(connection, id);
  const expectedFiles = effective.files.map((file) => [file.kind, file.sha256, file.component]);
  const foundFiles = files.map((file) => [file.kind, file.sha256.toString('hex'), file.component]);
  return same(parties, effective.parties) && same(components, effective.components) && same(foundFiles, expectedFiles);
}

function isBare(connection: Connection, row: DossierRow): boolean {
  const left = prepare(
    connection,
    'SELECT count(*) AS n FROM city_event WHERE dossier_id = ? AND (payload IS NOT NULL OR actor_name IS NOT NULL)',
  ).get(row.id) as { n: number };
  const companions = companionsOf(connection, row.id).every((table) => table.length === 0);
  return row.erased === 1 && row.state === null && row.owner_name === '' && left.n === 0 && companions;
}

function companionsOf(connection: Connection, id: string) {
  return [
    all(connection, query.selectFrom('dossier_party').selectAll().where('dossier_id', '=', id).orderBy('position')),
    all(connection, query.selectFrom('dossier_component').selectAll().where('dossier_id', '=', id).orderBy('position')),
    all(connection, query.selectFrom('dossier_file').selectAll().where('dossier_id', '=', id).orderBy('position')),
  ] as const;
}

/** Rows compared column by column, whatever the order of their columns. */
function same(a: readonly object[], b: readonly object[]): boolean {
  const texts = (rows: readonly object[]) => rows.map((row) => JSON.stringify(Object.entries(row).toSorted()));
  return JSON.stringify(texts(a)) === JSON.stringify(texts(b));
}
