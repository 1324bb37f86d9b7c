import { parseCalendar, sampleCalendar, type WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { type Catalogue, parseCatalogue, sampleCatalogue } from '../domain/catalogue/catalogue.ts';
import {
  type OfficePack,
  officePackSchema,
  type ReferencePack,
  type UsersPack,
  usersPackSchema,
} from '../domain/office/model.ts';
import type { Connection } from './database.ts';
import { get, prepare, query } from './query.ts';

/** Reference data in force at this desk. Office and users are null until the city delivered them. */
export interface Reference {
  readonly office: OfficePack | null;
  readonly users: UsersPack | null;
  readonly calendar: WorkingCalendar;
  readonly catalogue: Catalogue;
  /** Version of each pack; 0 = not delivered (calendar and catalogue are then those of the product). */
  readonly versions: Readonly<Record<ReferencePack, number>>;
}

/** Reads reference data; each pack is parsed once per stored body: the catalogue takes tens of milliseconds. */
export function referenceReader(connection: Connection): () => Reference {
  const office = packReader<OfficePack | null>(
    connection,
    'office',
    (body) => officePackSchema.parse(body),
    () => null,
  );
  const users = packReader<UsersPack | null>(
    connection,
    'users',
    (body) => usersPackSchema.parse(body),
    () => null,
  );
  const calendar = packReader(connection, 'calendar', parseCalendar, sampleCalendar);
  const catalogue = packReader(connection, 'procedures', parseCatalogue, sampleCatalogue);
  return () => {
    const stored = storedPacks(connection);
    return {
      office: office(stored),
      users: users(stored),
      calendar: calendar(stored),
      catalogue: catalogue(stored),
      versions: {
        office: stored.get('office')?.version ?? 0,
        users: stored.get('users')?.version ?? 0,
        calendar: stored.get('calendar')?.version ?? 0,
        procedures: stored.get('procedures')?.version ?? 0,
      },
    };
  };
}

interface StoredPack {
  readonly version: number;
  readonly stored_at: string;
}
type StoredPacks = ReadonlyMap<string, StoredPack>;

function packReader<T>(
  connection: Connection,
  pack: ReferencePack,
  parse: (body: unknown) => T,
  none: () => T,
): (stored: StoredPacks) => T {
  let cached: { readonly of: string; readonly value: T } | null = null;
  return (stored) => {
    const newest = stored.get(pack);
    if (newest === undefined) return none();
    const of = `${newest.version}@${newest.stored_at}`;
    if (cached?.of !== of) cached = { of, value: parse(body(connection, pack, newest.version)) };
    return cached.value;
  };
}

/** The newest version of each pack; SQLite takes `stored_at` from the row that has the maximum. */
function storedPacks(connection: Connection): StoredPacks {
  const rows = prepare(
    connection,
    'SELECT pack, max(version) AS version, stored_at FROM reference_pack GROUP BY pack',
  ).all() as (StoredPack & { readonly pack: string })[];
  return new Map(rows.map((row) => [row.pack, row]));
}

function body(connection: Connection, pack: ReferencePack, version: number): unknown {
  const row = get(
    connection,
    query.selectFrom('reference_pack').select('body').where('pack', '=', pack).where('version', '=', version),
  );
  return JSON.parse(row?.body ?? 'null');
}
