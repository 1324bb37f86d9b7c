import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HEADER, SYNC_MEDIA_TYPE } from '../protocol/headers.ts';
import { digestOf, ProblemError } from './replies.ts';
import { nestingWithin } from './well-formed.ts';

/** Largest JSON body, as sent and after decompression. */
export const MAX_JSON_BYTES = 8 * 1024 * 1024;
/** Encodings a request body may have. */
export const ENCODINGS = ['zstd', 'gzip', 'identity'] as const;
const MAX_NESTING = 64;

/** Takes JSON bodies: digest checked over what was sent, decompressed within limits, nesting bounded. */
export function acceptJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    [SYNC_MEDIA_TYPE, 'application/json'],
    { parseAs: 'buffer', bodyLimit: MAX_JSON_BYTES },
    async (request: FastifyRequest, body: Buffer) => parseBody(request, body),
  );
}

function parseBody(request: FastifyRequest, body: Buffer): unknown {
  const digest = request.headers[HEADER.contentDigest];
  // Damaged on the way, not wrong at its source: the sender should simply send it again.
  if (typeof digest === 'string' && digest !== digestOf(body)) {
    throw new ProblemError(503, 'checksum_mismatch', { 'retry-after': '1' });
  }
  const value = parseJson(inflate(request.headers['content-encoding'] ?? 'identity', body));
  if (!nestingWithin(value, MAX_NESTING)) throw new ProblemError(400, 'malformed');
  return value;
}

function inflate(encoding: string, body: Buffer): Buffer {
  if (encoding === 'identity') return body;
  if (encoding !== 'gzip' && encoding !== 'zstd') throw new ProblemError(415, 'malformed');
  const options = { maxOutputLength: MAX_JSON_BYTES };
  try {
    return encoding === 'gzip' ? gunzipSync(body, options) : zstdDecompressSync(body, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new ProblemError(413, 'too_large');
    throw new ProblemError(400, 'malformed');
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new ProblemError(400, 'malformed');
  }
}
