import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HEADER, PROTOCOL_VERSION } from '../protocol/headers.ts';
import type { EnrollReply, WellKnown } from '../protocol/messages.ts';
import { enrollRequestSchema } from '../protocol/messages.ts';
import type { Writer } from './push.ts';
import { ProblemError, sendJson } from './replies.ts';
import { ENCODINGS, MAX_JSON_BYTES } from './request-body.ts';
import type { CityContext } from './server.ts';

export const MAX_BATCH_OPS = 500;
export const MAX_BLOB_BYTES = 512 * 1024 * 1024;
export const MAX_CHUNK_BYTES = 8 * 1024 * 1024;
/** Wrong codes a minute before everyone waits: 40 random bits cannot be tried out. */
const MAX_WRONG_CODES = 30;

export function addEnrolRoutes(app: FastifyInstance, { store, now }: CityContext): void {
  const wrongCodes: number[] = [];

  app.get('/.well-known/hoso-sync', async (_request, reply) => {
    const { serverId, timeline } = await store.identity();
    const body: WellKnown = {
      server_id: serverId,
      timeline,
      protocol: { min: PROTOCOL_VERSION, max: PROTOCOL_VERSION },
      limits: {
        max_batch_ops: MAX_BATCH_OPS,
        max_batch_bytes: MAX_JSON_BYTES,
        max_blob_bytes: MAX_BLOB_BYTES,
        max_chunk_bytes: MAX_CHUNK_BYTES,
      },
      encodings: [...ENCODINGS],
    };
    return sendJson(reply, body);
  });

  app.post('/v1/enroll', async (request, reply) => {
    const input = enrollRequestSchema.safeParse(request.body);
    if (!input.success) throw new ProblemError(400, 'malformed');
    const minuteAgo = now() - 60_000;
    while (wrongCodes[0] !== undefined && wrongCodes[0] < minuteAgo) wrongCodes.shift();
    if (wrongCodes.length >= MAX_WRONG_CODES) throw new ProblemError(429, 'busy', { 'retry-after': '60' });
    const { code, epoch, device_name: deviceName } = input.data;
    const enrolment = await store.enrol({ code, epoch, deviceName });
    if (enrolment.kind !== 'enrolled') {
      wrongCodes.push(now());
      throw new ProblemError(403, enrolment.kind);
    }
    const pack = await store.officePack(enrolment.unitId, enrolment.deviceId);
    if (pack === null) throw new Error('the unit has no office pack');
    const { serverId, timeline } = await store.identity();
    const body: EnrollReply = {
      device_id: enrolment.deviceId,
      token: enrolment.token,
      server_id: serverId,
      timeline,
      office: pack.office,
    };
    return sendJson(reply, body);
  });
}

/** The device of a request; its bearer token must belong to the device and epoch in the headers. */
export async function deviceOf({ store }: CityContext, request: FastifyRequest): Promise<Writer> {
  const token = /^Bearer ([\w-]{32,200})$/u.exec(request.headers.authorization ?? '')?.[1];
  const deviceId = request.headers[HEADER.device];
  const epoch = request.headers[HEADER.epoch];
  if (token === undefined || typeof deviceId !== 'string' || typeof epoch !== 'string') {
    throw new ProblemError(401, 'unauthorized');
  }
  const authentication = await store.authenticate({ token, deviceId, epoch });
  switch (authentication.kind) {
    case 'device':
      return authentication.writer;
    case 'unauthorized':
      throw new ProblemError(401, 'unauthorized');
    default:
      throw new ProblemError(403, authentication.kind);
  }
}
