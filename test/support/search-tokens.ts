import type { Connection } from '../../db/database.ts';
import { searchTextOf } from '../../db/search-text.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';

const TABLES = { dossier_search: 'folded', dossier_tones: 'words', dossier_code_search: 'codes' } as const;

/** The words each search table holds, by rowid; read through the index itself, since the text is not stored. */
export function indexedTokens(connection: Connection, table: keyof typeof TABLES): string[] {
  connection.exec(`CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', '${table}', 'instance')`);
  const rows = connection.prepare('SELECT doc, term FROM temp.vocabulary').all() as { doc: number; term: string }[];
  connection.exec('DROP TABLE temp.vocabulary');
  return rows.map((row) => `${row.doc} ${row.term}`).toSorted();
}

/** The words the tables should hold, by indexing every dossier's text again in a table of the same kind. */
export function expectedTokens(connection: Connection, table: keyof typeof TABLES): string[] {
  const rows = connection.prepare('SELECT number, state, code, temporary_code FROM dossier').all() as {
    number: number;
    state: string | null;
    code: string | null;
    temporary_code: string | null;
  }[];
  const { sql } = connection.prepare('SELECT sql FROM sqlite_master WHERE name = ?').get(table) as { sql: string };
  connection.exec(sql.replace(table, 'temp.again'));
  const insert = connection.prepare(`INSERT INTO temp.again(rowid, ${TABLES[table]}) VALUES(?, ?)`);
  for (const row of rows) {
    const codes = [row.code, row.temporary_code].filter((code) => code !== null).join(' ');
    const text = row.state === null ? { folded: '', words: '', codes } : searchTextOf(JSON.parse(row.state) as Dossier);
    insert.run(row.number, text[TABLES[table]]);
  }
  connection.exec("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('temp', 'again', 'instance')");
  const found = connection.prepare('SELECT doc, term FROM temp.vocabulary').all() as { doc: number; term: string }[];
  connection.exec('DROP TABLE temp.vocabulary; DROP TABLE temp.again');
  return found.map((row) => `${row.doc} ${row.term}`).toSorted();
}
