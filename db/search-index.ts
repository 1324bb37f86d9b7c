import type { Connection } from './database.ts';
import { getMeta, setMeta } from './meta.ts';
import type { OfficeDb } from './office-db.ts';
import { prepare } from './query.ts';
import type { SearchText } from './search-text.ts';

const TABLES = ['dossier_search', 'dossier_tones', 'dossier_code_search'] as const;
/** Pages merged in one idle slice: a few milliseconds. */
const SLICE_PAGES = 16;
/** Number of the newest dossier when the index was last merged as a whole. */
const MERGED_META = 'search-merged-to';

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
 * there is more to do. `whole` begins to merge each index into one segment, to be finished by further slices: what
 * `optimizeSearch` does in one go.
 */
export function mergeSearchIndex(office: OfficeDb, begin: 'due' | 'whole' = 'due'): boolean {
  return office.write(({ connection }) => {
    let more = begin === 'whole';
    for (const table of TABLES) {
      const before = totalChanges(connection);
      const pages = begin === 'whole' ? -SLICE_PAGES : SLICE_PAGES;
      prepare(connection, `INSERT INTO ${table}(${table}, rank) VALUES('merge', ?)`).run(pages);
      // The statement itself counts one; a merge that wrote index blocks counts more.
      if (totalChanges(connection) - before >= 2) {
        more = true;
        // One table in a slice, or a clerk would wait for three.
        if (begin === 'due') break;
      }
    }
    return more;
  });
}

/** Dossiers that came since the index was last merged as a whole. */
export function unmergedDossiers(connection: Connection): number {
  const newest = prepare(connection, 'SELECT max(number) AS n FROM dossier').get() as { n: number | null };
  return Math.max(0, (newest.n ?? 0) - Number(getMeta(connection, MERGED_META) ?? 0));
}

/** Notes that the index was merged as a whole. */
export function noteMerged(office: OfficeDb): void {
  office.write((tx) => {
    const newest = prepare(tx.connection, 'SELECT max(number) AS n FROM dossier').get() as { n: number | null };
    setMeta(tx, MERGED_META, String(newest.n ?? 0));
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
