import { storeRange } from '../../db/numbers.ts';
import { type OfficeDb, openOffice } from '../../db/office-db.ts';
import { storeReference } from '../../db/reference-packs.ts';
import { legalDateOf } from '../../domain/calendar/legal-time.ts';
import { SAMPLE_OFFICE, SAMPLE_USERS } from '../support/sample-packs.ts';
import { BENCH_NOW } from './city-feed.ts';
import { createRaw, type RawDatabase } from './raw-database.ts';

/** The office that is measured and the two raw databases beside it. */
export interface Bench {
  readonly office: OfficeDb;
  readonly rawEncrypted: RawDatabase;
  readonly rawPlain: RawDatabase;
}

/** Opens the office of a bench folder or throws. */
export function openBenchOffice(dir: string, key: Buffer): OfficeDb {
  const opened = openOffice({ dir, key, now: BENCH_NOW });
  if (!opened.ok) throw new Error(`storage did not open: ${opened.failure.code}`);
  return opened.value;
}

/** A new office with its packs and one range of numbers, and two empty raw databases with the same tables. */
export function createBench(options: {
  readonly officeDir: string;
  readonly key: Buffer;
  /** File of a raw database by its name. */
  rawFile(name: string): string;
}): Bench {
  const { officeDir, key, rawFile } = options;
  const office = openBenchOffice(officeDir, key);
  storeReference(office, { pack: 'office', version: 1, body: SAMPLE_OFFICE, now: BENCH_NOW });
  storeReference(office, { pack: 'users', version: 1, body: SAMPLE_USERS, now: BENCH_NOW });
  const today = legalDateOf(BENCH_NOW);
  storeRange(office, {
    id: '01940000-0000-7000-8000-000000000001',
    agency_code: SAMPLE_OFFICE.units[0]?.agencyCode ?? '',
    template: '{agency}-{yyMMdd}-{NNNN}',
    first: 1,
    last: 5000,
    valid_from: today,
    valid_to: `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`,
    epoch: office.epoch,
  });
  return {
    office,
    rawEncrypted: createRaw(rawFile('raw-encrypted.db'), key, office.connection),
    rawPlain: createRaw(rawFile('raw-plain.db'), null, office.connection),
  };
}
