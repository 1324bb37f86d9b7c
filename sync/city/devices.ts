import { randomBytes, randomUUID } from 'node:crypto';
import type { CityDatabase } from './database.ts';
import { enrolmentCodeHash, newEnrolmentCode, sha256Hex } from './hashing.ts';
import type { CityTransaction } from './ledger.ts';
import type { Writer } from './push.ts';

/** How long an enrolment code may be used, and how long its reply may be repeated. */
const CODE_LIFE_MS = 24 * 3_600_000;

export type Enrolment =
  | { readonly kind: 'enrolled'; readonly deviceId: string; readonly token: string; readonly unitId: string }
  | { readonly kind: 'code_unknown' | 'code_used' | 'code_expired' };

export type Authentication =
  | { readonly kind: 'device'; readonly writer: Writer }
  | { readonly kind: 'unauthorized' | 'device_revoked' | 'epoch_unknown' };

/** Makes a single-use enrolment code for a unit; only its hash is kept. */
export async function createEnrolmentCode(
  db: CityDatabase,
  input: { readonly unitId: string; readonly deskName: string; readonly nowMs: number },
): Promise<{ code: string; expiresAt: string }> {
  const code = newEnrolmentCode();
  const expiresAt = new Date(input.nowMs + CODE_LIFE_MS).toISOString();
  await db
    .insertInto('enrolment_code')
    .values({
      code_sha256: enrolmentCodeHash(code),
      unit_id: input.unitId,
      desk_name: input.deskName,
      expires_at: expiresAt,
      used_by: null,
      used_epoch: null,
      created_at: new Date(input.nowMs).toISOString(),
    })
    .execute();
  return { code, expiresAt };
}

/** Binds a device. The same code with the same epoch answers the same device again, with one more token. */
export async function enrolDevice(
  trx: CityTransaction,
  input: { readonly code: string; readonly epoch: string; readonly deviceName: string; readonly nowMs: number },
): Promise<Enrolment> {
  const hash = enrolmentCodeHash(input.code);
  const createdAt = new Date(input.nowMs).toISOString();
  // A write first: two enrolments with one code queue here, in either database.
  const row = await trx
    .updateTable('enrolment_code')
    .set((eb) => ({ code_sha256: eb.ref('code_sha256') }))
    .where('code_sha256', '=', hash)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return { kind: 'code_unknown' };
  if (row.used_by !== null && row.used_epoch !== input.epoch) return { kind: 'code_used' };
  if (Date.parse(row.expires_at) < input.nowMs) return { kind: 'code_expired' };
  const deviceId = row.used_by ?? randomUUID();
  if (row.used_by === null) {
    await trx
      .insertInto('device')
      .values({
        id: deviceId,
        epoch: input.epoch,
        unit_id: row.unit_id,
        desk_name: row.desk_name,
        device_name: input.deviceName,
        created_at: createdAt,
      })
      .execute();
    await trx
      .insertInto('acked')
      .values({
        device_id: deviceId,
        epoch: input.epoch,
        acked_seq: 0,
        durable_seq: 0,
        pulled_seq: 0,
        journal_seq: 0,
        journal_hash: '',
      })
      .execute();
    await trx
      .updateTable('enrolment_code')
      .set({ used_by: deviceId, used_epoch: input.epoch })
      .where('code_sha256', '=', hash)
      .execute();
  }
  const token = randomBytes(32).toString('base64url');
  await trx
    .insertInto('device_token')
    .values({ token_sha256: sha256Hex(token), device_id: deviceId, created_at: createdAt })
    .execute();
  return { kind: 'enrolled', deviceId, token, unitId: row.unit_id };
}

/** Who speaks: the token must belong to the device and epoch that the headers name. */
export async function authenticate(
  db: CityDatabase,
  claim: { readonly token: string; readonly deviceId: string; readonly epoch: string },
): Promise<Authentication> {
  const device = await db
    .selectFrom('device_token')
    .innerJoin('device', 'device.id', 'device_token.device_id')
    .select(['device.id', 'device.epoch', 'device.unit_id', 'device.revoked'])
    .where('device_token.token_sha256', '=', sha256Hex(claim.token))
    .executeTakeFirst();
  if (device === undefined || device.id !== claim.deviceId) return { kind: 'unauthorized' };
  if (device.revoked !== 0) return { kind: 'device_revoked' };
  if (device.epoch !== claim.epoch) return { kind: 'epoch_unknown' };
  return { kind: 'device', writer: { deviceId: device.id, epoch: device.epoch, unitId: device.unit_id } };
}
