import { createHash, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { Failure } from '../../domain/failures.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { contentDigestValue } from '../protocol/digest.ts';
import { HEADER, PROBLEM_MEDIA_TYPE, PROTOCOL_VERSION, SYNC_MEDIA_TYPE } from '../protocol/headers.ts';
import { problemSchema } from '../protocol/messages.ts';
import { foreignReply } from './authenticity.ts';
import type { Clock, ClockWatch } from './clock.ts';
import { retryAfterSeconds } from './retry-policy.ts';

/** No byte for this long ends an exchange. Total time is not limited: thin lines are slow, not dead. */
const IDLE_TIMEOUT_MS = 30_000;
const DEFAULT_REPLY_LIMIT = 32 * 1024 * 1024;

export interface CityEndpoint {
  /** `http(s)://host:port`, without a path. */
  readonly address: string;
  /** Id of the city this desk is enrolled with; null only before enrolment, when any city may answer. */
  readonly serverId: string | null;
  readonly deviceId: string | null;
  readonly token: string | null;
  readonly epoch: string;
}

export interface CityRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with query, on the endpoint. Ids and hashes only, never personal data. */
  readonly path: string;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** Encodings the city takes for JSON bodies. */
  readonly encodings?: readonly string[];
  /** What a success carries: JSON of the protocol, raw bytes, or nothing that matters. */
  readonly expect: 'json' | 'bytes' | 'nothing';
  readonly signal?: AbortSignal | undefined;
  readonly idleTimeoutMs?: number;
  readonly replyLimitBytes?: number;
}

/** A reply that is proved to come from our city, whatever its status. */
export interface CityReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Parsed body where it is JSON; undefined otherwise. */
  readonly json: unknown;
  readonly timeline: string;
  readonly serverId: string;
  /** From the first byte sent to the last received, in milliseconds. */
  readonly tookMs: number;
}

export interface Exchange {
  /** One request. Transport trouble is `city-unreachable`; a reply that is not our city's is `not-our-city`. */
  send(endpoint: CityEndpoint, request: CityRequest): Promise<Result<CityReply>>;
  close(): void;
}

/** Connections to the city. `ca` pins the trust set for https; without it the trust set of Node applies. */
export function createExchange(options: { clock: Clock; clockWatch: ClockWatch; ca?: string | undefined }): Exchange {
  const { clock, clockWatch } = options;
  const plain = new HttpAgent({ keepAlive: true, maxSockets: 4 });
  const secure = new HttpsAgent({
    keepAlive: true,
    maxSockets: 4,
    minVersion: 'TLSv1.2',
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });

  async function send(endpoint: CityEndpoint, request: CityRequest): Promise<Result<CityReply>> {
    const requestId = randomUUID();
    const sent = clock.now().getTime();
    const started = clock.monotonic();
    const first = await transmit(endpoint, request, requestId);
    // The city closed a kept connection just as it was used again: requests are repeatable, so ask once more. A chunk is
    // not: part of it may have arrived, and the city has to be asked how much.
    const mayRepeat = first === 'stale-connection' && request.method !== 'PATCH';
    const raw = mayRepeat ? await transmit(endpoint, request, requestId) : first;
    if (raw === 'stale-connection') return fail({ code: 'city-unreachable' });
    if (!raw.ok) return raw;
    const { status, headers, body } = raw.value;
    const foreign = foreignReply({ ...raw.value, method: request.method, requestId, serverId: endpoint.serverId });
    if (foreign !== null) return fail({ code: 'not-our-city', cause: foreign });
    const wrongContent = fail({ code: 'not-our-city', cause: 'wrong-content' } as const);
    const isJson = body.length > 0 && isJsonType(headers['content-type']);
    const success = status >= 200 && status < 300 && status !== 204;
    if (success && request.method !== 'HEAD' && request.expect !== 'nothing') {
      if (isJson !== (request.expect === 'json')) return wrongContent;
    }
    const json = isJson ? parseJson(body) : undefined;
    if (isJson && json === undefined) return wrongContent;
    const city = Number(headers[HEADER.time]);
    if (Number.isFinite(city) && city > 0) clockWatch.observe({ city, sent, received: clock.now().getTime() });
    return ok({
      status,
      headers,
      body,
      json,
      timeline: String(headers[HEADER.timeline] ?? ''),
      serverId: String(headers[HEADER.serverId] ?? ''),
      tookMs: clock.monotonic() - started,
    });
  }

  function transmit(
    endpoint: CityEndpoint,
    request: CityRequest,
    requestId: string,
  ): Promise<Result<RawReply> | 'stale-connection'> {
    const target = new URL(request.path, endpoint.address);
    if (target.origin !== new URL(endpoint.address).origin) {
      // An upload URL that points elsewhere would carry the token to another host.
      return Promise.resolve(fail({ code: 'not-our-city', cause: 'wrong-server' }));
    }
    const isSecure = target.protocol === 'https:';
    const { body, encoding } = bodyOf(request);
    const requestOptions: RequestOptions = {
      method: request.method,
      agent: isSecure ? secure : plain,
      headers: { ...requestHeaders(endpoint, request, requestId, body), ...encoding },
    };
    const limit = request.replyLimitBytes ?? DEFAULT_REPLY_LIMIT;
    return new Promise((resolve) => {
      const outgoing = (isSecure ? httpsRequest : httpRequest)(target, requestOptions);
      const settle = (result: Result<RawReply> | 'stale-connection'): void => {
        request.signal?.removeEventListener('abort', giveUp);
        resolve(result);
      };
      const giveUp = (): void => {
        settle(fail({ code: 'city-unreachable' }));
        outgoing.destroy();
      };
      outgoing.setTimeout(request.idleTimeoutMs ?? IDLE_TIMEOUT_MS, giveUp);
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        const isStale = outgoing.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
        settle(isStale ? 'stale-connection' : fail(transportFailure(error, clockWatch.offsetMs())));
      });
      outgoing.on('response', (incoming) => {
        readBody(incoming, limit).then(
          (bytes) => settle(ok({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: bytes })),
          (error: unknown) => {
            if (error instanceof ReplyTooLarge) settle(fail({ code: 'not-our-city', cause: 'wrong-content' }));
            else settle(fail({ code: 'city-unreachable' }));
            outgoing.destroy();
          },
        );
      });
      if (request.signal?.aborted) return giveUp();
      request.signal?.addEventListener('abort', giveUp, { once: true });
      outgoing.end(body);
    });
  }

  return {
    send,
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}

