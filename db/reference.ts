import { parseCalendar, sampleCalendar, type WorkingCalendar } from '../domain/calendar/working-calendar.ts';
import { type Catalogue, parseCatalogue, sampleCatalogue } from '../domain/catalogue/catalogue.ts';
import {
  type OfficePack,
  officePackSchema,
  REFERENCE_PACKS,
  type ReferencePack,
  type UsersPack,
  usersPackSchema,
} from '../domain/office/model.ts';
import type { Connection } from './database.ts';
import { all, get, query } from './query.ts';

/** Reference data in force at this desk. Office and users are null until the city delivered them. */
export interface Reference {
  readonly office: OfficePack | null;
  readonly users: UsersPack | null;
  readonly calendar: WorkingCalendar;
  readonly catalogue: Catalogue;
  /** Version of each pack; 0 = not delivered (calendar and catalogue are then those of the product). */
  readonly versions: Readonly<Record<ReferencePack, number>>;
}

/** Reads reference data with a cache per pack version: parsing the catalogue takes tens of milliseconds. */
export function referenceReader(connection: Connection): () => Reference {
  let cached: Reference | null = null;
  return () => {
    const versions = storedVersions(connection);
    if (cached !== null && REFERENCE_PACKS.every((pack) => cached?.versions[pack] === versions[pack])) return cached;
    const pack = <T>(name: ReferencePack, kept: T | undefined, parse: (body: unknown) => T, none: () => T): T => {
      if (kept !== undefined && cached?.versions[name] === versions[name]) return kept;
      return versions[name] === 0 ? none() : parse(body(connection, name, versions[name]));
    };
    cached = {
      office: pack<OfficePack | null>(
        'office',
        cached?.office,
        (json) => officePackSchema.parse(json),
        () => null,
      ),
      users: pack<UsersPack | null>(
        'users',
        cached?.users,
        (json) => usersPackSchema.parse(json),
        () => null,
      ),
      calendar: pack('calendar', cached?.calendar, parseCalendar, sampleCalendar),
      catalogue: pack('procedures', cached?.catalogue, parseCatalogue, sampleCatalogue),
      versions,
    };
    return cached;
  };
}

function storedVersions(connection: Connection): Record<ReferencePack, number> {
  const versions: Record<ReferencePack, number> = { office: 0, users: 0, calendar: 0, procedures: 0 };
  const rows = all(
    connection,
    query
      .selectFrom('reference_pack')
      .select(({ fn }) => ['pack', fn.max('version').as('version')])
      .groupBy('pack'),
  );
  for (const row of rows) if (Object.hasOwn(versions, row.pack)) versions[row.pack as ReferencePack] = row.version;
  return versions;
}

function body(connection: Connection, pack: ReferencePack, version: number): unknown {
  const row = get(
    connection,
    query.selectFrom('reference_pack').select('body').where('pack', '=', pack).where('version', '=', version),
  );
  return JSON.parse(row?.body ?? 'null');
}
