import { createHash } from 'node:crypto';
import {
  numbersLeft as leftInRange,
  type NumberRange,
  nextNumber,
  numberRangeSchema,
} from '../domain/numbers/number-range.ts';
import { formatTemporaryCode } from '../domain/numbers/temporary-code.ts';
import type { Connection } from './database.ts';
import { getMeta, setMeta } from './meta.ts';
import type { OfficeDb, WriteTx } from './office-db.ts';
import { again, all, get, query, run } from './query.ts';
import type { NumberRangeTable } from './schema.ts';

/**
 * Dossier numbers of this device: standing daily sub-ranges leased from the city. The counter of a range
 * starts again each local date; gaps are allowed, doubles are not.
 */
export interface LeasedRange {
  readonly id: string;
  readonly agency_code: string;
  readonly template: string;
  readonly first: number;
  readonly last: number;
  readonly valid_from: string;
  readonly valid_to: string;
  readonly epoch: string;
}

/** Pending lease request: asked again with the same id when the reply was lost. */
export const LEASE_REQUEST_META = 'number-lease-request';
const HIGH_WATER_META = 'number-high-water';
const TEMPORARY_META = 'number-temporary-next';

/**
 * Takes the next number for a dossier, in the dossier's own transaction. `localDate` is the date in the legal zone.
 * Without a usable range, or on a date before the latest that ever got a number, it is a temporary one.
 */
export function allocateNumber(
  tx: WriteTx,
  input: { readonly now: string; readonly localDate: string },
): { code: string | null; temporaryCode: string | null } {
  const { localDate } = input;
  const highWaterDate = getMeta(tx.connection, HIGH_WATER_META);
  for (const range of usableRanges(tx.connection, localDate)) {
    let counterNext = counter(tx.connection, range.id, localDate);
    for (;;) {
      const number = nextNumber({ range: toDomain(range), localDate, counterNext, highWaterDate });
      if (number.kind === 'temporary') break;
      counterNext = number.next;
      // A range leased again after the city was restored may overlap numbers already printed here.
      if (isTaken(tx.connection, number.code)) continue;
      saveCounter(tx, range.id, localDate, number.next);
      if (highWaterDate === null || localDate > highWaterDate) setMeta(tx, HIGH_WATER_META, localDate);
      return { code: number.code, temporaryCode: null };
    }
  }
  return { code: null, temporaryCode: takeTemporary(tx) };
}

/** Codes are printed, scanned and typed: plain characters, as long as a fact may carry. */
const PRINTABLE_CODE = /^[\x21-\x7e]{1,60}$/;

/**
 * Whether every number of a range is a code of its own that can be printed. A template without a counter or a date would
 * give one code twice.
 */
export function isUsableRange(range: LeasedRange): boolean {
  const parsed = numberRangeSchema.safeParse(toDomain(range));
  if (!parsed.success) return false;
  const { validFrom, last } = parsed.data;
  const longest = nextNumber({ range: parsed.data, localDate: validFrom, counterNext: last, highWaterDate: null });
  return longest.kind === 'official' && PRINTABLE_CODE.test(longest.code);
}

/** Stores a leased range. Ranges of another epoch never give a number. */
export function storeRange(office: OfficeDb, range: LeasedRange): void {
  const { id, agency_code, template, first, last, valid_from, valid_to, epoch } = range;
  const row = { agency_code, template, first, last, valid_from, valid_to, epoch };
  office.write((tx) => {
    run(
      tx.connection,
      query
        .insertInto('number_range')
        .values({ id, ...row, state: epoch === office.epoch ? 'active' : 'void' })
        .onConflict((conflict) => conflict.column('id').doNothing()),
    );
    run(tx.connection, query.updateTable('number_range').set({ state: 'void' }).where('epoch', '<>', office.epoch));
    tx.touchLists();
  });
}

/** Voids every range, in the caller's transaction: the city that leased them is not the one of today. */
export function voidRanges(tx: WriteTx): void {
  run(tx.connection, query.updateTable('number_range').set({ state: 'void' }).where('state', '=', 'active'));
}

