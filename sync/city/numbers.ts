import { randomUUID } from 'node:crypto';
import { legalDateOf } from '../../domain/calendar/legal-time.ts';
import { formatDossierCode } from '../../domain/numbers/dossier-code.ts';
import type { OfficePack } from '../../domain/office/model.ts';
import type { NumberRange } from '../protocol/messages.ts';
import type { CityDatabase } from './database.ts';
import type { CityTransaction, Ledger } from './ledger.ts';
import type { Writer } from './push.ts';

/**
 * Daily numbers of an agency, by who gives them. Devices get standing sub-ranges from the bottom, each once and never
 * again; the sample's past dossiers and the city's own numbers have ranges no device is given.
 */
const DEVICE_RANGE_SIZE = 200;
const DEVICE_LAST = 4800;
export const SAMPLE_FIRST = 5001;
const CITY_FIRST = 9001;
const CITY_LAST = 9999;
/** Devices after the twenty-fourth continue here, with five digits. */
const DEVICE_OVERFLOW_FIRST = 10_001;
const NUMBER_TEMPLATE = '{agency}-{yyMMdd}-{NNNN}';

/** The agency code of a unit as the office packs tell it; null when the city does not know one. */
async function agencyCodeOf(trx: CityDatabase, unitId: string): Promise<string | null> {
  const packs = await trx
    .selectFrom('reference_pack')
    .select('body')
    .where('pack', '=', 'office')
    .orderBy('version', 'desc')
    .execute();
  for (const { body } of packs) {
    const unit = (JSON.parse(body) as OfficePack).units.find(({ id }) => id === unitId);
    if (unit?.agencyCode) return unit.agencyCode;
  }
  return null;
}

/** The next number of the city's own range on the local date of `at`; throws when the day's range is used up. */
export async function takeCityNumber(
  trx: CityTransaction,
  ledger: Ledger,
  unitId: string,
  at: string,
  agg: string,
): Promise<string> {
  const agency = await agencyCodeOf(trx, unitId);
  if (agency === null) throw new Error('no agency code for this unit');
  const date = legalDateOf(at);
  const row = await trx
    .selectFrom('number_counter')
    .select('next')
    .where('agency_code', '=', agency)
    .where('local_date', '=', date)
    .executeTakeFirst();
  for (let next = row?.next ?? CITY_FIRST; next <= CITY_LAST; next += 1) {
    const code = formatDossierCode({ agency, date, seq: next });
    if (await ledger.codeTaken(code, agg)) continue;
    await trx
      .insertInto('number_counter')
      .values({ agency_code: agency, local_date: date, next: next + 1 })
      .onConflict((c) => c.columns(['agency_code', 'local_date']).doUpdateSet({ next: next + 1 }))
      .execute();
    return code;
  }
  throw new Error('the city range of this day is used up');
}

/** Leases a standing daily sub-range; the same request id of the same device answers the same range. */
export async function leaseRange(
  trx: CityTransaction,
  writer: Writer,
  leaseRequestId: string,
  nowMs: number,
): Promise<NumberRange | null> {
  const earlier = await trx
    .selectFrom('number_range')
    .selectAll()
    .where('lease_request_id', '=', leaseRequestId)
    .executeTakeFirst();
  if (earlier !== undefined) {
    if (earlier.device_id !== writer.deviceId) return null;
    const { lease_request_id: _request, device_id: _device, ...range } = earlier;
    return range;
  }
  const agency = await agencyCodeOf(trx, writer.unitId);
  if (agency === null) return null;
  const top = await trx
    .selectFrom('number_range')
    .select((eb) => eb.fn.max('last').as('last'))
    .where('agency_code', '=', agency)
    .executeTakeFirst();
  const next = Number(top?.last ?? 0) + 1;
  const first = next > DEVICE_LAST && next < DEVICE_OVERFLOW_FIRST ? DEVICE_OVERFLOW_FIRST : next;
  const today = legalDateOf(new Date(nowMs).toISOString());
  const range: NumberRange = {
    id: randomUUID(),
    agency_code: agency,
    template: NUMBER_TEMPLATE,
    first,
    last: first + DEVICE_RANGE_SIZE - 1,
    valid_from: today,
    valid_to: `${Number(today.slice(0, 4)) + 1}-12-31`,
    epoch: writer.epoch,
  };
  await trx
    .insertInto('number_range')
    .values({ ...range, lease_request_id: leaseRequestId, device_id: writer.deviceId })
    .execute();
  return range;
}
