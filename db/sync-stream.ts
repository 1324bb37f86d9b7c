import type { Connection } from './database.ts';
import type { WriteTx } from './office-db.ts';
import { get, query, run } from './query.ts';

/** Marks of the streams between this desk and the city: `push` up, `pull` down. */
export interface Acknowledged {
  /** Highest seq up to which the city committed everything. */
  readonly ackedSeq: number;
  /** Highest seq that the city's own backup holds. */
  readonly durableSeq: number;
}

export function acknowledged(connection: Connection): Acknowledged | null {
  const row = get(connection, query.selectFrom('sync_stream').selectAll().where('stream', '=', 'push'));
  return row === undefined ? null : { ackedSeq: row.acked_seq, durableSeq: row.durable_seq };
}

export function saveAcknowledged(tx: WriteTx, marks: Acknowledged & { readonly timeline: string }): void {
  const row = { timeline: marks.timeline, token: '', acked_seq: marks.ackedSeq, durable_seq: marks.durableSeq };
  saveStream(tx, 'push', row);
}

/** Cursor and timeline of the pull stream; an empty cursor asks for everything from the start. */
export function pullCursor(connection: Connection): { cursor: string; timeline: string | null } {
  const row = get(connection, query.selectFrom('sync_stream').selectAll().where('stream', '=', 'pull'));
  return row === undefined ? { cursor: '', timeline: null } : { cursor: row.token, timeline: row.timeline };
}

export function savePullCursor(tx: WriteTx, input: { readonly cursor: string; readonly timeline: string }): void {
  saveStream(tx, 'pull', { timeline: input.timeline, token: input.cursor, acked_seq: 0, durable_seq: 0 });
}

/** Forgets both streams: another city, or another device in its eyes. */
export function forgetStreams(tx: WriteTx): void {
  run(tx.connection, query.deleteFrom('sync_stream'));
}

function saveStream(
  tx: WriteTx,
  stream: string,
  row: { timeline: string; token: string; acked_seq: number; durable_seq: number },
): void {
  run(
    tx.connection,
    query
      .insertInto('sync_stream')
      .values({ stream, ...row })
      .onConflict((conflict) => conflict.column('stream').doUpdateSet(row)),
  );
}
