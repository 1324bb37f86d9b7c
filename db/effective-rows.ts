import type { Connection } from './database.ts';
import { get, prepare, query, run } from './query.ts';
import type { DossierTable } from './schema.ts';
import type { WriteTx } from './write-tx.ts';

/** A row of `dossier` as read. */
export type DossierRow = Omit<DossierTable, 'erased'> & { erased: number };

export function readDossierRow(connection: Connection, dossierId: string): DossierRow | undefined {
  return get(connection, query.selectFrom('dossier').selectAll().where('id', '=', dossierId));
}

/** Writes a changed or new row and moves the work-list counters with it. */
export function writeRow(tx: WriteTx, existing: DossierRow | undefined, next: DossierRow): void {
  const { connection } = tx;
  if (existing === undefined) run(connection, query.insertInto('dossier').values(next));
  else {
    const { number, id: _, ...columns } = next;
    run(connection, query.updateTable('dossier').set(columns).where('number', '=', number));
  }
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

/** Deletes a row and takes it off its work list. */
export function removeRow(tx: WriteTx, row: DossierRow): void {
  run(tx.connection, query.deleteFrom('dossier').where('number', '=', row.number));
  prepare(tx.connection, 'UPDATE work_counter SET count = count - 1 WHERE list = ?').run(row.list);
  tx.touchLists();
}

/** Deletes parties, components and file links of a dossier. */
export function removeCompanions(tx: WriteTx, dossierId: string): void {
  for (const table of ['dossier_party', 'dossier_component', 'dossier_file'] as const) {
    run(tx.connection, query.deleteFrom(table).where('dossier_id', '=', dossierId));
  }
}

/** Whether two rows say the same, revision aside. */
export function sameRow(a: DossierRow, b: DossierRow): boolean {
  return (Object.keys(a) as (keyof DossierRow)[]).every((key) => key === 'revision' || a[key] === b[key]);
}
