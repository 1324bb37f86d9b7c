import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../domain/result.ts';

/** Exclusive use of a data folder by one process. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the data folder for this process, or fails with `storage-in-use`. The lock is SQLite's own lock on the empty
 * file `office.lock`: the operating system gives it back when the process ends, however it ends.
 */
export function lockFolder(dir: string): Result<FolderLock> {
  const lock = new Database(join(dir, 'office.lock'), { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      return fail({ code: 'storage-in-use' });
    }
    throw error;
  }
  return ok({
    release: () => {
      if (lock.open) lock.close();
    },
  });
}
