import { mkdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import { pino } from 'pino';
import { HEADER, PROBLEM_MEDIA_TYPE } from '../protocol/headers.ts';
import { addBlobRoutes } from './blob-routes.ts';
import { addEnrolRoutes } from './enrol-routes.ts';
import { digestOf, ownHeaders, ProblemError, problemText, requestIdOf, sendProblem } from './replies.ts';
import { acceptJsonBodies } from './request-body.ts';
import { installSampleOffice } from './sample/office.ts';
import { SAMPLE_UNIT_ID } from './sample/units.ts';
import type { CityHooks, CityIdentity, CityStore } from './store.ts';
import { isBusy, openCityStore } from './store.ts';
import { addSyncRoutes } from './sync-routes.ts';

export interface CityOptions {
  readonly dataDir: string;
  /** 64 hex digits; null keeps the city's data in the clear. */
  readonly key?: string | null;
  /** 0 takes a free port. */
  readonly port?: number;
  readonly host?: string;
  /** Needed for a host that other machines can reach: the traffic is not encrypted. */
  readonly allowRemote?: boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Writes `logs/city.log` in the data folder: ids and counts, never personal data. */
  readonly log?: boolean;
}

export interface RunningCity {
  readonly url: string;
  readonly serverId: string;
  readonly store: CityStore;
  /** Fail-points of fault tests; may be set and unset while it runs. */
  readonly hooks: CityHooks;
  /** A fresh single-use enrolment code, for the sample ward unless told otherwise. */
  enrolCode(unitId?: string, deskName?: string): Promise<string>;
  close(): Promise<void>;
}

/** What the routes share. `identity` is re-read now and then: an operator may have begun a new timeline. */
export interface CityContext {
  readonly store: CityStore;
  readonly now: () => number;
  readonly stopping: AbortSignal;
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const IDENTITY_LIFE_MS = 250;

/** Starts a city gateway over the data folder; an empty folder gets the sample offices, users and reference packs. */
export async function startCity(options: CityOptions): Promise<RunningCity> {
  const { dataDir, key = null, port = 0, host = '127.0.0.1', allowRemote = false, now = Date.now } = options;
  if (!LOOPBACK.includes(host) && !allowRemote) throw new Error('host-not-loopback');
  const log = openLog(dataDir, options.log ?? false);
  const store = await openCityStore({ dataDir, key, now, onFault: (error) => log.error({ fault: faultOf(error) }) });
  try {
    await installSampleOffice(store);
    const stopping = new AbortController();
    const app = await buildApp({ store, now, stopping: stopping.signal }, log);
    const url = await app.listen({ port, host });
    return {
      url,
      serverId: (await store.identity()).serverId,
      store,
      hooks: store.hooks,
      enrolCode: async (unitId = SAMPLE_UNIT_ID, deskName = 'Quầy số 1') =>
        (await store.createEnrolmentCode(unitId, deskName)).code,
      close: async () => {
        stopping.abort();
        await app.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function buildApp(context: CityContext, log: pino.Logger): Promise<FastifyInstance> {
  const { store, now } = context;
  const identity = await identityReader(store);
  const app = fastify({
    logger: false,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 100 },
    clientErrorHandler(_error, socket) {
      identity().then(
        (known) => answerUnreadable(socket, ownHeaders(known, '', now())),
        () => socket.destroy(),
      );
    },
  });
  acceptJsonBodies(app);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(ownHeaders(await identity(), requestIdOf(request), now()));
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    if (reply.hasHeader(HEADER.contentDigest)) return payload;
    const content = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : '';
    reply.header(HEADER.contentDigest, digestOf(content));
    return payload;
  });
  app.addHook('onResponse', async (request, reply) => {
    log.info({
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      device: request.headers[HEADER.device],
      request: requestIdOf(request),
    });
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, new ProblemError(404, 'not_found')));
  app.setErrorHandler((error, _request, reply) => {
    const problem = problemOf(error);
    if (problem.status === 500) log.error({ fault: faultOf(error) });
    return sendProblem(reply, problem);
  });
  addEnrolRoutes(app, context);
  addSyncRoutes(app, context);
  addBlobRoutes(app, context);
  return app;
}

function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isBusy(error)) return new ProblemError(503, 'busy', { 'retry-after': '2' });
  const { statusCode } = error as { statusCode?: number };
  if (statusCode === 413) return new ProblemError(413, 'too_large');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new ProblemError(statusCode, 'malformed');
  }
  return new ProblemError(500, 'internal');
}

/** Who this city is, re-read at most a few times a second. */
async function identityReader(store: CityStore): Promise<() => Promise<CityIdentity>> {
  let known = await store.identity();
  let readAt = performance.now();
  return async () => {
    if (performance.now() - readAt > IDENTITY_LIFE_MS) {
      known = await store.identity();
      readAt = performance.now();
    }
    return known;
  };
}

/** Even what is no HTTP at all gets a reply that is recognisably ours. */
function answerUnreadable(socket: Socket, headers: Record<string, string>): void {
  if (!socket.writable) return;
  const body = problemText(400, 'malformed');
  const all: Record<string, string> = {
    ...headers,
    'content-type': PROBLEM_MEDIA_TYPE,
    [HEADER.contentDigest]: digestOf(body),
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

function openLog(dataDir: string, enabled: boolean): pino.Logger {
  if (!enabled) return pino({ enabled: false });
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const destination = pino.destination({ dest: join(dataDir, 'logs', 'city.log'), append: true, sync: false });
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}

/** What of an error may stand in a log: where it happened, not the values it was about. */
function faultOf(error: unknown): { name: string; code: string; stack: string[] } {
  const known = error instanceof Error ? error : new Error('unknown');
  const stack = (known.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { name: known.name, code: String((error as { code?: unknown } | null)?.code ?? ''), stack: stack.slice(0, 8) };
}
