import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { dossierIdSchema } from '../../domain/dossier/model.ts';
import { referencePackSchema } from '../../domain/office/model.ts';
import type { DossierReply, LeaseReply, Op, PushReply, ReferenceReply, Verdict } from '../protocol/messages.ts';
import { leaseRequestSchema, opSchema, pushRequestSchema } from '../protocol/messages.ts';
import { deviceOf, MAX_BATCH_OPS } from './enrol-routes.ts';
import { unitsOf } from './ledger.ts';
import type { Writer } from './push.ts';
import { ProblemError, sendJson } from './replies.ts';
import { MAX_JSON_BYTES } from './request-body.ts';
import type { CityContext } from './server.ts';
import { badTextPaths } from './well-formed.ts';

const MAX_PAGE = 1000;
const MAX_WAIT_SECONDS = 25;
/** Changes made by another process are seen within this time. */
const POLL_MS = 1000;

/** The envelope is strict; each op is judged alone, so that a broken one does not hold the batch. */
const envelopeSchema = pushRequestSchema.extend({ ops: z.array(z.unknown()) });
const opIdSchema = z.looseObject({ op_id: z.uuid() });
const pullQuerySchema = z.strictObject({
  cursor: z.string().max(300).default(''),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(200),
  wait: z.coerce.number().min(0).max(60).default(0),
});

export function addSyncRoutes(app: FastifyInstance, context: CityContext): void {
  const { store } = context;

  app.post('/v1/sync/push', async (request, reply) => {
    const writer = await deviceOf(context, request);
    const envelope = envelopeSchema.safeParse(request.body);
    if (!envelope.success || envelope.data.epoch !== writer.epoch) throw new ProblemError(400, 'malformed');
    if (envelope.data.ops.length > MAX_BATCH_OPS) throw new ProblemError(413, 'too_large');
    const read = envelope.data.ops.map(readOp);
    const ops = read.filter((item) => item.op !== null).map((item) => item.op as Op);
    const outcome = await store.push(writer, ops, envelope.data.journal_head);
    await replyMayBeLost(context, reply, ops);
    const verdicts = outcome.results[Symbol.iterator]();
    const body: PushReply = {
      acked_seq: outcome.ackedSeq,
      durable_seq: outcome.durableSeq,
      results: read.map((item) => item.refusal ?? (verdicts.next().value as Verdict)),
      max_batch_bytes: MAX_JSON_BYTES,
      next_after_ms: 0,
    };
    return sendJson(reply, body);
  });

  app.get('/v1/sync/pull', async (request, reply) => {
    const writer = await deviceOf(context, request);
    const query = pullQuerySchema.safeParse(request.query);
    if (!query.success) throw new ProblemError(400, 'malformed');
    const { cursor, limit, wait } = query.data;
    const afterSeq = cursor === '' ? 0 : await readCursor(context, writer, cursor);
    if (cursor !== '') await store.acknowledgePull(writer, afterSeq);
    await waitForNews(context, writer, afterSeq, Math.min(wait, MAX_WAIT_SECONDS) * 1000, () => request.raw.destroyed);
    const page = await store.pull(writer, afterSeq, limit);
    const rest = JSON.stringify({ cursor: page.cursor, more: page.more, packs: await store.packVersions(writer) });
    return sendJson(reply, `{"events":[${page.eventTexts.join(',')}],${rest.slice(1)}`);
  });

  app.get('/v1/reference/:pack', async (request, reply) => {
    const writer = await deviceOf(context, request);
    const pack = referencePackSchema.safeParse((request.params as { pack: string }).pack);
    if (!pack.success) throw new ProblemError(404, 'not_found');
    const stored = await store.readPack(pack.data, writer.unitId);
    if (stored === null) throw new ProblemError(404, 'not_found');
    const office = pack.data === 'office' ? await store.officePack(writer.unitId, writer.deviceId) : null;
    const body: ReferenceReply = {
      pack: pack.data,
      version: stored.version,
      body: (office?.office ?? stored.body) as ReferenceReply['body'],
    };
    return sendJson(reply, body);
  });

  app.get('/v1/dossiers/:id', async (request, reply) => {
    const writer = await deviceOf(context, request);
    const id = dossierIdSchema.safeParse((request.params as { id: string }).id);
    const copy = id.success ? await store.dossier(id.data) : null;
    if (copy === null || !unitsOf(copy.state).includes(writer.unitId)) throw new ProblemError(404, 'not_found');
    const { version, status, code, state, complete } = copy;
    const files = copy.files.map(({ sha256, state: fileState }) => ({ sha256, state: fileState }));
    const body = { id: copy.id, version, status, code, state, files, complete } as unknown as DossierReply;
    return sendJson(reply.header('etag', `"${version}"`), body);
  });

  app.post('/v1/number-blocks', async (request, reply) => {
    const writer = await deviceOf(context, request);
    const input = leaseRequestSchema.safeParse(request.body);
    if (!input.success || input.data.epoch !== writer.epoch) throw new ProblemError(400, 'malformed');
    const range = await store.leaseRange(writer, input.data.lease_request_id);
    if (range === null) throw new ProblemError(409, 'range_unavailable');
    const body: LeaseReply = { range };
    return sendJson(reply, body);
  });
}

async function readCursor({ store }: CityContext, writer: Writer, cursor: string): Promise<number> {
  const reading = await store.readCursor(writer, cursor);
  switch (reading.kind) {
    case 'cursor':
      return reading.seq;
    case 'malformed':
      throw new ProblemError(400, 'malformed');
    case 'timeline_changed':
      throw new ProblemError(409, 'timeline_changed');
    case 'cursor_expired':
      throw new ProblemError(410, 'cursor_expired');
    case 'scope_changed':
      throw new ProblemError(412, 'scope_changed');
  }
}

/** Returns at once when there is news, else when a commit brings some, the time is over or the city stops. */
async function waitForNews(
  { store, stopping }: CityContext,
  writer: Writer,
  afterSeq: number,
  waitMs: number,
  gone: () => boolean,
): Promise<void> {
  const until = performance.now() + waitMs;
  for (;;) {
    if (await store.hasNews(writer, afterSeq)) return;
    const left = until - performance.now();
    if (left <= 0 || stopping.aborted || gone()) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        stopCommit();
        stopping.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(left, POLL_MS));
      const stopCommit = store.onCommit(done);
      stopping.addEventListener('abort', done);
    });
  }
}

function readOp(input: unknown): { op: Op | null; refusal: Verdict | null } {
  const parsed = opSchema.safeParse(input);
  if (parsed.success && badTextPaths({ ...parsed.data, payload: null }, 'op').length === 0) {
    return { op: parsed.data, refusal: null };
  }
  const named = opIdSchema.safeParse(input);
  if (!named.success) throw new ProblemError(400, 'malformed');
  const fields = parsed.success
    ? badTextPaths({ ...parsed.data, payload: null }, 'op')
    : [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].slice(0, 50);
  return { op: null, refusal: { op_id: named.data.op_id, verdict: 'rejected', code: 'malformed', fields } };
}

/** Fail-point: the commit stands and the connection is cut before a byte of the reply. */
async function replyMayBeLost({ store }: CityContext, reply: FastifyReply, ops: readonly Op[]): Promise<void> {
  try {
    await store.hooks.afterCommitBeforeReply?.({ opIds: ops.map((op) => op.op_id) });
  } catch (error) {
    reply.raw.destroy();
    throw error;
  }
}
