import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sha256Schema } from '../../domain/dossier/model.ts';
import { contentDigestValue } from '../protocol/digest.ts';
import { HEADER } from '../protocol/headers.ts';
import type { BlobReply } from '../protocol/messages.ts';
import { blobPutRequestSchema } from '../protocol/messages.ts';
import type { UploadRow } from './blob-rows.ts';
import { deleteUpload, findUpload } from './blob-rows.ts';
import { deviceOf, MAX_BLOB_BYTES, MAX_CHUNK_BYTES } from './enrol-routes.ts';
import type { Writer } from './push.ts';
import { ProblemError, sendJson } from './replies.ts';
import type { CityContext } from './server.ts';
import { uploadUrl } from './store.ts';

const CHUNK_TYPE = 'application/offset+octet-stream';
/** Longest slice one ranged request gets; the Content-Range says how much it was. */
const MAX_SLICE_BYTES = 8 * 1024 * 1024;
const TUS = { 'tus-resumable': '1.0.0' };

interface OpenWrite {
  readonly body: Readable;
  readonly finished: Promise<void>;
}

/** Files up (PUT by hash, then tus 1.0 HEAD/PATCH/DELETE) and down (ranged GET). */
export function addBlobRoutes(app: FastifyInstance, context: CityContext): void {
  const { store } = context;
  const openWrites = new Map<string, OpenWrite>();
  app.addContentTypeParser(CHUNK_TYPE, (_request, payload, done) => done(null, payload));

  /** A newer request for an upload ends the older one: its line is most likely dead. */
  async function takeOver(uploadId: string): Promise<void> {
    for (let open = openWrites.get(uploadId); open !== undefined; open = openWrites.get(uploadId)) {
      open.body.destroy(new Error('taken over'));
      await open.finished;
    }
  }

  async function ownUpload(request: FastifyRequest, writer: Writer): Promise<UploadRow> {
    const upload = await findUpload(store.db, (request.params as { id: string }).id);
    if (upload === null || upload.unitId !== writer.unitId) throw new ProblemError(410, 'upload_gone', TUS);
    return upload;
  }

  /** All bytes came but the city stopped before it hashed them: do that now. */
  async function endsWhole(upload: UploadRow): Promise<boolean> {
    if (openWrites.has(upload.id) || (await store.files.partSize(upload.id)) !== upload.size) return false;
    return store.finishUpload(upload);
  }

  app.put('/v1/blobs/:sha256', async (request, reply) => {
    const writer = await deviceOf(context, request);
    const sha256 = hashOf(request);
    const input = blobPutRequestSchema.safeParse(request.body);
    if (!input.success) throw new ProblemError(400, 'malformed');
    const { size, mime } = input.data;
    if (size > MAX_BLOB_BYTES) throw new ProblemError(413, 'too_large');
    const state = await store.blobState(writer.unitId, sha256);
    if (state.state === 'available') return sendJson(reply, wireState(state));
    const upload = await store.beginUpload({ sha256, size, mime, unitId: writer.unitId });
    if (await endsWhole(upload)) return sendJson(reply, { state: 'available', offset: size, upload_url: null });
    const body: BlobReply = {
      state: 'receiving',
      offset: await store.files.partSize(upload.id),
      upload_url: uploadUrl(upload),
    };
    return sendJson(reply, body);
  });

  app.head('/v1/blobs/:sha256', async (request, reply) => {
    const writer = await deviceOf(context, request);
    const state = await store.blobState(writer.unitId, hashOf(request));
    return reply.header(HEADER.blobState, state.state).header('upload-offset', String(state.offset)).code(200).send();
  });

  app.head('/v1/uploads/:id', async (request, reply) => {
    const upload = await ownUpload(request, await deviceOf(context, request));
    await takeOver(upload.id);
    const offset = (await endsWhole(upload)) ? upload.size : await store.files.partSize(upload.id);
    return reply
      .headers({ ...TUS, 'upload-offset': String(offset), 'upload-length': String(upload.size) })
      .code(200)
      .send();
  });

  app.patch('/v1/uploads/:id', { bodyLimit: MAX_CHUNK_BYTES }, async (request, reply) => {
    const writer = await deviceOf(context, request);
    const upload = await ownUpload(request, writer);
    await takeOver(upload.id);
    return writeChunk(upload, request, reply);
  });

  async function writeChunk(upload: UploadRow, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { promise: finished, resolve } = Promise.withResolvers<void>();
    const body = request.body as Readable;
    openWrites.set(upload.id, { body, finished });
    try {
      const offset = await store.files.partSize(upload.id);
      const declared = Number(request.headers['upload-offset']);
      if (!Number.isSafeInteger(declared) || declared !== offset) {
        throw new ProblemError(409, 'offset_mismatch', { ...TUS, 'upload-offset': String(offset) });
      }
      const limit = Math.min(upload.size, offset + MAX_CHUNK_BYTES);
      const outcome = await store.files.appendPart(upload.id, offset, body, limit);
      if (outcome.end === 'too-long') throw new ProblemError(413, 'too_large', { ...TUS, connection: 'close' });
      if (outcome.end === 'cut') throw new ProblemError(400, 'malformed', TUS);
      if (outcome.size === upload.size && !(await store.finishUpload(upload))) {
        throw new ProblemError(460, 'checksum_mismatch', { ...TUS, 'upload-offset': '0' });
      }
      return reply
        .headers({ ...TUS, 'upload-offset': String(outcome.size) })
        .code(204)
        .send();
    } finally {
      openWrites.delete(upload.id);
      resolve();
    }
  }

  app.delete('/v1/uploads/:id', async (request, reply) => {
    const upload = await ownUpload(request, await deviceOf(context, request));
    await takeOver(upload.id);
    await store.files.dropPart(upload.id);
    await deleteUpload(store.db, upload.id);
    return reply.headers(TUS).code(204).send();
  });

  app.get('/v1/blobs/:sha256', async (request, reply) => {
    const writer = await deviceOf(context, request);
    const sha256 = hashOf(request);
    const blob = await store.visibleFile(writer.unitId, sha256);
    if (blob === null) throw new ProblemError(404, 'not_found');
    reply.headers({ 'accept-ranges': 'bytes', etag: `"${sha256}"` }).type(blob.mime);
    const range = readRange(request.headers.range, blob.size);
    if (range === 'unsatisfiable') {
      throw new ProblemError(416, 'malformed', { 'content-range': `bytes */${blob.size}` });
    }
    if (range === null) {
      reply.header(HEADER.contentDigest, contentDigestValue(Buffer.from(sha256, 'hex').toString('base64')));
      reply.header('content-length', blob.size);
      return reply.send(Readable.from(slices(context, sha256, blob.size)));
    }
    const bytes = await store.files.read(sha256, blob.size, range.start, range.end);
    return reply
      .code(206)
      .header('content-range', `bytes ${range.start}-${range.end - 1}/${blob.size}`)
      .send(bytes);
  });
}

async function* slices({ store }: CityContext, sha256: string, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < size; start += SLICE_BYTES) {
    yield await store.files.read(sha256, size, start, Math.min(size, start + SLICE_BYTES));
  }
}

const SLICE_BYTES = 1024 * 1024;

function hashOf(request: FastifyRequest): string {
  const sha256 = sha256Schema.safeParse((request.params as { sha256: string }).sha256);
  if (!sha256.success) throw new ProblemError(400, 'malformed');
  return sha256.data;
}

function wireState({ state, offset, upload_url }: BlobReply): BlobReply {
  return { state, offset, upload_url };
}

/** One byte range as [start, end); null when none was asked for or it is not of this form. */
function readRange(header: string | undefined, size: number): { start: number; end: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/u.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const last = match[1] === '' || match[2] === '' ? size - 1 : Math.min(size - 1, Number(match[2]));
  if (start >= size || last < start) return 'unsatisfiable';
  return { start, end: Math.min(last + 1, start + MAX_SLICE_BYTES) };
}
