import Database from 'better-sqlite3';
import type { Failure } from '../domain/failures.ts';
import { fail, type Result } from '../domain/result.ts';

/** The failure an SQLite error, or a full disk met by a file, stands for; null for errors that are bugs (constraints, syntax). */
export function storageFailure(error: unknown): Failure | null {
  if (isDiskFull(error)) return { code: 'storage-full' };
  if (!(error instanceof Database.SqliteError)) return null;
  const { code } = error;
  if (code === 'SQLITE_FULL') return { code: 'storage-full' };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return { code: 'storage-busy' };
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return { code: 'storage-damaged' };
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) return { code: 'storage-damaged' };
  return null;
}

/** Whether writing a file failed because the disk or the quota is full. */
function isDiskFull(error: unknown): boolean {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
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

const UNUSABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'EIO', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENOENT']);

/** Like `catchStorageFailure` while a data folder is opened: a folder that cannot be used is `storage-damaged`. */
export function catchFolderFailure<T>(body: () => Result<T>): Result<T> {
  try {
    return catchStorageFailure(body);
  } catch (error) {
    if (UNUSABLE.has((error as NodeJS.ErrnoException).code ?? '')) return fail({ code: 'storage-damaged' });
    throw error;
  }
}
