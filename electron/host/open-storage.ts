import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { collectOrphans } from '../../db/blobs.ts';
import { databaseFile } from '../../db/database.ts';
import { type OfficeDb, openOffice } from '../../db/office-db.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { createDesk, type Desk } from '../../sync/desk/desk.ts';
import type { OfficeHostOptions } from './office-host.ts';
import { VaultError } from './ports/key-vault.ts';

/** Name of the database key in the vault. */
export const DATABASE_KEY = 'office-database';

/** Opened storage and its line to the city, enrolled or not. */
export interface StoredDesk {
  readonly db: OfficeDb;
  readonly desk: Desk;
}

/**
 * Opens the storage of a data folder with the key from the vault; with `new` makes both when there are none. Failures
 * are those of `openOffice`; `not-set-up` when there is nothing yet, `storage-key-wrong` when the key is gone.
 */
export async function openDeskStorage(
  options: OfficeHostOptions,
  mode: 'existing' | 'new',
): Promise<Result<StoredDesk>> {
  const exists = existsSync(databaseFile(options.dataDir));
  if (!exists && mode === 'existing') return fail({ code: 'not-set-up' });
  const key = await databaseKey(options, exists);
  if (key === null) return fail({ code: 'storage-key-wrong' });
  const opened = openOffice({
    dir: options.dataDir,
    key,
    now: options.clock.now().toISOString(),
    ...(options.readerEntry === undefined ? {} : { readerEntry: options.readerEntry }),
  });
  if (!opened.ok) return opened;
  const db = opened.value;
  await collectOrphans(db, options.clock.now().toISOString());
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
