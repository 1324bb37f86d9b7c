import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { collectOrphans } from '../../db/blobs.ts';
import { databaseFile } from '../../db/database.ts';
import { type OfficeDb, openOffice } from '../../db/office-db.ts';
import { journalHead } from '../../db/outbox.ts';
import { storageFailure } from '../../db/sqlite-failures.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { createDesk, type Desk } from '../../sync/desk/desk.ts';
import type { OfficeHostOptions } from './office-host.ts';
import { type KeyVault, VaultError } from './ports/key-vault.ts';

/** Name of the database key in the vault. */
export const DATABASE_KEY = 'office-database';
/** Epoch of the database this computer last had open: 16 bytes, then 16 zero bytes. */
export const EPOCH_MARKER = 'office-epoch';
/** Hash of the newest fact of its journal then. A folder put back from a backup does not hold it. */
const JOURNAL_MARKER = 'office-journal-head';
const EPOCH_BYTES = 16;
/** A shell that no longer answers must not keep the office from closing. */
const LONGEST_KEEP_MS = 2000;

/** Opened storage and its line to the city, enrolled or not. */
export interface StoredDesk {
  readonly db: OfficeDb;
  readonly desk: Desk;
}

/**
 * Opens the storage of a data folder with the key from the vault; with `new` makes both when there are none. Failures
 * are those of `openOffice`; `not-set-up` when there is nothing yet, `storage-key-wrong` when the key is gone. Keeps in
 * the vault which copy of the data this computer had open: a folder that was restored or swapped is opened as a new
 * writer, which the city does not know until it is enrolled again.
 */
export async function openDeskStorage(
  options: OfficeHostOptions,
  mode: 'existing' | 'new',
): Promise<Result<StoredDesk>> {
  const exists = existsSync(databaseFile(options.dataDir));
  if (!exists && mode === 'existing') return fail({ code: 'not-set-up' });
  const key = await databaseKey(options, exists);
  if (key === null) return fail({ code: 'storage-key-wrong' });
  const markers = exists ? await readMarkers(options.vault) : { epoch: null, journal: null };
  if (markers === null) return fail({ code: 'storage-key-wrong' });
  const opened = openOffice({
    dir: options.dataDir,
    key,
    now: options.clock.now().toISOString(),
    epochMarker: markers.epoch,
    journalHead: markers.journal,
    ...(options.readerEntry === undefined ? {} : { readerEntry: options.readerEntry }),
  });
  if (!opened.ok) return opened;
  const kept = () => Promise.race([keepMarkers(options, opened.value), pause(LONGEST_KEEP_MS)]);
  const db: OfficeDb = {
    ...opened.value,
    async close() {
      try {
        if (opened.value.connection.open) await kept();
      } finally {
        await opened.value.close();
      }
    },
  };
  if (db.epochReplaced) options.log.info({ event: 'epoch-replaced' });
  await kept();
  // Leftovers may wait for a better day; the office may not.
  await collectOrphans(db, options.clock.now().toISOString()).catch((error: unknown) => {
    options.log.error({ reference: randomUUID().slice(0, 8), operation: 'collect-orphans', error });
  });
  const desk = createDesk({
    office: db,
    clock: options.clock,
    random: Math.random,
    log: (entry) => options.log.info(entry),
  });
  return ok({ db, desk });
}

async function databaseKey(options: OfficeHostOptions, exists: boolean): Promise<Buffer | null> {
  try {
    const kept = await options.vault.load(DATABASE_KEY);
    if (kept !== null || exists) return kept;
    const made = randomBytes(32);
    await options.vault.store(DATABASE_KEY, made);
    return made;
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
}

/** What was kept of the copy last opened; null when the vault cannot say. */
async function readMarkers(vault: KeyVault): Promise<{ epoch: string | null; journal: string | null } | null> {
  try {
    const epoch = await vault.load(EPOCH_MARKER);
    const journal = await vault.load(JOURNAL_MARKER);
    return {
      epoch: epoch?.subarray(0, EPOCH_BYTES).toString('hex') ?? null,
      journal: journal?.toString('hex') ?? null,
    };
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

/** A vault that takes nothing more, on a full disk too, costs only the notice of a later restore. */
async function keepMarkers({ vault, log }: OfficeHostOptions, db: OfficeDb): Promise<void> {
  try {
    await vault.store(EPOCH_MARKER, Buffer.concat([Buffer.from(db.epoch, 'hex'), Buffer.alloc(EPOCH_BYTES)]));
    await vault.store(JOURNAL_MARKER, Buffer.from(journalHead(db.connection).hash, 'hex'));
  } catch (error) {
    const code = error instanceof VaultError ? error.code : storageFailure(error)?.code;
    if (code === undefined) throw error;
    log.info({ event: 'epoch-marker-not-kept', code });
  }
}
