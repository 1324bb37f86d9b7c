import { z } from 'zod';
import { parseCalendar } from '../domain/calendar/working-calendar.ts';
import { parseCatalogue } from '../domain/catalogue/catalogue.ts';
import { officePackSchema, type ReferencePack, usersPackSchema } from '../domain/office/model.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Connection } from './database.ts';
import type { OfficeDb } from './office-db.ts';
import { all, query, run } from './query.ts';

const CHECKS: Record<ReferencePack, (body: unknown) => unknown> = {
  office: (body) => officePackSchema.parse(body),
  users: (body) => usersPackSchema.parse(body),
  calendar: parseCalendar,
  procedures: parseCatalogue,
};

/**
 * Stores one version of a reference pack; older versions stay, since dossiers keep those they were received under.
 * `invalid-input` when the body is not such a pack: it is not stored and the version in force stays in force.
 */
export function storeReference(
  office: OfficeDb,
  input: { readonly pack: ReferencePack; readonly version: number; readonly body: unknown; readonly now: string },
): Result<void> {
  const { pack, version, body, now } = input;
  try {
    CHECKS[pack](body);
  } catch (error) {
    return fail({ code: 'invalid-input', fields: faults(error, pack) });
  }
  const text = JSON.stringify(body);
  office.write((tx) => {
    run(
      tx.connection,
      query
        .insertInto('reference_pack')
        .values({ pack, version, body: text, stored_at: now })
        .onConflict((conflict) => conflict.columns(['pack', 'version']).doUpdateSet({ body: text, stored_at: now })),
    );
    tx.touchLists();
  });
  return ok(undefined);
}

/** Newest stored version of each pack; packs never delivered are absent. */
export function referenceVersions(connection: Connection): Partial<Record<ReferencePack, number>> {
  const rows = all(
    connection,
    query
      .selectFrom('reference_pack')
      .select(({ fn }) => ['pack', fn.max('version').as('version')])
      .groupBy('pack'),
  );
  return Object.fromEntries(rows.map((row) => [row.pack, row.version]));
}

function faults(error: unknown, pack: ReferencePack): { path: string; reason: string }[] {
  if (error instanceof z.ZodError) {
    return error.issues.slice(0, 20).map((issue) => ({ path: [pack, ...issue.path].join('.'), reason: issue.code }));
  }
  return [{ path: pack, reason: 'not-usable' }];
}
