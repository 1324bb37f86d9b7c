import Database from 'better-sqlite3';
import type { Failure } from '../domain/failures.ts';
import { fail, type Result } from '../domain/result.ts';

/** The failure an SQLite error stands for; null for errors that are bugs (constraints, syntax). */
export function storageFailure(error: unknown): Failure | null {
  if (!(error instanceof Database.SqliteError)) return null;
  const { code } = error;
  if (code === 'SQLITE_FULL') return { code: 'storage-full' };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return { code: 'storage-busy' };
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return { code: 'storage-damaged' };
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) return { code: 'storage-damaged' };
  return null;
}

/** Runs `body`; storage errors become failures, everything else goes on as an exception. */
export function catchStorageFailure<T>(body: () => Result<T>): Result<T> {
  try {
    return body();
  } catch (error) {
    const failure = storageFailure(error);
    if (failure === null) throw error;
    return fail(failure);
  }
}
