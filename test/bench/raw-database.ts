import Database from 'better-sqlite3';
import { type Connection, ROLE_PRAGMAS } from '../../db/database.ts';
import { prepare } from '../../db/query.ts';
import { type SearchText, searchTextOf } from '../../db/search-text.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';

type Row = Record<string, unknown>;

/** Everything a plain program would store about one dossier. */
export interface StoredDossier {
  readonly dossier: Row;
  readonly parties: readonly Row[];
  readonly components: readonly Row[];
  readonly events: readonly Row[];
  readonly search: SearchText;
}

/** A database of the same tables that is written with plain SQL and nothing else. */
export interface RawDatabase {
  readonly connection: Connection;
  readonly file: string;
  /** Inserts dossiers in one transaction. */
  insert(dossiers: readonly StoredDossier[]): void;
}

const TABLES = ['city_event', 'dossier', 'dossier_party', 'dossier_component'] as const;
const SEARCH_TABLES = ['dossier_search', 'dossier_tones', 'dossier_code_search'] as const;

/** Opens a file by the open routine's own pragmas; without a key it is plaintext. */
export function openRaw(file: string, key: Buffer | null): Connection {
  const connection = new Database(file);
  if (key !== null) {
    connection.pragma("cipher='chacha20'");
    connection.pragma(`key="x'${key.toString('hex')}'"`);
  }
  for (const [name, value] of ROLE_PRAGMAS.writer) connection.pragma(`${name}=${value}`);
  return connection;
}

/** Makes an empty database with the tables, indexes and search settings of `like`. */
export function createRaw(file: string, key: Buffer | null, like: Connection): RawDatabase {
  const connection = openRaw(file, key);
  const names = [...TABLES, ...SEARCH_TABLES];
  const statements = like
    .prepare(
      `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN (${names.map(() => '?').join()})
       ORDER BY type DESC`,
    )
    .pluck()
    .all(...names) as string[];
  for (const sql of statements) connection.exec(sql);
  for (const table of SEARCH_TABLES) connection.exec(`INSERT INTO ${table}(${table}, rank) VALUES('automerge', 0)`);
  const into = Object.fromEntries(TABLES.map((table) => [table, inserter(connection, table)])) as Record<
    (typeof TABLES)[number],
    (row: Row) => void
  >;
  const folded = connection.prepare('INSERT INTO dossier_search(rowid, folded) VALUES(?, ?)');
  const words = connection.prepare('INSERT INTO dossier_tones(rowid, words) VALUES(?, ?)');
  const codes = connection.prepare('INSERT INTO dossier_code_search(rowid, codes) VALUES(?, ?)');
  const insertAll = connection.transaction((dossiers: readonly StoredDossier[]) => {
    for (const { dossier, parties, components, events, search } of dossiers) {
      for (const event of events) into.city_event(event);
      into.dossier(dossier);
      for (const party of parties) into.dossier_party(party);
      for (const component of components) into.dossier_component(component);
      folded.run(dossier.number, search.folded);
      words.run(dossier.number, search.words);
      codes.run(dossier.number, search.codes);
    }
  });
  return { connection, file, insert: (dossiers) => insertAll.immediate(dossiers) };
}

/** Reads a dossier out of the office as a plain program would store it; a local fact stands in the place of an event. */
export function storedDossier(connection: Connection, number: number): StoredDossier {
  const dossier = prepare(connection, 'SELECT * FROM dossier WHERE number = ?').get(number) as Row;
  const of = (table: string) =>
    prepare(connection, `SELECT * FROM ${table} WHERE dossier_id = ?`).all(dossier.id) as Row[];
  const local = prepare(
    connection,
    `SELECT dossier_id, dossier_seq AS version, fact_id AS event_id, fact_id AS op_id, type, schema, actor_id,
       occurred_at, clock_quality, occurred_at AS committed_at, actor_name, payload
     FROM journal JOIN journal_payload USING(seq) WHERE dossier_id = ?`,
  ).all(dossier.id) as Row[];
  return {
    dossier,
    parties: of('dossier_party'),
    components: of('dossier_component'),
    events: [...of('city_event'), ...local],
    search: searchTextOf(JSON.parse(String(dossier.state)) as Dossier),
  };
}

function inserter(connection: Connection, table: string): (row: Row) => void {
  const columns = connection.pragma(`table_info(${table})`) as { name: string }[];
  const names = columns.map((column) => column.name);
  const insert = connection.prepare(
    `INSERT INTO ${table}(${names.join()}) VALUES(${names.map((name) => `@${name}`).join()})`,
  );
  return (row) => void insert.run(row);
}
