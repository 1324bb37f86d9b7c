import type { Connection } from '../../db/database.ts';
import { forgetStatements } from '../../db/query.ts';

/** Counts the statements a connection runs and fails one of them. */
export interface StatementFaults {
  /** Statements run so far. */
  ran(): number;
  /** Whether a COMMIT went through. */
  committed(): boolean;
  remove(): void;
}

/** From now on the `failAt`-th statement (from 1) throws `error` instead of running. */
export function failStatement(connection: Connection, failAt: number, error: () => Error): StatementFaults {
  let ran = 0;
  let committed = false;
  const step = () => {
    ran += 1;
    if (ran === failAt) throw error();
  };
  const prepare = connection.prepare.bind(connection);
  const exec = connection.exec.bind(connection);
  forgetStatements(connection);
  connection.prepare = ((sql: string) => {
    const statement = prepare(sql);
    return new Proxy(statement, {
      get(target, name) {
        const found: unknown = Reflect.get(target, name, target);
        if (typeof found !== 'function') return found;
        return (...args: unknown[]) => {
          if (name === 'run' || name === 'get' || name === 'all') step();
          return Reflect.apply(found, target, args) as unknown;
        };
      },
    });
  }) as Connection['prepare'];
  connection.exec = ((sql: string) => {
    // Undoing must always be possible: SQLite does it by itself when the process dies.
    if (sql !== 'ROLLBACK') step();
    const result = exec(sql);
    if (sql === 'COMMIT') committed = true;
    return result;
  }) as Connection['exec'];
  return {
    ran: () => ran,
    committed: () => committed,
    remove() {
      connection.prepare = prepare as Connection['prepare'];
      connection.exec = exec as Connection['exec'];
      forgetStatements(connection);
    },
  };
}

/** Every row of every table, shadow tables of the search index included. */
export function dump(connection: Connection): string {
  const tables = connection
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")
    .all() as { name: string }[];
  const contents = tables.map(({ name }) => {
    const rows = connection.prepare(`SELECT * FROM "${name}"`).raw().all() as unknown[][];
    return [name, rows.map((row) => row.map((cell) => (Buffer.isBuffer(cell) ? cell.toString('hex') : cell)))];
  });
  return JSON.stringify(contents);
}
