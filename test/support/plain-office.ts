import Database from 'better-sqlite3';
import { databaseFile } from '../../db/database.ts';
import { settleEpoch } from '../../db/epoch.ts';
import { migrate } from '../../db/migrate.ts';
import type { OfficeDb } from '../../db/office-db.ts';
import { readers } from '../../db/reader/index.ts';
import { referenceReader } from '../../db/reference.ts';
import { runWrite } from '../../db/write-tx.ts';

/**
 * The office's storage on a database that is not encrypted, so that a test can look at its very bytes, free pages and
 * WAL included. Never used for anything else.
 */
export function openPlainOffice(dir: string, key: Buffer, now: string): OfficeDb {
  const connection = new Database(databaseFile(dir));
  for (const pragma of ['journal_mode = WAL', 'synchronous = OFF', 'foreign_keys = ON', 'secure_delete = FAST']) {
    connection.pragma(pragma);
  }
  const migrated = migrate(connection, { dir, now });
  if (!migrated.ok) throw new Error(migrated.failure.code);
  const { epoch } = settleEpoch(connection, { dir, now, marker: null });
  return {
    dir,
    key,
    connection,
    epoch,
    epochReplaced: false,
    read: async (name, input) => (readers[name] as (db: typeof connection, input: unknown) => never)(connection, input),
    write: (body) => runWrite(connection, body).value,
    onCommit: () => () => {},
    reference: referenceReader(connection),
    close: async () => {
      connection.close();
    },
  };
}
