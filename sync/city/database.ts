import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { CityTables } from './schema.ts';

export type CityDatabase = Kysely<CityTables>;

/** A key is 64 hex digits: anything else would silently be taken as a passphrase by the cipher. */
export function isRawKey(key: string): boolean {
  return /^[0-9a-f]{64}$/i.test(key);
}

/**
 * Opens the city's SQLite file (encrypted with ChaCha20-Poly1305 when a key is given) and reads back what must hold:
 * WAL and `synchronous=FULL`, which the library drops to NORMAL on every re-open. Throws when the key does not fit.
 */
export function openCityDatabase(dataDir: string, key: string | null): CityDatabase {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const database = new Database(join(dataDir, 'city.db'));
  try {
    if (key !== null) {
      if (!isRawKey(key)) throw new Error('city key must be 64 hex digits');
      database.pragma(`cipher='chacha20'`);
      database.pragma(`key="x'${key}'"`);
    }
    database.pragma('busy_timeout = 15000');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('temp_store = MEMORY');
    database.pragma('mmap_size = 0');
    expectPragma(database, 'journal_mode', 'wal');
    expectPragma(database, 'synchronous', 2);
  } catch (error) {
    database.close();
    throw error;
  }
  return new Kysely<CityTables>({ dialect: new SqliteDialect({ database }) });
}

function expectPragma(database: Database.Database, name: string, wanted: string | number): void {
  const found = database.pragma(name, { simple: true });
  if (found !== wanted) throw new Error(`city database: ${name} is ${String(found)}, wanted ${wanted}`);
}
