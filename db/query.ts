import type Database from 'better-sqlite3';
import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  type Insertable,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Connection } from './database.ts';
import type { OfficeSchema } from './schema.ts';

/** Kysely builds and types queries here; they never run through it (as shipped its dummy driver answers nothing). */
class CompileOnlyDriver extends DummyDriver {
  override acquireConnection(): Promise<DatabaseConnection> {
    throw new Error('queries of db/ are compiled and run synchronously with all(), get() and run()');
  }
}

/** The query builder of `office.db`. Compile only. */
export const query = new Kysely<OfficeSchema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new CompileOnlyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** A query as built (`query.selectFrom(…)`), or already compiled. */
export type Runnable<Row> = CompiledQuery<Row> | { compile(): CompiledQuery<Row> };

export interface RunResult {
  readonly changes: number;
  readonly lastInsertRowid: number;
}

type Statement = Database.Statement<unknown[], unknown>;
const KEPT_STATEMENTS = 400;
const statements = new WeakMap<Connection, Map<string, Statement>>();

/** Every row of a query. */
export function all<Row>(connection: Connection, runnable: Runnable<Row>): Row[] {
  const compiled = compile(runnable);
  return prepare(connection, compiled.sql).all(...compiled.parameters) as Row[];
}

/** The first row of a query. */
export function get<Row>(connection: Connection, runnable: Runnable<Row>): Row | undefined {
  const compiled = compile(runnable);
  return prepare(connection, compiled.sql).get(...compiled.parameters) as Row | undefined;
}

/** Runs a statement that changes rows. Only inside `OfficeDb.write`. */
export function run(connection: Connection, runnable: Runnable<unknown>): RunResult {
  const compiled = compile(runnable);
  const result = prepare(connection, compiled.sql).run(...compiled.parameters);
  return { changes: result.changes, lastInsertRowid: Number(result.lastInsertRowid) };
}

/** A query compiled once, with the values of this call in the order in which they stand in its text. */
export function again<Row>(compiled: CompiledQuery<Row>, ...parameters: readonly unknown[]): CompiledQuery<Row> {
  return { ...compiled, parameters };
}

const insertTexts = new Map<string, string>();

/**
 * Inserts one row; the statement is built once for a table and its columns. With `known: 'kept'` a row that is there
 * already, by any unique key, stays as it is. Only inside `OfficeDb.write`.
 */
export function insertRow<T extends keyof OfficeSchema & string>(
  connection: Connection,
  table: T,
  values: Insertable<OfficeSchema[T]>,
  known: 'fails' | 'kept' = 'fails',
): RunResult {
  const shape = `${table}(${Object.keys(values).join()})${known}`;
  let text = insertTexts.get(shape);
  if (text === undefined) {
    const insert = query.insertInto(table as keyof OfficeSchema).values(values as never);
    text = (known === 'kept' ? insert.onConflict((conflict) => conflict.doNothing()) : insert).compile().sql;
    insertTexts.set(shape, text);
  }
  const result = prepare(connection, text).run(...Object.values(values));
  return { changes: result.changes, lastInsertRowid: Number(result.lastInsertRowid) };
}

/** A prepared statement, kept per connection. */
export function prepare(connection: Connection, sql: string): Statement {
  let kept = statements.get(connection);
  if (kept === undefined) {
    kept = new Map();
    statements.set(connection, kept);
  }
  let statement = kept.get(sql);
  if (statement === undefined) {
    if (kept.size >= KEPT_STATEMENTS) kept.clear();
    statement = connection.prepare<unknown[], unknown>(sql);
    kept.set(sql, statement);
  }
  return statement;
}

/** Drops the kept statements of a connection. */
export function forgetStatements(connection: Connection): void {
  statements.delete(connection);
}

function compile<Row>(runnable: Runnable<Row>): CompiledQuery<Row> {
  return 'compile' in runnable ? runnable.compile() : runnable;
}
