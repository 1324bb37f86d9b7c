import { randomUUID } from 'node:crypto';
import type { BlobReply } from '../protocol/messages.ts';
import type { CityDatabase } from './database.ts';
import type { CityTransaction } from './ledger.ts';

export type BlobState = BlobReply['state'];

export interface BlobRow {
  readonly sha256: string;
  readonly size: number;
  readonly mime: string;
}

export interface UploadRow extends BlobRow {
  readonly id: string;
  readonly unitId: string;
}

/**
 * The file if the unit may have it: it has shown the bytes itself, or a dossier it sees names the file and the unit
 * that named it has shown the bytes. Naming a hash alone never opens another unit's file.
 */
export async function visibleBlob(db: CityDatabase, unitId: string, sha256: string): Promise<BlobRow | null> {
  const blob = await db
    .selectFrom('blob')
    .select(['sha256', 'size', 'mime'])
    .where('sha256', '=', sha256)
    .where('state', '=', 'available')
    .executeTakeFirst();
  if (blob === undefined) return null;
  const row = { sha256, size: Number(blob.size), mime: blob.mime };
  if (await hasShown(db, unitId, sha256)) return row;
  const link = await db
    .selectFrom('dossier_blob')
    .innerJoin('dossier', 'dossier.id', 'dossier_blob.agg')
    .innerJoin('blob_unit', (join) =>
      join
        .onRef('blob_unit.sha256', '=', 'dossier_blob.sha256')
        .onRef('blob_unit.unit_id', '=', 'dossier_blob.by_unit'),
    )
    .select('dossier.id')
    .where('dossier_blob.sha256', '=', sha256)
    .where((eb) =>
      eb.or([
        eb('dossier.receiving', '=', unitId),
        eb('dossier.deciding', '=', unitId),
        eb('dossier.returning', '=', unitId),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return link === undefined ? null : row;
}

async function hasShown(db: CityDatabase, unitId: string, sha256: string): Promise<boolean> {
  const row = await db
    .selectFrom('blob_unit')
    .select('unit_id')
    .where('sha256', '=', sha256)
    .where('unit_id', '=', unitId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Finds or creates the unit's upload of a file; repeating it gives the same upload, another size starts afresh. */
export async function findOrCreateUpload(
  trx: CityTransaction,
  input: BlobRow & { readonly unitId: string; readonly now: string },
): Promise<UploadRow> {
  const { sha256, size, mime, unitId, now } = input;
  await trx
    .deleteFrom('upload')
    .where('sha256', '=', sha256)
    .where('unit_id', '=', unitId)
    .where('size', '!=', size)
    .execute();
  await trx
    .insertInto('upload')
    .values({ id: randomUUID(), sha256, unit_id: unitId, size, mime, created_at: now })
    .onConflict((c) => c.columns(['sha256', 'unit_id']).doNothing())
    .execute();
  const row = await findUploadOf(trx, unitId, sha256);
  if (row === null) throw new Error('upload vanished inside its own transaction');
  return row;
}

export async function findUploadOf(db: CityDatabase, unitId: string, sha256: string): Promise<UploadRow | null> {
  const row = await db
    .selectFrom('upload')
    .selectAll()
    .where('sha256', '=', sha256)
    .where('unit_id', '=', unitId)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, size: Number(row.size), unitId: row.unit_id };
}

export async function findUpload(db: CityDatabase, id: string): Promise<UploadRow | null> {
  const row = await db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : { ...row, size: Number(row.size), unitId: row.unit_id };
}

/** Notes that the bytes are stored and that the unit has shown them; ends its upload. Called after the fsync. */
export async function recordAvailable(
  trx: CityTransaction,
  input: BlobRow & { readonly unitId: string; readonly now: string },
): Promise<void> {
  const { sha256, size, mime, unitId, now } = input;
  await trx
    .insertInto('blob')
    .values({ sha256, size, mime, state: 'available', created_at: now })
    .onConflict((c) => c.column('sha256').doNothing())
    .execute();
  await trx
    .insertInto('blob_unit')
    .values({ sha256, unit_id: unitId })
    .onConflict((c) => c.doNothing())
    .execute();
  await trx.deleteFrom('upload').where('sha256', '=', sha256).where('unit_id', '=', unitId).execute();
}

export async function deleteUpload(db: CityDatabase, id: string): Promise<void> {
  await db.deleteFrom('upload').where('id', '=', id).execute();
}

/** Files a dossier names, with the state of their bytes. */
export async function filesOfDossier(db: CityDatabase, agg: string) {
  const rows = await db
    .selectFrom('dossier_blob')
    .leftJoin('blob_unit', (join) =>
      join
        .onRef('blob_unit.sha256', '=', 'dossier_blob.sha256')
        .onRef('blob_unit.unit_id', '=', 'dossier_blob.by_unit'),
    )
    .leftJoin('blob', 'blob.sha256', 'blob_unit.sha256')
    .select(['dossier_blob.sha256', 'blob.state', 'blob.size'])
    .where('dossier_blob.agg', '=', agg)
    .orderBy('dossier_blob.sha256')
    .execute();
  return rows.map((row) => ({
    sha256: row.sha256,
    state: (row.state ?? 'absent') as BlobState,
    bytes: row.size === null ? null : Number(row.size),
  }));
}