/** Official numbers left on a local date; null without a range for it. */
export function numbersLeft(connection: Connection, localDate: string): number | null {
  const ranges = usableRanges(connection, localDate);
  if (ranges.length === 0) return null;
  return ranges.reduce((sum, range) => sum + leftInRange(toDomain(range), counter(connection, range.id, localDate)), 0);
}

const RENEW_DAYS = 14;
const SCARCE_SHARE = 5;

/** Whether to lease a range: none for this epoch, the last ends within two weeks, or less than a fifth of today is left. */
export function rangeNeeded(connection: Connection, localDate: string, epoch: string): boolean {
  const ranges = usableRanges(connection, localDate).filter((range) => range.epoch === epoch);
  const renewFrom = new Date(Date.parse(localDate) + RENEW_DAYS * 86_400_000).toISOString().slice(0, 10);
  if (!ranges.some((range) => range.valid_to >= renewFrom)) return true;
  const size = ranges.reduce((sum, range) => sum + range.last - range.first + 1, 0);
  return (numbersLeft(connection, localDate) ?? 0) * SCARCE_SHARE < size;
}

const USABLE_RANGES = query
  .selectFrom('number_range')
  .selectAll()
  .where('state', '=', 'active')
  .where('epoch', '=', '')
  .where('valid_from', '<=', '')
  .where('valid_to', '>=', '')
  .orderBy('valid_to')
  .orderBy('first')
  .compile();
const COUNTER = query
  .selectFrom('number_counter')
  .select('next')
  .where('range_id', '=', '')
  .where('local_date', '=', '')
  .compile();
const SAVE_COUNTER = query
  .insertInto('number_counter')
  .values({ range_id: '', local_date: '', next: 0 })
  .onConflict((conflict) =>
    conflict.columns(['range_id', 'local_date']).doUpdateSet(({ ref }) => ({ next: ref('excluded.next') })),
  )
  .compile();
const NUMBER_OF_CODE = query.selectFrom('dossier').select('number').where('code', '=', '').compile();

function usableRanges(connection: Connection, localDate: string): NumberRangeTable[] {
  return all(connection, again(USABLE_RANGES, 'active', getMeta(connection, 'epoch') ?? '', localDate, localDate));
}

function toDomain(range: Omit<NumberRangeTable, 'state'>): NumberRange {
  return {
    id: range.id,
    agencyCode: range.agency_code,
    template: range.template,
    first: range.first,
    last: range.last,
    validFrom: range.valid_from,
    validTo: range.valid_to,
    epoch: range.epoch,
  };
}

function counter(connection: Connection, rangeId: string, localDate: string): number | null {
  return get(connection, again(COUNTER, rangeId, localDate))?.next ?? null;
}

function saveCounter(tx: WriteTx, rangeId: string, localDate: string, next: number): void {
  run(tx.connection, again(SAVE_COUNTER, rangeId, localDate, next));
}

function isTaken(connection: Connection, code: string): boolean {
  return get(connection, again(NUMBER_OF_CODE, code)) !== undefined;
}

/** Letters come from the epoch: a restored copy counts under other letters and never repeats a printed number. */
function takeTemporary(tx: WriteTx): string {
  const epoch = getMeta(tx.connection, 'epoch') ?? '';
  const [countedEpoch, counted] = (getMeta(tx.connection, TEMPORARY_META) ?? '').split(':');
  const next = countedEpoch === epoch ? Number(counted) : 1;
  setMeta(tx, TEMPORARY_META, `${epoch}:${next + 1}`);
  return formatTemporaryCode({ device: deviceLetters(epoch), counter: next });
}

function deviceLetters(epoch: string): string {
  const digest = createHash('sha256').update(`temporary:${epoch}`).digest();
  const space = 36 ** 4;
  return (digest.readUInt32BE(0) % space).toString(36).toUpperCase().padStart(4, '0');
}
