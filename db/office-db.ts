import { mkdirSync } from 'node:fs';
import { fail, ok, type Result } from '../domain/result.ts';
import { assertEncrypted, type Connection, databaseFile, openOfficeDatabase } from './database.ts';
import { settleEpoch } from './epoch.ts';
import { cleanAfterErase } from './erase.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import type { ReadInput, ReadName, ReadOutput } from './reader/index.ts';
import { startReader } from './reader-thread.ts';
import { type Reference, referenceReader } from './reference.ts';
import { catchFolderFailure, catchStorageFailure } from './sqlite-failures.ts';
import { type CommittedChange, runWrite, type WriteTx } from './write-tx.ts';

export type { CommittedChange, WriteTx } from './write-tx.ts';

/** The office's storage: one writer here, one read-only connection in a worker thread. */
export interface OfficeDb {
  readonly dir: string;
  readonly key: Buffer;
  /** The writer. Reading on it is allowed; writing goes through `write`. */
  readonly connection: Connection;
  /** 32 hex digits; to be kept outside the data folder too and given back as `epochMarker`. */
  readonly epoch: string;
  /** This open found a restored, copied or swapped folder and began a new epoch. */
  readonly epochReplaced: boolean;
  /** Runs a named read in the worker thread, on the newest committed state. */
  read<N extends ReadName>(name: N, input: ReadInput<N>): Promise<ReadOutput<N>>;
  /** One IMMEDIATE transaction with a synchronous body; an exception undoes all of it. */
  write<T>(body: (tx: WriteTx) => T): T;
  /** Called after each commit that touched a dossier or the lists. Answers a function that stops it. */
  onCommit(listener: (change: CommittedChange) => void): () => void;
  reference(): Reference;
  /** Ends the reader, folds the WAL into the file and gives the folder back. */
  close(): Promise<void>;
}

/**
 * Opens, and when there is none makes, the storage of a data folder: takes the folder for this process, runs the open
 * routine, migrates, settles the epoch, starts the reader. `now` is UTC ISO. `epochMarker` is the epoch the caller keeps
 * elsewhere, `journalHead` the hash (hex) of the newest fact it saw there. Failures: `storage-in-use`, `storage-key-wrong`, `storage-too-new`, `storage-damaged`, `storage-busy`,
 * `storage-full`.
 */
export function openOffice(options: {
  readonly dir: string;
  readonly key: Buffer;
  readonly now: string;
  readonly epochMarker?: string | null;
  readonly journalHead?: string | null;
  /** Entry of the reader thread; given when the code is bundled. */
  readonly readerEntry?: URL;
}): Result<OfficeDb> {
  const { dir, key, now } = options;
  const lock = catchFolderFailure(() => {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    return lockFolder(dir);
  });
  if (!lock.ok) return lock;
  let writer: Connection | null = null;
  const opened = catchFolderFailure(() => {
    const connection = openOfficeDatabase({ dir, key, role: 'writer', create: true });
    if (!connection.ok) return connection;
    writer = connection.value;
    const migrated = migrate(connection.value, { dir, now });
    if (!migrated.ok) return migrated;
    assertEncrypted(databaseFile(dir));
    const epoch = settleEpoch(connection.value, {
      dir,
      now,
      marker: options.epochMarker ?? null,
      journalHead: options.journalHead ?? null,
    });
    return ok({ connection: connection.value, ...epoch });
  });
  if (!opened.ok) {
    (writer as Connection | null)?.close();
    lock.value.release();
    return fail(opened.failure);
  }
  const { connection, epoch, replaced } = opened.value;
  const reader = startReader({ dir, key, entry: options.readerEntry ?? null });
  const listeners = new Set<(change: CommittedChange) => void>();
  const office: OfficeDb = {
    dir,
    key,
    connection,
    epoch,
    epochReplaced: replaced,
    read: (name, input) => reader.read(name, input),
    write(body) {
      const { value, change } = runWrite(connection, body);
      if (change.dossierIds.length > 0 || change.lists) for (const listener of [...listeners]) listener(change);
      return value;
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    reference: referenceReader(connection),
    async close() {
      await reader.close();
      if (connection.open) {
        // On a full disk the WAL cannot be folded in; it keeps everything until the next open.
        catchStorageFailure(() => ok(connection.pragma('wal_checkpoint(TRUNCATE)')));
        connection.close();
      }
      lock.value.release();
    },
  };
  const cleaned = catchFolderFailure(() => ok(cleanAfterErase(office)));
  if (!cleaned.ok) {
    connection.close();
    lock.value.release();
    return cleaned;
  }
  return ok(office);
}
