import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { evolve } from '../../domain/dossier/dossier.ts';
import type { Fact } from '../../domain/dossier/facts.ts';
import { FACT_SCHEMA, filesOf } from '../../domain/dossier/facts.ts';
import { canonicalJson } from '../../domain/text/canonical-json.ts';
import type { CityEvent } from '../protocol/messages.ts';
import { inChunks } from './chunks.ts';
import type { CityTables, EventTable } from './schema.ts';

export type CityTransaction = Transaction<CityTables>;

export interface CityDossier {
  readonly id: string;
  readonly version: number;
  readonly state: Dossier;
}

export interface FactToAppend {
  readonly agg: string;
  readonly fact: Fact;
  /** Unit whose device said it, or `city`: the one that has to show the bytes of the files it names. */
  readonly byUnit: string;
  readonly actor: CityEvent['actor'];
  readonly at: CityEvent['at'];
  readonly opId: string | null;
  /** The payload as it came, canonical JSON; facts are stored as said, not as parsed. */
  readonly payloadText?: string;
  readonly eventId?: string;
  /** ISO instant; the ledger's own time when absent. */
  readonly committedAt?: string;
}

export interface Appended {
  readonly eventId: string;
  readonly dossier: CityDossier;
}

/**
 * The facts one transaction adds. Appending folds in memory; `flush` writes events, the feed, dossiers and file links
 * together. The counter row is taken first, so writers queue and commit_seq follows the order of commits.
 */
export interface Ledger {
  load(ids: readonly string[]): Promise<void>;
  get(id: string): CityDossier | null;
  /** Whether the code belongs to a dossier other than `except`. */
  codeTaken(code: string, except: string): Promise<boolean>;
  /** Null when the fact opens no dossier and none is known. */
  append(input: FactToAppend): Appended | null;
  /** Takes a place in the feed without an event, for changes of reference packs. */
  reserveSeq(): number;
  flush(): Promise<void>;
}

/** Opens the ledger of a transaction and holds back every other writer until it ends. */
export async function openLedger(trx: CityTransaction, now: string): Promise<Ledger> {
  const counter = await trx
    .updateTable('feed_counter')
    .set({ commit_seq: sql`commit_seq + 0` })
    .where('id', '=', 1)
    .returning('commit_seq')
    .executeTakeFirstOrThrow();
  const startSeq = Number(counter.commit_seq);
  let seq = startSeq;
  const dossiers = new Map<string, CityDossier | null>();
  const changed = new Set<string>();
  const newCodes = new Map<string, string>();
  const events: EventTable[] = [];
  const eventUnits: { unit_id: string; commit_seq: number }[] = [];
  const links: { agg: string; sha256: string; by_unit: string }[] = [];

  async function load(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !dossiers.has(id));
    for (const part of inChunks(missing, 500)) {
      for (const id of part) dossiers.set(id, null);
      const rows = await trx.selectFrom('dossier').select(['id', 'version', 'state']).where('id', 'in', part).execute();
      for (const row of rows) {
        dossiers.set(row.id, { id: row.id, version: row.version, state: JSON.parse(row.state) as Dossier });
      }
    }
  }

  function get(id: string): CityDossier | null {
    const dossier = dossiers.get(id);
    if (dossier === undefined) throw new Error('dossier was not loaded into the ledger');
    return dossier;
  }

  async function codeTaken(code: string, except: string): Promise<boolean> {
    const holder = newCodes.get(code);
    if (holder !== undefined) return holder !== except;
    const row = await trx.selectFrom('dossier').select('id').where('code', '=', code).executeTakeFirst();
    return row !== undefined && row.id !== except;
  }

  function append(input: FactToAppend): Appended | null {
    const before = get(input.agg);
    const state = evolve(before?.state ?? null, input.fact);
    if (state === null) return null;
    const dossier: CityDossier = { id: input.agg, version: (before?.version ?? 0) + 1, state };
    dossiers.set(input.agg, dossier);
    changed.add(input.agg);
    if (state.code !== null) newCodes.set(state.code, input.agg);
    seq += 1;
    const eventId = input.eventId ?? randomUUID();
    events.push({
      commit_seq: seq,
      event_id: eventId,
      agg: input.agg,
      version: dossier.version,
      op_id: input.opId,
      type: input.fact.type,
      schema: FACT_SCHEMA,
      actor: JSON.stringify(input.actor),
      at: JSON.stringify(input.at),
      committed_at: input.committedAt ?? now,
      payload: input.payloadText ?? canonicalJson(input.fact.payload),
    });
    for (const unit of unitsOf(state)) eventUnits.push({ unit_id: unit, commit_seq: seq });
    for (const sha256 of filesOf(input.fact)) links.push({ agg: input.agg, sha256, by_unit: input.byUnit });
    return { eventId, dossier };
  }

  async function flush(): Promise<void> {
    if (seq === startSeq) return;
    await trx.updateTable('feed_counter').set({ commit_seq: seq }).where('id', '=', 1).execute();
    for (const part of inChunks(events, 500)) await trx.insertInto('event').values(part).execute();
    for (const part of inChunks(eventUnits, 1000)) await trx.insertInto('event_unit').values(part).execute();
    for (const part of inChunks(links, 1000)) {
      await trx
        .insertInto('dossier_blob')
        .values(part)
        .onConflict((c) => c.doNothing())
        .execute();
    }
    for (const part of inChunks([...changed], 500)) await writeDossiers(part.map(get), now);
  }

  async function writeDossiers(part: readonly (CityDossier | null)[], updatedAt: string): Promise<void> {
    const rows = part
      .filter((dossier) => dossier !== null)
      .map(({ id, version, state }) => ({
        id,
        version,
        status: state.status,
        code: state.code,
        ...state.units,
        state: JSON.stringify(state),
        updated_at: updatedAt,
      }));
    await trx
      .insertInto('dossier')
      .values(rows)
      .onConflict((c) =>
        c.column('id').doUpdateSet((eb) => ({
          version: eb.ref('excluded.version'),
          status: eb.ref('excluded.status'),
          code: eb.ref('excluded.code'),
          state: eb.ref('excluded.state'),
          updated_at: eb.ref('excluded.updated_at'),
        })),
      )
      .execute();
  }

  return {
    load,
    get,
    codeTaken,
    append,
    reserveSeq: () => {
      seq += 1;
      return seq;
    },
    flush,
  };
}

/** The units that see a dossier, each once. */
export function unitsOf(state: Dossier): readonly string[] {
  return [...new Set([state.units.receiving, state.units.deciding, state.units.returning])];
}
