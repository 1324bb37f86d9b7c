import { readBlobSlice } from '../../db/blobs.ts';
import {
  nextUploads,
  type PendingUpload,
  recordUploadAvailable,
  recordUploadFailure,
  recordUploadProgress,
} from '../../db/uploads.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { blobReplySchema } from '../protocol/messages.ts';
import { type CityReply, replyFailure } from './exchange.ts';
import { type CityLink, readReply } from './link.ts';
import { classifyFailure, retryDelayMs } from './retry-policy.ts';

export interface UploadReport {
  readonly files: number;
  readonly bytes: number;
  readonly givenUp: number;
}

export interface UploadOptions {
  /** Files larger than this wait for the next call. */
  readonly maxBytes?: number;
  /** Runs between chunks: facts never wait behind a long file. */
  readonly between?: () => Promise<unknown>;
  readonly signal?: AbortSignal | undefined;
}

const SMALLEST_CHUNK = 32 * 1024;
const LARGEST_CHUNK = 8 * 1024 * 1024;
const CHUNK_SECONDS = 8;
const HASH_RESTARTS = 3;
const ROUNDS = 12;

/** How a file ended: at the city, given up (a person must act), or put off. */
type Outcome = 'available' | 'given-up' | 'put-off';

/** Sends files, small first, until none is ready. Fails with the first exchange that failed. */
export async function uploadPending(link: CityLink, options: UploadOptions = {}): Promise<Result<UploadReport>> {
  const report = { files: 0, bytes: 0, givenUp: 0 };
  const maxBytes = options.maxBytes ?? Number.POSITIVE_INFINITY;
  for (;;) {
    if (options.signal?.aborted) return ok(report);
    const [file] = nextUploads(link.office.connection, { now: link.now(), limit: 1 });
    if (file === undefined || file.bytes > maxBytes) return ok(report);
    const limits = await link.limits();
    if (!limits.ok) return limits;
    if (file.bytes > limits.value.max_blob_bytes) {
      giveUp(link, file, 'too_large');
      report.givenUp += 1;
      continue;
    }
    const largestChunk = limits.value.max_chunk_bytes;
    const outcome = await link.whileSending(() => uploadFile(link, file, { ...options, largestChunk }));
    if (!outcome.ok) {
      putOff(link, file, classifyFailure(outcome.failure) === 'network');
      return outcome;
    }
    if (outcome.value === 'available') {
      report.files += 1;
      report.bytes += file.bytes;
    }
    if (outcome.value === 'given-up') report.givenUp += 1;
    await options.between?.();
  }
}

/**
 * Brings one file to the city: PUT by hash gives or finds the upload, then chunks from the offset that the city says it
 * has. The address is stored before the first byte, so a cut goes on where it was. The final hash decides.
 */
async function uploadFile(
  link: CityLink,
  file: PendingUpload,
  options: UploadOptions & { readonly largestChunk: number },
): Promise<Result<Outcome>> {
  let url = file.uploadUrl;
  let offset: number | null = null;
  let restarts = 0;
  // Each round begins an upload or asks where it stands; a city that never agrees does not hold this desk for ever.
  for (let round = 0; round < ROUNDS; round += 1) {
    if (url === null) {
      const begun = await begin(link, file, options.signal);
      if (!begun.ok) return begun;
      if (typeof begun.value === 'string') return ok(begun.value);
      url = begun.value.url;
      offset = begun.value.offset;
    }
    if (offset === null) {
      const asked = await askOffset(link, url, options.signal);
      if (!asked.ok) return asked;
      if (asked.value === 'gone' || asked.value > file.bytes) {
        if (asked.value !== 'gone') await link.call({ method: 'DELETE', path: url, expect: 'nothing' });
        url = null;
        continue;
      }
      offset = asked.value;
    }
    const sent = await sendChunks(link, file, url, offset, options);
    if (!sent.ok) return sent;
    switch (sent.value) {
      case 'available':
      case 'given-up':
        return ok(sent.value);
      case 'gone':
        url = null;
        offset = null;
        break;
      case 'elsewhere':
        offset = null;
        break;
      case 'hash-differs':
        restarts += 1;
        if (restarts > HASH_RESTARTS) {
          giveUp(link, file, 'checksum_mismatch');
          return ok('given-up');
        }
        url = null;
        offset = null;
        break;
    }
  }
  putOff(link, file, false);
  return ok('put-off');
}

async function begin(
  link: CityLink,
  file: PendingUpload,
  signal: AbortSignal | undefined,
): Promise<Result<Outcome | { url: string; offset: number | null }>> {
  const sent = await link.call({
    method: 'PUT',
    path: `/v1/blobs/${file.sha256}`,
    json: { size: file.bytes, mime: file.mime, dossier: file.dossierId },
    expect: 'json',
    signal,
  });
  if (sent.ok && sent.value.status === 413) {
    giveUp(link, file, 'too_large');
    return ok('given-up');
  }
  const reply = readReply(sent, blobReplySchema, link.clock.now().getTime());
  if (!reply.ok) return reply;
  const { state, upload_url: url, offset } = reply.value;
  switch (state) {
    case 'available':
      recordUploadAvailable(link.office, { sha256: file.sha256, now: link.now() });
      return ok('available');
    case 'infected':
    case 'rejected':
      giveUp(link, file, state);
      return ok('given-up');
    case 'verifying':
      putOff(link, file, false);
      return ok('put-off');
    case 'absent':
    case 'receiving':
      if (url === null) return fail({ code: 'not-our-city', cause: 'wrong-content' });
      recordUploadProgress(link.office, { sha256: file.sha256, uploadUrl: url, sentBytes: offset });
      // A fresh upload stands at its beginning; a found one may still be written to by a dead connection.
      return ok({ url, offset: offset === 0 ? 0 : null });
  }
}

