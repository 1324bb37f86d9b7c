import type { Connection } from './database.ts';
import type { OfficeDb } from './office-db.ts';
import { prepare } from './query.ts';
import type { SearchText } from './search-text.ts';

const TABLES = ['dossier_search', 'dossier_tones', 'dossier_code_search'] as const;
/** Pages merged in one idle slice: a few milliseconds. */
const SLICE_PAGES = 64;

/** Inserts the search rows of a dossier. Part of `effective.ts`. */
export function writeSearchRows(connection: Connection, number: number, text: SearchText): void {
  prepare(connection, 'INSERT INTO dossier_search(rowid, folded) VALUES(?, ?)').run(number, text.folded);
  prepare(connection, 'INSERT INTO dossier_tones(rowid, words) VALUES(?, ?)').run(number, text.words);
  prepare(connection, 'INSERT INTO dossier_code_search(rowid, codes) VALUES(?, ?)').run(number, text.codes);
}

/** Deletes the search rows of a dossier. Part of `effective.ts`. */
export function removeSearchRows(connection: Connection, number: number): void {
  for (const table of TABLES) prepare(connection, `DELETE FROM ${table} WHERE rowid = ?`).run(number);
}

/**
 * One idle slice of index merging; automatic merging is off because it would fall into a clerk's save. Answers whether
 * there is more to do.
 */
export function mergeSearchIndex(office: OfficeDb): boolean {
  return office.write(({ connection }) => {
    let more = false;
    for (const table of TABLES) {
      const before = totalChanges(connection);
      prepare(connection, `INSERT INTO ${table}(${table}, rank) VALUES('merge', ?)`).run(SLICE_PAGES);
      // The statement itself counts one; a merge that wrote index blocks counts more.
      if (totalChanges(connection) - before >= 2) more = true;
    }
    return more;
  });
}

/** Merges each index into one segment and drops deleted words for good. After a bulk load, and after an erase. */
export function optimizeSearch(office: OfficeDb): void {
  office.write(({ connection }) => optimizeTables(connection));
}

export function optimizeTables(connection: Connection): void {
  for (const table of TABLES) prepare(connection, `INSERT INTO ${table}(${table}) VALUES('optimize')`).run();
}

function totalChanges(connection: Connection): number {
  return (prepare(connection, 'SELECT total_changes() AS n').get() as { n: number }).n;
}
