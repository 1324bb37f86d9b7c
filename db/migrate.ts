import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../domain/result.ts';
import { APPLICATION_ID, assertEncrypted, type Connection } from './database.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';
import { forgetStatements } from './query.ts';

const KEPT_BACKUPS = 2;

/** Folder of the encrypted copies made before a migration. */
export function backupFolder(dir: string): string {
  return join(dir, 'backups');
}

/**
 * Brings the database to the newest schema: each pending migration in one transaction, after an encrypted backup of a
 * database that already holds data. Interrupted, it goes on at the next open. Fails with `storage-too-new` when a
 * newer program wrote the database, `storage-damaged` when the file belongs to another program.
 */
export function migrate(
  connection: Connection,
  options: { readonly dir: string; readonly now: string; readonly migrations?: readonly Migration[] },
): Result<{ readonly from: number; readonly to: number; readonly backup: string | null }> {
  const migrations = options.migrations ?? MIGRATIONS;
  const known = migrations.at(-1)?.number ?? 0;
  const from = Number(connection.pragma('user_version', { simple: true }));
  if (from > known) return fail({ code: 'storage-too-new', found: from, known });
  if (!isOurs(connection, from)) return fail({ code: 'storage-damaged' });
  const pending = migrations.filter((migration) => migration.number > from);
  if (pending.length === 0) return ok({ from, to: from, backup: null });
  const backup = from > 0 ? backUp(connection, options.dir, `v${from}`, options.now) : null;
  for (const migration of pending) apply(connection, migration);
  forgetStatements(connection);
  return ok({ from, to: known, backup });
}

/**
 * Copies the whole database, WAL included, into `backups/` under the same key; keeps the last two copies. Copying the
 * file itself would lose what still stands in the WAL.
 */
export function backUp(connection: Connection, dir: string, label: string, now: string): string {
  const folder = backupFolder(dir);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `office-${now.replace(/[^0-9]/g, '').slice(0, 14)}-${label}.db`);
  rmSync(file, { force: true });
  connection.prepare('VACUUM INTO ?').run(file);
  assertEncrypted(file);
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  for (const old of backups(folder).slice(0, -KEPT_BACKUPS)) rmSync(join(folder, old), { force: true });
  return file;
}

/** Removes every backup: they hold what an erase has just deleted. */
export function removeBackups(dir: string): void {
  rmSync(backupFolder(dir), { recursive: true, force: true });
}

function backups(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('office-') && name.endsWith('.db'))
    .toSorted();
}

function isOurs(connection: Connection, version: number): boolean {
  const application = Number(connection.pragma('application_id', { simple: true }));
  if (version > 0) return application === APPLICATION_ID;
  return connection.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined;
}

function apply(connection: Connection, migration: Migration): void {
  connection.exec('BEGIN IMMEDIATE');
  try {
    connection.exec(migration.sql);
    connection.pragma(`application_id = ${APPLICATION_ID}`);
    connection.pragma(`user_version = ${migration.number}`);
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}