async function askOffset(
  link: CityLink,
  url: string,
  signal: AbortSignal | undefined,
): Promise<Result<number | 'gone'>> {
  const sent = await link.call({ method: 'HEAD', path: url, expect: 'nothing', signal });
  if (!sent.ok) return sent;
  if (sent.value.status === 404 || sent.value.status === 410) return ok('gone');
  const failure = replyFailure(sent.value, link.clock.now().getTime());
  if (failure !== null) return fail(failure);
  const offset = offsetOf(sent.value);
  return offset === null ? fail({ code: 'not-our-city', cause: 'wrong-content' }) : ok(offset);
}

/** `gone`: the upload expired; `elsewhere`: the city stands at another offset; `hash-differs`: the whole is not the file. */
type ChunksEnd = 'available' | 'given-up' | 'gone' | 'elsewhere' | 'hash-differs';

async function sendChunks(
  link: CityLink,
  file: PendingUpload,
  url: string,
  from: number,
  options: UploadOptions & { readonly largestChunk: number },
): Promise<Result<ChunksEnd>> {
  const { pace, office } = link;
  let offset = from;
  for (;;) {
    const length = Math.min(pace.uploadChunkBytes, options.largestChunk);
    const slice = readBlobSlice(office, file.sha256, offset, length);
    if (!slice.ok) {
      link.log({ event: 'upload-file-unreadable', sha256: file.sha256.slice(0, 12) });
      giveUp(link, file, slice.failure.code);
      return ok('given-up');
    }
    const chunk = slice.value.bytes;
    const sent = await link.call({
      method: 'PATCH',
      path: url,
      bytes: chunk,
      headers: {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
        'tus-resumable': '1.0.0',
      },
      expect: 'nothing',
      signal: options.signal,
    });
    if (!sent.ok) {
      pace.uploadChunkBytes = Math.max(SMALLEST_CHUNK, Math.floor(pace.uploadChunkBytes / 2));
      return sent;
    }
    const reply = sent.value;
    if (reply.status === 409) return ok('elsewhere');
    if (reply.status === 404 || reply.status === 410) return ok('gone');
    if (reply.status === 460) return ok('hash-differs');
    if (reply.status === 413 && pace.uploadChunkBytes > SMALLEST_CHUNK) {
      pace.uploadChunkBytes = Math.max(SMALLEST_CHUNK, Math.floor(pace.uploadChunkBytes / 2));
      return ok('elsewhere');
    }
    const failure = replyFailure(reply, link.clock.now().getTime());
    if (failure !== null) return fail(failure);
    const reached = offsetOf(reply);
    if (reached === null) return ok('elsewhere');
    measure(link, chunk.length, reply.tookMs);
    if (reached === file.bytes) {
      recordUploadAvailable(office, { sha256: file.sha256, now: link.now() });
      return ok('available');
    }
    if (reached > file.bytes || reached <= offset) return ok('elsewhere');
    offset = reached;
    recordUploadProgress(office, { sha256: file.sha256, uploadUrl: url, sentBytes: offset });
    await options.between?.();
    if (options.signal?.aborted) return fail({ code: 'city-unreachable' });
  }
}

/** The next chunk is what the line carries in eight seconds, growing at most fourfold at a time. */
function measure(link: CityLink, bytes: number, tookMs: number): void {
  if (bytes < SMALLEST_CHUNK) return;
  const carried = (bytes / Math.max(1, tookMs)) * 1000 * CHUNK_SECONDS;
  const next = Math.min(carried, link.pace.uploadChunkBytes * 4, LARGEST_CHUNK);
  link.pace.uploadChunkBytes = Math.max(SMALLEST_CHUNK, Math.floor(next));
}

function offsetOf(reply: CityReply): number | null {
  const value = reply.headers['upload-offset'];
  return typeof value === 'string' && /^\d{1,15}$/u.test(value) ? Number(value) : null;
}

function giveUp(link: CityLink, file: PendingUpload, reason: string): void {
  link.log({ event: 'upload-given-up', reason, sha256: file.sha256.slice(0, 12) });
  recordUploadFailure(link.office, { sha256: file.sha256, nextAt: link.now(), reason });
}

/** A dead line is no fault of the file: it stays first in its place. */
function putOff(link: CityLink, file: PendingUpload, isLine: boolean): void {
  const wait = isLine ? 0 : retryDelayMs({ retryClass: 'server', attempt: file.attempts + 1, random: link.random() });
  const nextAt = new Date(link.clock.now().getTime() + wait).toISOString();
  recordUploadFailure(link.office, { sha256: file.sha256, nextAt });
}
