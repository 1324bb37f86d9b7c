import { saveEnrolment } from '../../db/enrolment.ts';
import type { OfficeDb } from '../../db/office-db.ts';
import { storeReference } from '../../db/reference-packs.ts';
import { REFERENCE_PACKS } from '../../domain/office/model.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { PROTOCOL_VERSION } from '../protocol/headers.ts';
import { enrollReplySchema, wellKnownSchema } from '../protocol/messages.ts';
import type { Clock } from './clock.ts';
import { type CityEndpoint, type CityRequest, problemCode } from './exchange.ts';
import { type CityLink, createLink, type DeskLog, readReply } from './link.ts';
import { fetchPacks } from './reference.ts';

const REFUSALS = { code_unknown: 'code-unknown', code_used: 'code-used', code_expired: 'code-expired' } as const;

export interface EnrolRequest {
  readonly address: string;
  readonly code: string;
  readonly deviceName: string;
  /** Lets facts and the token travel unencrypted to another machine: only for trials. */
  readonly allowPlainHttp?: boolean;
}

/**
 * Binds this desk to the city at `address` with a one-time code, saves the binding and fetches the reference packs. The
 * same code may be tried again when a reply was lost. `enrolment-refused` says why the city refused the code;
 * `invalid-input` for an address that is none, or plain http to another machine.
 */
export async function enrol(
  office: OfficeDb,
  request: EnrolRequest & {
    readonly clock: Clock;
    readonly log?: DeskLog | undefined;
    /** PEM certificates that alone are trusted for https. */
    readonly ca?: string | undefined;
  },
): Promise<Result<{ deviceId: string; serverId: string }>> {
  const { clock, log = () => {}, ca } = request;
  const link = createLink({ office, clock, random: Math.random, log, ca });
  try {
    return await enrolOver(link, request);
  } finally {
    link.close();
  }
}

async function enrolOver(link: CityLink, input: EnrolRequest): Promise<Result<{ deviceId: string; serverId: string }>> {
  const origin = originOf(input.address);
  if (origin === null) return fail({ code: 'invalid-input', fields: [{ path: 'address', reason: 'url' }] });
  if (isPlainToOthers(origin) && input.allowPlainHttp !== true) {
    return fail({ code: 'invalid-input', fields: [{ path: 'address', reason: 'https' }] });
  }
  const { office } = link;
  const ask = (serverId: string | null, request: CityRequest) => {
    const endpoint: CityEndpoint = { address: origin, serverId, deviceId: null, token: null, epoch: office.epoch };
    return link.exchange.send(endpoint, request);
  };
  const nowMs = link.clock.now().getTime();
  const greeting = await ask(null, { method: 'GET', path: '/.well-known/hoso-sync', expect: 'json' });
  const city = readReply(greeting, wellKnownSchema, nowMs);
  if (!city.ok) return city;
  const { protocol, server_id: serverId } = city.value;
  if (protocol.min > PROTOCOL_VERSION || protocol.max < PROTOCOL_VERSION) {
    return fail({ code: 'city-refused', status: 426, reason: 'schema_too_old' });
  }
  const sent = await ask(serverId, {
    method: 'POST',
    path: '/v1/enroll',
    json: { code: input.code.trim(), epoch: office.epoch, device_name: input.deviceName },
    expect: 'json',
  });
  const reason = sent.ok ? problemCode(sent.value) : null;
  if (reason !== null && Object.hasOwn(REFUSALS, reason)) {
    return fail({ code: 'enrolment-refused', reason: REFUSALS[reason as keyof typeof REFUSALS] });
  }
  const reply = readReply(sent, enrollReplySchema, nowMs);
  if (!reply.ok) {
    if (sent.ok && sent.value.status === 400) return fail({ code: 'enrolment-refused', reason: 'code-unknown' });
    return reply;
  }
  const { device_id: deviceId, token, timeline, office: officePack } = reply.value;
  if (reply.value.server_id !== serverId) return fail({ code: 'not-our-city', cause: 'wrong-server' });
  saveEnrolment(office, { deviceId, token, address: origin, serverId, timeline });
  await fetchFirstPacks(link, officePack);
  return ok({ deviceId, serverId });
}

/** Sign-in needs the users pack, so all packs come now. A line lost here is made up by the next cycle. */
async function fetchFirstPacks(link: CityLink, officePack: unknown): Promise<void> {
  const anyVersion = Object.fromEntries(REFERENCE_PACKS.map((pack) => [pack, Number.MAX_SAFE_INTEGER]));
  const fetched = await fetchPacks(link, anyVersion);
  if (fetched.ok) return;
  link.log({ event: 'first-packs-late', failure: fetched.failure.code });
  if (link.office.reference().office !== null) return;
  storeReference(link.office, { pack: 'office', version: 1, body: officePack, now: link.now() });
}

function originOf(address: string): string | null {
  const text = address.trim();
  const url = URL.parse(/^https?:\/\//iu.test(text) ? text : `https://${text}`);
  return url === null || url.username !== '' || url.password !== '' ? null : url.origin;
}

function isPlainToOthers(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'http:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