/** Failure that an authentic reply means; null for a success. Codes that a caller handles are looked at before. */
export function replyFailure(reply: CityReply, nowMs: number): Failure | null {
  const { status } = reply;
  if (status >= 200 && status < 300) return null;
  if (status === 401 || status === 403) return { code: 'city-access-lost' };
  const reason = problemCode(reply) ?? '';
  if (status === 429 || status === 503 || status === 423) {
    return { code: 'city-busy', retryAfterSeconds: retryAfterSeconds(reply.headers['retry-after'], nowMs) ?? 0 };
  }
  return { code: 'city-refused', status, reason };
}

/** Stable `code` of a problem body; null when the reply carries none. */
export function problemCode(reply: CityReply): string | null {
  const problem = problemSchema.safeParse(reply.json);
  return problem.success ? problem.data.code : null;
}

interface RawReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

class ReplyTooLarge extends Error {}

async function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > limit) throw new ReplyTooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const WORTH_COMPRESSING_BYTES = 1024;

function bodyOf(request: CityRequest): { body: Uint8Array | undefined; encoding: Record<string, string> } {
  if (request.json === undefined) return { body: request.bytes, encoding: {} };
  const text = Buffer.from(JSON.stringify(request.json));
  const encodings = text.length < WORTH_COMPRESSING_BYTES ? [] : (request.encodings ?? []);
  if (encodings.includes('zstd') && typeof zstdCompressSync === 'function') {
    return { body: zstdCompressSync(text), encoding: { 'content-encoding': 'zstd' } };
  }
  if (encodings.includes('gzip')) return { body: gzipSync(text), encoding: { 'content-encoding': 'gzip' } };
  return { body: text, encoding: {} };
}

function requestHeaders(
  endpoint: CityEndpoint,
  request: CityRequest,
  requestId: string,
  body: Uint8Array | undefined,
): Record<string, string> {
  const headers: Record<string, string> = {
    accept: `${SYNC_MEDIA_TYPE}, ${PROBLEM_MEDIA_TYPE}, */*;q=0.1`,
    'accept-encoding': 'identity',
    [HEADER.protocol]: String(PROTOCOL_VERSION),
    [HEADER.requestId]: requestId,
    [HEADER.epoch]: endpoint.epoch,
  };
  if (endpoint.deviceId !== null) headers[HEADER.device] = endpoint.deviceId;
  if (endpoint.token !== null) headers.authorization = `Bearer ${endpoint.token}`;
  if (request.json !== undefined) headers['content-type'] = SYNC_MEDIA_TYPE;
  if (body !== undefined) {
    headers['content-length'] = String(body.byteLength);
    headers[HEADER.contentDigest] = contentDigestValue(createHash('sha256').update(body).digest('base64'));
  }
  return { ...headers, ...request.headers };
}

const CERTIFICATE_TIME = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
const WRONG_CLOCK_MS = 3_600_000;
const UNTRUSTED = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** A certificate outside its dates on a computer whose clock was seen wrong is the clock's fault, not the network's. */
function transportFailure(error: NodeJS.ErrnoException, offsetMs: number | null): Failure {
  const code = error.code ?? '';
  if (CERTIFICATE_TIME.has(code) && offsetMs !== null && Math.abs(offsetMs) > WRONG_CLOCK_MS) {
    return { code: 'clock-wrong', offsetSeconds: Math.round(offsetMs / 1000) };
  }
  if (CERTIFICATE_TIME.has(code) || UNTRUSTED.has(code)) return { code: 'not-our-city', cause: 'wrong-server' };
  return { code: 'city-unreachable' };
}

function isJsonType(contentType: string | undefined): boolean {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  return type === SYNC_MEDIA_TYPE.split(';')[0] || type === PROBLEM_MEDIA_TYPE;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
