import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../domain/result.ts';
import { catchStorageFailure } from './sqlite-failures.ts';

/** One keyed connection to `office.db`. */
export type Connection = Database.Database;
export type ConnectionRole = 'writer' | 'reader';

/** 'HOSO' */
export const APPLICATION_ID = 0x484f534f;
const PLAINTEXT_HEADER = Buffer.from('SQLite format 3\0', 'latin1');

/**
 * Pragmas each role sets and reads back on every open: `synchronous` drops to NORMAL on re-open, temporary files are
 * not encrypted, memory mapping bypasses the cipher's page checks.
 */
const SHARED_PRAGMAS = [
  ['busy_timeout', '5000', 5000],
  ['temp_store', 'MEMORY', 2],
  ['mmap_size', '0', 0],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
] as const;
export const ROLE_PRAGMAS = {
  writer: [
    ['journal_mode', 'WAL', 'wal'],
    ['synchronous', 'FULL', 2],
    ['foreign_keys', 'ON', 1],
    ...SHARED_PRAGMAS,
    ['secure_delete', 'FAST', 2],
    ['checkpoint_fullfsync', 'ON', 1],
    ['wal_autocheckpoint', '4000', 4000],
    ['cache_size', '-8000', -8000],
  ],
  reader: [...SHARED_PRAGMAS, ['query_only', 'ON', 1], ['cache_size', '-16000', -16000]],
} as const;

/** The database file of a data folder. */
export function databaseFile(dir: string): string {
  return join(dir, 'office.db');
}

/**
 * Opens the encrypted database of a data folder by the open routine of its role. The key is the raw 32-byte key.
 * Failures: `storage-key-wrong` (also for a key of another length), `not-set-up` when there is no database and
 * `create` is not set, `storage-damaged`, `storage-busy`, `storage-full`. Throws when a pragma does not read back.
 */
export function openOfficeDatabase(options: {
  readonly dir: string;
  readonly key: Buffer;
  readonly role: ConnectionRole;
  readonly create?: boolean;
}): Result<Connection> {
  const { dir, key, role } = options;
  const file = databaseFile(dir);
  const hex = Buffer.from(key).toString('hex');
  // A shorter text would silently become a passphrase, an empty one a plaintext database.
  if (!/^[0-9a-f]{64}$/.test(hex)) return fail({ code: 'storage-key-wrong' });
  const mayCreate = role === 'writer' && options.create === true;
  if (!existsSync(file) && !mayCreate) return fail({ code: 'not-set-up' });
  if (hasPlaintextHeader(file)) return fail({ code: 'storage-damaged' });
  return catchStorageFailure(() => {
    const connection = new Database(file, { readonly: role === 'reader', fileMustExist: !mayCreate });
    try {
      const keyed = applyKey(connection, hex);
      if (!keyed) {
        connection.close();
        return fail({ code: 'storage-key-wrong' });
      }
      setPragmas(connection, role);
      return ok(connection);
    } catch (error) {
      connection.close();
      throw error;
    }
  });
}

/** Throws unless the file is encrypted: its first bytes must not be those of a plain SQLite file. */
export function assertEncrypted(file: string): void {
  if (hasPlaintextHeader(file)) throw new Error('the database file is not encrypted');
}

function applyKey(connection: Connection, hex: string): boolean {
  connection.pragma("cipher='chacha20'");
  connection.pragma(`key="x'${hex}'"`);
  try {
    // A wrong key shows only at the first read.
    connection.prepare('SELECT count(*) FROM sqlite_master').get();
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') return false;
    throw error;
  }
  const cipher = connection.pragma('cipher', { simple: true });
  if (cipher !== 'chacha20') throw new Error(`cipher reads back as ${String(cipher)}`);
  return true;
}

function setPragmas(connection: Connection, role: ConnectionRole): void {
  for (const [name, value, expected] of ROLE_PRAGMAS[role]) {
    connection.pragma(`${name}=${value}`);
    const found = connection.pragma(name, { simple: true });
    if (found !== expected) throw new Error(`pragma ${name} reads back as ${String(found)}`);
  }
}

function hasPlaintextHeader(file: string): boolean {
  if (!existsSync(file)) return false;
  const header = Buffer.alloc(PLAINTEXT_HEADER.length);
  const handle = openSync(file, 'r');
  try {
    return readSync(handle, header, 0, header.length, 0) === header.length && header.equals(PLAINTEXT_HEADER);
  } finally {
    closeSync(handle);
  }
}
