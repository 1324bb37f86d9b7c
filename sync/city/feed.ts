import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ReferencePack } from '../../domain/office/model.ts';
import type { CityDatabase } from './database.ts';
import { sha256Hex } from './hashing.ts';

/** What a cursor says, once its seal is known to be ours. */
export type CursorReading =
  | { readonly kind: 'cursor'; readonly seq: number }
  | { readonly kind: 'malformed' | 'timeline_changed' | 'scope_changed' | 'cursor_expired' };

interface CursorContext {
  readonly secret: string;
  readonly timeline: string;
  readonly unitId: string;
}

/** Opaque to the client: `timeline.commit_seq.filter_hash.seal`. */
export function makeCursor(context: CursorContext, seq: number): string {
  const body = `${context.timeline}.${seq}.${filterHash(context.unitId)}`;
  return `${body}.${seal(context.secret, body)}`;
}

export function readCursor(context: CursorContext, floor: number, head: number, cursor: string): CursorReading {
  const parts = cursor.split('.');
  const [timeline = '', seqText = '', filter = '', mac = ''] = parts;
  const wanted = Buffer.from(seal(context.secret, `${timeline}.${seqText}.${filter}`));
  const found = Buffer.from(mac);
  if (parts.length !== 4 || wanted.length !== found.length || !timingSafeEqual(wanted, found)) {
    return { kind: 'malformed' };
  }
  if (timeline !== context.timeline) return { kind: 'timeline_changed' };
  if (filter !== filterHash(context.unitId)) return { kind: 'scope_changed' };
  const seq = Number(seqText);
  // A cursor ahead of the feed: the city was restored and nobody said so.
  if (seq > head) return { kind: 'timeline_changed' };
  return seq < floor ? { kind: 'cursor_expired' } : { kind: 'cursor', seq };
}

function seal(secret: string, body: string): string {
  return createHmac('sha256', Buffer.from(secret, 'hex')).update(body).digest('base64url').slice(0, 32);
}

function filterHash(unitId: string): string {
  return sha256Hex(`unit:${unitId}`).slice(0, 16);
}

/** One page of the feed, its events already in wire form as JSON text. */
export interface FeedPage {
  readonly eventTexts: readonly string[];
  readonly nextSeq: number;
  readonly more: boolean;
}

/** Events of the unit's dossiers after `afterSeq`, in commit order. */
export async function readFeed(db: CityDatabase, unitId: string, afterSeq: number, limit: number): Promise<FeedPage> {
  const head = await readHead(db);
  const rows = await db
    .selectFrom('event_unit')
    .innerJoin('event', 'event.commit_seq', 'event_unit.commit_seq')
    .selectAll('event')
    .where('event_unit.unit_id', '=', unitId)
    .where('event_unit.commit_seq', '>', afterSeq)
    .where('event_unit.commit_seq', '<=', head)
    .orderBy('event_unit.commit_seq')
    .limit(limit + 1)
    .execute();
  const more = rows.length > limit;
  const page = more ? rows.slice(0, limit) : rows;
  const eventTexts = page.map((row) => {
    const head = JSON.stringify({
      event_id: row.event_id,
      agg: row.agg,
      version: row.version,
      op_id: row.op_id,
      type: row.type,
      schema: row.schema,
      committed_at: row.committed_at,
    });
    return `${head.slice(0, -1)},"actor":${row.actor},"at":${row.at},"payload":${row.payload}}`;
  });
  const last = page.at(-1);
  return { eventTexts, nextSeq: more && last !== undefined ? Number(last.commit_seq) : head, more };
}

/** commit_seq of the newest commit. */
export async function readHead(db: CityDatabase): Promise<number> {
  const row = await db.selectFrom('feed_counter').select('commit_seq').where('id', '=', 1).executeTakeFirstOrThrow();
  return Number(row.commit_seq);
}

/** Whether the unit has something new after `afterSeq`: an event, or a newer reference pack. */
export async function hasNews(db: CityDatabase, unitId: string, afterSeq: number): Promise<boolean> {
  const event = await db
    .selectFrom('event_unit')
    .select('commit_seq')
    .where('unit_id', '=', unitId)
    .where('commit_seq', '>', afterSeq)
    .limit(1)
    .executeTakeFirst();
  if (event !== undefined) return true;
  const pack = await db
    .selectFrom('reference_pack')
    .select('version')
    .where('unit_id', 'in', ['', unitId])
    .where('commit_seq', '>', afterSeq)
    .limit(1)
    .executeTakeFirst();
  return pack !== undefined;
}

/** Newest version of each reference pack a unit should hold. */
export async function packVersions(db: CityDatabase, unitId: string): Promise<Partial<Record<ReferencePack, number>>> {
  const rows = await db
    .selectFrom('reference_pack')
    .select((eb) => ['pack', eb.fn.max('version').as('version')])
    .where('unit_id', 'in', ['', unitId])
    .groupBy('pack')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.pack, Number(row.version)]));
}
