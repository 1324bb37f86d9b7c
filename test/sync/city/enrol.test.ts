import { connect } from 'node:net';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startCity } from '../../../sync/city/server.ts';
import { HEADER, PROBLEM_MEDIA_TYPE, SYNC_MEDIA_TYPE } from '../../../sync/protocol/headers.ts';
import { enrollReplySchema, wellKnownSchema } from '../../../sync/protocol/messages.ts';
import {
  enrol,
  enrolDesk,
  NEIGHBOUR,
  op,
  pushBody,
  received,
  runCity,
  sha256Of,
  temporaryFolder,
} from './test-desk.ts';

const EPOCH = '0123456789abcdef0123456789abcdef';

test('a code enrols one device; the same code and epoch answer the same device with a token that works', async () => {
  const city = await runCity();
  const code = await city.enrolCode();
  const first = enrollReplySchema.parse(await (await enrol(city, code, EPOCH)).json());
  const again = enrollReplySchema.parse(await (await enrol(city, code.toLowerCase(), EPOCH)).json());
  expect(again.device_id).toBe(first.device_id);
  expect(again.office.unitId).toBe('ward-tan-son-nhat');
  for (const token of [first.token, again.token]) {
    const reply = await fetch(`${city.url}/v1/sync/pull`, {
      headers: { authorization: `Bearer ${token}`, [HEADER.device]: first.device_id, [HEADER.epoch]: EPOCH },
    });
    expect(reply.status).toBe(200);
  }
  const stored = JSON.stringify(await city.store.db.selectFrom('device_token').selectAll().execute());
  expect(stored).not.toContain(first.token);
  const other = await enrol(city, code, 'f'.repeat(32));
  expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([403, 'code_used']);
});

test('an unknown and an expired code are refused with their own codes', async () => {
  let now = Date.parse('2026-11-20T03:00:00Z');
  const city = await runCity({ now: () => now });
  const code = await city.enrolCode();
  now += 25 * 3_600_000;
  const expired = await enrol(city, code, EPOCH);
  expect(await expired.json()).toMatchObject({ status: 403, code: 'code_expired' });
  const unknown = await enrol(city, 'AAAA-AAAA', EPOCH);
  expect(await unknown.json()).toMatchObject({ status: 403, code: 'code_unknown' });
});

test('guessing codes is slowed down for everyone', async () => {
  const city = await runCity();
  const statuses: number[] = [];
  for (let i = 0; i < 32; i += 1) statuses.push((await enrol(city, `AAAA-${1000 + i}`, EPOCH)).status);
  expect(statuses.slice(0, 30).every((status) => status === 403)).toBe(true);
  expect(statuses.at(-1)).toBe(429);
});

test('a token speaks only for its own device and epoch, and no longer once revoked', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const other = await enrolDesk(city, NEIGHBOUR);
  const status = async (headers: Record<string, string>) => {
    const reply = await desk.fetch('/v1/sync/pull', { headers });
    return [reply.status, ((await reply.json()) as { code?: string }).code];
  };
  expect(await status({ [HEADER.device]: other.enrolment.device_id })).toEqual([401, 'unauthorized']);
  expect(await status({ authorization: 'Bearer short' })).toEqual([401, 'unauthorized']);
  expect(await status({ [HEADER.epoch]: other.epoch })).toEqual([403, 'epoch_unknown']);
  await city.store.db.updateTable('device').set({ revoked: 1 }).where('id', '=', desk.enrolment.device_id).execute();
  expect(await status({})).toEqual([403, 'device_revoked']);
});

