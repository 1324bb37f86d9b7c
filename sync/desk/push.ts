import { randomUUID } from 'node:crypto';
import { journalHead, markSent, nextOps, type OutboxOp, recordPushFailure, refuseOp } from '../../db/outbox.ts';
import { acknowledged } from '../../db/sync-stream.ts';
import { recordVerdicts } from '../../db/verdicts.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type PushReply, type PushRequest, pushReplySchema } from '../protocol/messages.ts';
import { type CityLink, readReply } from './link.ts';
import { retryDelayMs } from './retry-policy.ts';

export interface PushReport {
  /** Ops given to the city, repeats included. */
  readonly sent: number;
  /** Ops the city says it has. */
  readonly acked: number;
  readonly stopped: number;
}

/** Largest batch this desk builds, whatever the city would take. */
const BYTES_CAP = 1024 * 1024;
const BYTES_FLOOR = 8 * 1024;
const TARGET_MS = 5000;
const FAST_MS = 1000;
/** Batches in a row of which the city took nothing before the rest waits. */
const PATIENCE = 3;

/** Sends queued facts until none is ready. Fails with the first exchange that failed; what was acknowledged stays so. */
export async function pushPending(link: CityLink, signal?: AbortSignal): Promise<Result<PushReport>> {
  const report = { sent: 0, acked: 0, stopped: 0 };
  let fruitless = 0;
  while (fruitless < PATIENCE) {
    const ops = nextOps(link.office.connection, {
      now: link.now(),
      limit: link.pace.pushOps,
      maxBytes: link.pace.pushBytes,
    });
    if (ops.length === 0) break;
    const limits = await link.limits();
    if (!limits.ok) return limits;
    const batch = await link.whileSending(() => pushBatch(link, ops, signal));
    if (!batch.ok) return batch;
    report.sent += ops.length;
    report.acked += batch.value.acked;
    report.stopped += batch.value.stopped;
    fruitless = batch.value.moved ? 0 : fruitless + 1;
  }
  return ok(report);
}

interface BatchReport {
  readonly acked: number;
  readonly stopped: number;
  /** Whether the queue is another than before. */
  readonly moved: boolean;
}

async function pushBatch(
  link: CityLink,
  ops: readonly OutboxOp[],
  signal: AbortSignal | undefined,
): Promise<Result<BatchReport>> {
  const { office, pace } = link;
  const seqs = ops.map((op) => op.seq);
  markSent(office, seqs);
  const sent = await link.call({
    method: 'POST',
    path: '/v1/sync/push',
    json: envelope(link, ops),
    expect: 'json',
    signal,
  });
  const reply = readReply(sent, pushReplySchema, link.clock.now().getTime());
  if (!reply.ok) {
    recordPushFailure(office, { seqs, nextAt: null });
    pace.pushBytes = Math.max(BYTES_FLOOR, Math.floor(pace.pushBytes / 2));
    if (reply.failure.code === 'city-refused' && reply.failure.status === 413) return tooLarge(link, ops);
    return reply;
  }
  const took = sent.ok ? sent.value.tookMs : 0;
  adapt(link, reply.value, took);
  const asked = new Set(ops.map((op) => op.op_id));
  const verdicts = reply.value.results.filter((verdict) => asked.has(verdict.op_id));
  const now = link.now();
  const delay = retryDelayMs({ retryClass: 'server', attempt: 2, random: link.random() });
  const retryAt = new Date(Date.parse(now) + delay).toISOString();
  const answered = new Set(verdicts.map((verdict) => verdict.op_id));
  const unanswered = ops.filter((op) => !answered.has(op.op_id)).map((op) => op.seq);
  if (unanswered.length > 0) recordPushFailure(office, { seqs: unanswered, nextAt: retryAt });
  recordVerdicts(office, {
    verdicts,
    ackedSeq: reply.value.acked_seq,
    durableSeq: reply.value.durable_seq,
    timeline: sent.ok ? sent.value.timeline : '',
    now,
    retryAt,
  });
  const acked = verdicts.filter(({ verdict }) => verdict === 'applied' || verdict === 'duplicate').length;
  const stopped = verdicts.filter(
    ({ verdict }) => verdict === 'conflict' || verdict === 'rejected' || verdict === 'id_reuse',
  ).length;
  if (stopped > 0) link.log({ event: 'push-lanes-stopped', count: stopped });
  if (acked === 0 && reply.value.next_after_ms > 0) await pause(reply.value.next_after_ms, signal);
  return ok({ acked, stopped, moved: acked + stopped > 0 });
}

/** A batch over the limit is made smaller; one op over the limit can never be sent. */
function tooLarge(link: CityLink, ops: readonly OutboxOp[]): Result<BatchReport> {
  const [first] = ops;
  if (ops.length > 1 || first === undefined) {
    link.pace.pushOps = Math.max(1, Math.floor(ops.length / 2));
    return ok({ acked: 0, stopped: 0, moved: true });
  }
  refuseOp(link.office, { seq: first.seq, reason: 'too_large' });
  return ok({ acked: 0, stopped: 1, moved: true });
}

function envelope(link: CityLink, ops: readonly OutboxOp[]): PushRequest {
  return {
    batch_id: randomUUID(),
    epoch: link.office.epoch,
    last_known_acked: acknowledged(link.office.connection)?.ackedSeq ?? 0,
    clock: { wall: link.now(), quality: link.clockWatch.quality(), offset_ms: link.clockWatch.offsetMs() },
    journal_head: journalHead(link.office.connection),
    ops: ops as PushRequest['ops'],
  };
}

function adapt(link: CityLink, reply: PushReply, tookMs: number): void {
  const { pace } = link;
  const cap = Math.min(BYTES_CAP, reply.max_batch_bytes);
  if (tookMs < FAST_MS) {
    pace.pushBytes = Math.min(cap, pace.pushBytes * 2);
    pace.pushOps = Math.min(500, pace.pushOps * 2);
  } else if (tookMs > TARGET_MS) {
    pace.pushBytes = Math.max(BYTES_FLOOR, Math.floor(pace.pushBytes / 2));
    pace.pushOps = Math.max(10, Math.floor(pace.pushOps / 2));
  }
  pace.pushBytes = Math.min(cap, pace.pushBytes);
}

const LONGEST_PAUSE_MS = 30_000;

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, Math.min(ms, LONGEST_PAUSE_MS));
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done);
  });
}
