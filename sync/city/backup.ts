import { copyFile, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import type { BlobFiles } from './blob-files.ts';
import { syncFolder } from './blob-files.ts';
import type { CityDatabase } from './database.ts';

export interface BackupReport {
  readonly folder: string;
  /** Files copied now; those already in the backup are left alone. */
  readonly filesCopied: number;
  readonly writers: number;
}

/**
 * Copies database and files into `backup/` of the data folder, encrypted as they are. Only then do devices learn, by
 * durable_seq, that what was acknowledged before the copy is inside it.
 */
export async function backUpCity(
  db: CityDatabase,
  files: BlobFiles,
  dataDir: string,
  now: string,
): Promise<BackupReport> {
  const acked = await db.selectFrom('acked').select(['device_id', 'epoch', 'acked_seq']).execute();
  const folder = join(dataDir, 'backup');
  await mkdir(folder, { recursive: true });
  const target = join(folder, `city-${now.replaceAll(/[^0-9]/gu, '')}.db`);
  await rm(target, { force: true });
  await sql`VACUUM INTO ${target}`.execute(db);
  await syncFile(target);

  let filesCopied = 0;
  for (const { sha256 } of await db.selectFrom('blob').select('sha256').where('state', '=', 'available').execute()) {
    if (await copyNew(files.path(sha256), join(folder, 'blobs', files.relativePath(sha256)))) filesCopied += 1;
  }
  await syncFolder(folder);
  for (const row of acked) {
    await db
      .updateTable('acked')
      .set({ durable_seq: row.acked_seq })
      .where('device_id', '=', row.device_id)
      .where('epoch', '=', row.epoch)
      .where('durable_seq', '<', row.acked_seq)
      .execute();
  }
  return { folder, filesCopied, writers: acked.length };
}

async function copyNew(from: string, to: string): Promise<boolean> {
  const [source, copy] = await Promise.all([stat(from), stat(to).catch(() => null)]);
  if (copy?.size === source.size) return false;
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
  await syncFile(to);
  await syncFolder(dirname(to));
  return true;
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