test('every reply is recognisably ours: success, refusal, unknown address, no body, broken JSON, no HTTP', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const replies = [
    await desk.fetch('/.well-known/hoso-sync'),
    await desk.fetch('/v1/sync/pull'),
    await desk.fetch('/v1/sync/pull?cursor=nonsense'),
    await desk.fetch('/nowhere'),
    await desk.fetch('/v1/sync/push', { method: 'POST', body: '{', headers: { 'content-type': SYNC_MEDIA_TYPE } }),
    await desk.fetch('/v1/sync/push', { method: 'POST', body: '<x/>', headers: { 'content-type': 'text/xml' } }),
    await desk.fetch(`/v1/blobs/${'a'.repeat(64)}`, { method: 'HEAD' }),
    await desk.fetch(`/v1/blobs/${'a'.repeat(64)}`),
  ];
  expect(replies.map((reply) => reply.status)).toEqual([200, 200, 400, 404, 400, 415, 200, 404]);
  for (const reply of replies) {
    const body = Buffer.from(await reply.arrayBuffer());
    expect(reply.headers.get(HEADER.serverId)).toBe(city.serverId);
    expect(reply.headers.get(HEADER.timeline)).toBe(desk.enrolment.timeline);
    expect(reply.headers.get(HEADER.requestId)).toBe('test-1');
    expect(Math.abs(Number(reply.headers.get(HEADER.time)) - Date.now())).toBeLessThan(60_000);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    const digest = Buffer.from(sha256Of(body), 'hex').toString('base64');
    expect(reply.headers.get(HEADER.contentDigest)).toBe(`sha-256=:${digest}:`);
    if (reply.status >= 400) {
      expect(reply.headers.get('content-type')).toBe(PROBLEM_MEDIA_TYPE);
      expect(JSON.parse(body.toString())).toMatchObject({ status: reply.status, code: expect.any(String) });
    }
  }
  expect(replies[0]?.headers.get('content-type')).toBe(SYNC_MEDIA_TYPE);
  const raw = await new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(city.url).port), '127.0.0.1', () => socket.write('not http\r\n\r\n'));
    let text = '';
    socket.on('data', (data) => {
      text += data.toString();
    });
    socket.on('close', () => resolve(text));
  });
  expect(raw).toContain(`${HEADER.serverId}: ${city.serverId}`);
});

test('a body may be compressed within its limit; a damaged one is asked for again', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const post = (body: Buffer, headers: Record<string, string>) =>
    desk.fetch('/v1/sync/push', {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { 'content-type': SYNC_MEDIA_TYPE, ...headers },
    });
  const text = Buffer.from(JSON.stringify(pushBody(desk.epoch, [op('dossier.received', received())])));
  expect((await post(zstdCompressSync(text), { 'content-encoding': 'zstd' })).status).toBe(200);
  expect((await post(gzipSync(text), { 'content-encoding': 'gzip' })).status).toBe(200);
  const bomb = gzipSync(Buffer.alloc(9 * 1024 * 1024, 0x20));
  expect((await post(bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
  expect((await post(Buffer.alloc(8 * 1024 * 1024 + 1, 0x20), {})).status).toBe(413);
  const damaged = await post(text, { [HEADER.contentDigest]: `sha-256=:${Buffer.alloc(32).toString('base64')}:` });
  expect([damaged.status, damaged.headers.get('retry-after')]).toEqual([503, '1']);
  const deep = Buffer.from(`${'['.repeat(5000)}${']'.repeat(5000)}`);
  expect((await post(deep, {})).status).toBe(400);
});

test('the city listens on loopback only unless told otherwise, and says what it speaks', async () => {
  await expect(startCity({ dataDir: temporaryFolder(), host: '0.0.0.0' })).rejects.toThrow('host-not-loopback');
  const city = await runCity();
  expect(new URL(city.url).hostname).toBe('127.0.0.1');
  const known = wellKnownSchema.parse(await (await fetch(`${city.url}/.well-known/hoso-sync`)).json());
  expect(known).toMatchObject({ server_id: city.serverId, protocol: { min: 1, max: 1 } });
});

test('a number range belongs to one request of one device and is never given twice', async () => {
  const city = await runCity();
  const [first, second] = [await enrolDesk(city), await enrolDesk(city)];
  const lease = async (desk: typeof first, id: string) =>
    (await (await desk.json('/v1/number-blocks', { lease_request_id: id, epoch: desk.epoch })).json()) as {
      range: { first: number; last: number; agency_code: string };
    };
  const id = crypto.randomUUID();
  const one = await lease(first, id);
  expect(await lease(first, id)).toEqual(one);
  const two = await lease(second, crypto.randomUUID());
  expect(one.range).toMatchObject({ first: 1, last: 200, agency_code: '000.00.00.H29' });
  expect(two.range.first).toBe(201);
  const stolen = await second.json('/v1/number-blocks', { lease_request_id: id, epoch: second.epoch });
  expect(stolen.status).toBe(409);
});
