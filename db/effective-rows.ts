import type { Connection } from './database.ts';
import { again, get, insertRow, prepare, query, run } from './query.ts';
import type { DossierTable } from './schema.ts';
import type { WriteTx } from './write-tx.ts';

/** A row of `dossier` as read. */
export type DossierRow = Omit<DossierTable, 'erased'> & { erased: number };

const ROW_BY_ID = query.selectFrom('dossier').selectAll().where('id', '=', '').compile();

export function readDossierRow(connection: Connection, dossierId: string): DossierRow | undefined {
  return get(connection, again(ROW_BY_ID, dossierId));
}

/** Writes a changed or new row, of a changed one only what changed, and moves the work-list counters with it. */
export function writeRow(tx: WriteTx, existing: DossierRow | undefined, next: DossierRow): void {
  const { connection } = tx;
  if (existing === undefined) insertRow(connection, 'dossier', next);
  else updateChanged(connection, existing, next);
  tx.touchLists();
  if (existing?.list === next.list) return;
  if (existing !== undefined) {
    prepare(connection, 'UPDATE work_counter SET count = count - 1 WHERE list = ?').run(existing.list);
  }
  prepare(
    connection,
    'INSERT INTO work_counter(list, count) VALUES(?, 1) ON CONFLICT(list) DO UPDATE SET count = count + 1',
  ).run(next.list);
}

const updateTexts = new Map<string, string>();

/** Naming a column in an update rewrites its indexes even where its value stays. */
function updateChanged(connection: Connection, existing: DossierRow, next: DossierRow): void {
  const changed = (Object.keys(next) as (keyof DossierRow)[]).filter((key) => next[key] !== existing[key]);
  if (changed.length === 0) return;
  const shape = changed.join();
  let text = updateTexts.get(shape);
  if (text === undefined) {
    const values = Object.fromEntries(changed.map((key) => [key, next[key]])) as Partial<DossierRow>;
    text = query.updateTable('dossier').set(values).where('number', '=', existing.number).compile().sql;
    updateTexts.set(shape, text);
  }
  prepare(connection, text).run(...changed.map((key) => next[key]), existing.number);
}

/** Deletes a row and takes it off its work list. */
export function removeRow(tx: WriteTx, row: DossierRow): void {
  run(tx.connection, query.deleteFrom('dossier').where('number', '=', row.number));
  prepare(tx.connection, 'UPDATE work_counter SET count = count - 1 WHERE list = ?').run(row.list);
  tx.touchLists();
}

export type CompanionTable = 'dossier_party' | 'dossier_component' | 'dossier_file';
const COMPANIONS: readonly CompanionTable[] = ['dossier_party', 'dossier_component', 'dossier_file'];

/** Deletes parties, components and file links of a dossier. */
export function removeCompanions(tx: WriteTx, dossierId: string): void {
  for (const table of COMPANIONS) removeCompanion(tx.connection, table, dossierId);
}

export function removeCompanion(connection: Connection, table: CompanionTable, dossierId: string): void {
  prepare(connection, `DELETE FROM ${table} WHERE dossier_id = ?`).run(dossierId);
}

/** Whether two rows say the same, revision aside. */
export function sameRow(a: DossierRow, b: DossierRow): boolean {
  return (Object.keys(a) as (keyof DossierRow)[]).every((key) => key === 'revision' || a[key] === b[key]);
}
