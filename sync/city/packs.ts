import type { ReferencePack } from '../../domain/office/model.ts';
import { officePackSchema } from '../../domain/office/model.ts';
import type { CityDatabase } from './database.ts';
import type { CityTransaction, Ledger } from './ledger.ts';

/** Packs that each unit has its own of; the others are the same for the whole city. */
const PER_UNIT: readonly ReferencePack[] = ['office', 'users'];

function packOwner(pack: ReferencePack, unitId: string): string {
  return PER_UNIT.includes(pack) ? unitId : '';
}

export interface StoredPack {
  readonly version: number;
  readonly body: unknown;
}

/** The newest version of a pack as a unit sees it, or a given version. */
export async function readPack(
  db: CityDatabase,
  pack: ReferencePack,
  unitId: string,
  version?: number,
): Promise<StoredPack | null> {
  let query = db
    .selectFrom('reference_pack')
    .select(['version', 'body'])
    .where('pack', '=', pack)
    .where('unit_id', '=', packOwner(pack, unitId))
    .orderBy('version', 'desc')
    .limit(1);
  if (version !== undefined) query = query.where('version', '=', version);
  const row = await query.executeTakeFirst();
  return row === undefined ? null : { version: row.version, body: JSON.parse(row.body) };
}

/** Stores the next version of a pack; its place in the feed ends a waiting pull. */
export async function writePack(
  trx: CityTransaction,
  ledger: Ledger,
  pack: ReferencePack,
  unitId: string,
  body: unknown,
  now: string,
): Promise<number> {
  const version = ((await readPack(trx, pack, unitId))?.version ?? 0) + 1;
  await trx
    .insertInto('reference_pack')
    .values({
      pack,
      unit_id: packOwner(pack, unitId),
      version,
      commit_seq: ledger.reserveSeq(),
      body: JSON.stringify(body),
      created_at: now,
    })
    .execute();
  return version;
}

/** The office pack as one device gets it: the unit's pack with the name of this desk. */
export async function readOfficePack(db: CityDatabase, unitId: string, deviceId: string) {
  const stored = await readPack(db, 'office', unitId);
  if (stored === null) return null;
  const device = await db.selectFrom('device').select('desk_name').where('id', '=', deviceId).executeTakeFirst();
  const office = officePackSchema.parse(stored.body);
  return { version: stored.version, office: { ...office, deskName: device?.desk_name ?? office.deskName } };
}
