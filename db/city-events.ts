import { recomputeDossier } from './effective.ts';
import type { OfficeDb, WriteTx } from './office-db.ts';
import { again, all, get, insertRow, query, run } from './query.ts';
import type { CityEventTable } from './schema.ts';
import { savePullCursor } from './sync-stream.ts';

export { pullCursor } from './sync-stream.ts';

/** A fact the city committed, in the shape of `hoso-sync/1`. */
export interface PulledEvent {
  readonly event_id: string;
  readonly agg: string;
  readonly version: number;
  readonly op_id: string | null;
  readonly type: string;
  readonly schema: number;
  readonly actor: { readonly id: string; readonly name: string };
  readonly at: { readonly wall: string; readonly quality: string };
  readonly committed_at: string;
  readonly payload: unknown;
}

/**
 * Applies one page of the pull feed in one transaction: events, the dossiers they change, the cursor. A repeated page
 * changes nothing. Where the city now tells another event for a version or an op than it did, the new one counts: it
 * was restored from a backup. Answers the dossiers that changed.
 */
export function applyPullPage(
  office: OfficeDb,
  input: {
    readonly events: readonly PulledEvent[];
    readonly cursor: string;
    readonly timeline: string;
    /** ISO UTC instant. */
    readonly now: string;
  },
): { dossierIds: string[] } {
  return office.write((tx) => {
    const changed = new Map<string, number>();
    for (const event of input.events) {
      const newFrom = insertEvent(tx, event);
      if (newFrom === null) continue;
      changed.set(event.agg, Math.min(newFrom, changed.get(event.agg) ?? newFrom));
    }
    for (const [dossierId, newFrom] of changed) recomputeDossier(tx, dossierId, newFrom);
    savePullCursor(tx, input);
    return { dossierIds: [...changed.keys()] };
  });
}

const OTHERS_OF_OP = query.deleteFrom('city_event').where('op_id', '=', '').where('event_id', '<>', '').compile();

/** Answers the version of the event when it was only added, 0 when it replaced another, null when it was known. */
function insertEvent(tx: WriteTx, event: PulledEvent): number | null {
  const row = rowOf(event);
  const added = insertRow(tx.connection, 'city_event', row, 'kept').changes === 1;
  if (!added && !replaceEvent(tx, row)) return null;
  const replaced =
    event.op_id === null ? 0 : run(tx.connection, again(OTHERS_OF_OP, event.op_id, event.event_id)).changes;
  return added && replaced === 0 ? event.version : 0;
}

/** Puts the event in the place of the one that stands there; false when it is that one. */
function replaceEvent(tx: WriteTx, row: CityEventTable): boolean {
  const known = get(
    tx.connection,
    query.selectFrom('city_event').select('version').where('event_id', '=', row.event_id),
  );
  if (known !== undefined) return false;
  run(
    tx.connection,
    query.deleteFrom('city_event').where('dossier_id', '=', row.dossier_id).where('version', '=', row.version),
  );
  insertRow(tx.connection, 'city_event', row);
  return true;
}

function rowOf(event: PulledEvent): CityEventTable {
  return {
    dossier_id: event.agg,
    version: event.version,
    event_id: event.event_id,
    op_id: event.op_id,
    type: event.type,
    schema: event.schema,
    actor_id: event.actor.id,
    occurred_at: event.at.wall,
    clock_quality: event.at.quality,
    committed_at: event.committed_at,
    actor_name: event.actor.name,
    payload: JSON.stringify(event.payload ?? null),
  };
}

/**
 * After everything was pulled from the start again: drops events the city no longer tells. `newest` has the highest
 * version seen of each dossier. A dossier that was not told at all goes only when this desk never wrote to it, since
 * closed ones leave the city's feed while their facts stay true.
 */
export function dropEventsNotTold(office: OfficeDb, newest: ReadonlyMap<string, number>): { dossierIds: string[] } {
  return office.write((tx) => {
    const held = all(
      tx.connection,
      query
        .selectFrom('city_event')
        .select(({ fn }) => ['dossier_id', fn.max('version').as('version')])
        .groupBy('dossier_id'),
    );
    const changed: string[] = [];
    for (const { dossier_id, version } of held) {
      const told = newest.get(dossier_id) ?? 0;
      if (version <= told || (told === 0 && wroteTo(tx, dossier_id))) continue;
      run(
        tx.connection,
        query.deleteFrom('city_event').where('dossier_id', '=', dossier_id).where('version', '>', told),
      );
      recomputeDossier(tx, dossier_id);
      changed.push(dossier_id);
    }
    return { dossierIds: changed };
  });
}

function wroteTo(tx: WriteTx, dossierId: string): boolean {
  const row = get(tx.connection, query.selectFrom('outbox').select('seq').where('dossier_id', '=', dossierId).limit(1));
  return row !== undefined;
}
