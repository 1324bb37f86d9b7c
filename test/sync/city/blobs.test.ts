import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HEADER } from '../../../sync/protocol/headers.ts';
import {
  enrolDesk,
  fileOf,
  NEIGHBOUR,
  op,
  received,
  runCity,
  sha256Of,
  type TestDesk,
  temporaryFolder,
  WARD,
} from './test-desk.ts';

const headState = async (desk: TestDesk, sha256: string) =>
  (await desk.fetch(`/v1/blobs/${sha256}`, { method: 'HEAD' })).headers.get(HEADER.blobState);

/** Sends the first bytes of a chunk and cuts the line. */
async function cutAfter(desk: TestDesk, url: string, bytes: Buffer, sent: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const headers = {
      ...desk.headers,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': '0',
      'content-length': bytes.length,
    };
    const patch = request(`${desk.url}${url}`, { method: 'PATCH', headers });
    patch.on('error', () => resolve());
    patch.write(bytes.subarray(0, sent), () => setTimeout(() => patch.destroy(), 100));
  });
}

test('a file goes up in chunks, is found again, and comes down whole and in ranges', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const bytes = randomBytes(300_000);
  const sha256 = sha256Of(bytes);
  expect(await headState(desk, sha256)).toBe('absent');
  const put = await desk.putBlob(sha256, bytes.length);
  expect(put).toMatchObject({ state: 'receiving', offset: 0 });
  expect(await desk.putBlob(sha256, bytes.length)).toEqual(put);
  const url = put.upload_url ?? '';
  const first = await desk.patch(url, 0, bytes.subarray(0, 100_001));
  expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '100001']);
  const repeated = await desk.patch(url, 0, bytes.subarray(0, 100_001));
  expect([repeated.status, repeated.headers.get('upload-offset')]).toEqual([409, '100001']);
  expect(await headState(desk, sha256)).toBe('receiving');
  expect((await desk.patch(url, 100_001, bytes.subarray(100_001))).status).toBe(204);
  expect(await headState(desk, sha256)).toBe('available');
  expect(await desk.putBlob(sha256, bytes.length)).toMatchObject({ state: 'available', upload_url: null });
  expect((await desk.fetch(url, { method: 'HEAD' })).status).toBe(410);

  const whole = await desk.fetch(`/v1/blobs/${sha256}`);
  const down = Buffer.from(await whole.arrayBuffer());
  expect(sha256Of(down)).toBe(sha256);
  expect(whole.headers.get(HEADER.contentDigest)).toBe(`sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`);
  for (const [range, from, to] of [
    ['bytes=0-0', 0, 1],
    ['bytes=65535-65536', 65_535, 65_537],
    ['bytes=131072-', 131_072, 300_000],
    ['bytes=-5', 299_995, 300_000],
    ['bytes=299999-400000', 299_999, 300_000],
  ] as const) {
    const reply = await desk.fetch(`/v1/blobs/${sha256}`, { headers: { range } });
    const part = Buffer.from(await reply.arrayBuffer());
    expect([reply.status, reply.headers.get('content-range')]).toEqual([206, `bytes ${from}-${to - 1}/300000`]);
    expect(part.equals(bytes.subarray(from, to))).toBe(true);
    expect(reply.headers.get(HEADER.contentDigest)).toContain(Buffer.from(sha256Of(part), 'hex').toString('base64'));
  }
  expect((await desk.fetch(`/v1/blobs/${sha256}`, { headers: { range: 'bytes=300000-' } })).status).toBe(416);
});

test('after a cut the bytes that arrived are kept, also over a restart of the city', async () => {
  const dataDir = temporaryFolder();
  const city = await runCity({ dataDir });
  const desk = await enrolDesk(city);
  const bytes = randomBytes(200_000);
  const sha256 = sha256Of(bytes);
  const url = (await desk.putBlob(sha256, bytes.length)).upload_url ?? '';
  await cutAfter(desk, url, bytes, 120_000);
  const offset = async () => Number((await desk.fetch(url, { method: 'HEAD' })).headers.get('upload-offset'));
  await expect.poll(offset).toBe(120_000);
  await city.close();
  const again = await runCity({ dataDir });
  desk.url = again.url;
  expect((await desk.putBlob(sha256, bytes.length)).offset).toBe(120_000);
  expect((await desk.patch(url, 120_000, bytes.subarray(120_000))).status).toBe(204);
  expect(Buffer.from(await (await desk.fetch(`/v1/blobs/${sha256}`)).arrayBuffer()).equals(bytes)).toBe(true);
});

test('a stalled upload is taken over by the next request', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const bytes = randomBytes(50_000);
  const url = (await desk.putBlob(sha256Of(bytes), bytes.length)).upload_url ?? '';
  const headers = {
    ...desk.headers,
    'content-type': 'application/offset+octet-stream',
    'upload-offset': '0',
    'content-length': 50_000,
  };
  const stalled = request(`${desk.url}${url}`, { method: 'PATCH', headers });
  stalled.on('error', () => {});
  stalled.write(bytes.subarray(0, 20_000));
  await new Promise((resolve) => setTimeout(resolve, 150));
  const offset = Number((await desk.fetch(url, { method: 'HEAD' })).headers.get('upload-offset'));
  expect(offset).toBe(20_000);
  expect((await desk.patch(url, offset, bytes.subarray(offset))).status).toBe(204);
  stalled.destroy();
});

test('wrong bytes are answered with 460 and the upload starts again', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const bytes = randomBytes(70_000);
  const sha256 = sha256Of(bytes);
  const url = (await desk.putBlob(sha256, bytes.length)).upload_url ?? '';
  const flipped = Buffer.from(bytes);
  flipped[69_999] = (flipped[69_999] ?? 0) ^ 1;
  const refused = await desk.patch(url, 0, flipped);
  expect([refused.status, await refused.json()]).toMatchObject([460, { code: 'checksum_mismatch' }]);
  expect(await headState(desk, sha256)).toBe('receiving');
  expect((await desk.putBlob(sha256, bytes.length)).offset).toBe(0);
  expect((await desk.patch(url, 0, bytes)).status).toBe(204);
  expect(await headState(desk, sha256)).toBe('available');
});

test('more bytes than announced are refused; an upload can be ended', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const bytes = randomBytes(1000);
  const url = (await desk.putBlob(sha256Of(bytes), 1000)).upload_url ?? '';
  expect((await desk.patch(url, 0, randomBytes(1001))).status).toBe(413);
  const noOffset = await desk.fetch(url, { method: 'PATCH', body: 'x', headers: { 'content-type': 'text/plain' } });
  expect(noOffset.status).toBe(415);
  expect((await desk.fetch(url, { method: 'DELETE' })).status).toBe(204);
  expect((await desk.patch(url, 0, bytes)).status).toBe(410);
});

test('a unit gets a file by showing it or through its dossiers, never by knowing a hash', async () => {
  const city = await runCity();
  const [desk, neighbour] = [await enrolDesk(city), await enrolDesk(city, NEIGHBOUR)];
  const bytes = randomBytes(5000);
  const sha256 = await desk.upload(bytes);
  const get = async (who: TestDesk) => (await who.fetch(`/v1/blobs/${sha256}`)).status;
  expect([await get(desk), await get(neighbour)]).toEqual([200, 404]);
  expect(await headState(neighbour, sha256)).toBe('absent');

  const units = { receiving: NEIGHBOUR, deciding: NEIGHBOUR, returning: NEIGHBOUR };
  const claim = op('dossier.received', received({ units, files: [fileOf(sha256, 5000)] }));
  expect(await neighbour.verdict(claim)).toMatchObject({ verdict: 'applied' });
  expect(await get(neighbour)).toBe(404);
  expect(await neighbour.fetch(`/v1/dossiers/${claim.agg}`).then((reply) => reply.json())).toMatchObject({
    complete: false,
  });

  const shared = { receiving: WARD, deciding: NEIGHBOUR, returning: WARD };
  await desk.push([op('dossier.received', received({ units: shared, files: [fileOf(sha256, 5000)] }))]);
  expect(await get(neighbour)).toBe(200);
});

test('across units the bytes must be sent although the city has them', async () => {
  const city = await runCity();
  const [desk, neighbour] = [await enrolDesk(city), await enrolDesk(city, NEIGHBOUR)];
  const bytes = randomBytes(5000);
  const sha256 = await desk.upload(bytes);
  expect(await neighbour.putBlob(sha256, bytes.length)).toMatchObject({ state: 'receiving', offset: 0 });
  await neighbour.upload(bytes);
  expect(await headState(neighbour, sha256)).toBe('available');
});

test('a dossier is complete when every file it names is there', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const bytes = randomBytes(5000);
  const one = op('dossier.received', received({ files: [fileOf(sha256Of(bytes), 5000)] }));
  await desk.push([one]);
  const complete = async () =>
    ((await (await desk.fetch(`/v1/dossiers/${one.agg}`)).json()) as { complete: boolean }).complete;
  expect(await complete()).toBe(false);
  await desk.upload(bytes);
  expect(await complete()).toBe(true);
});

test('nothing readable lies on disk: not in files, not in parts, not in the database', async () => {
  const dataDir = temporaryFolder();
  const city = await runCity({ dataDir, log: true });
  const desk = await enrolDesk(city);
  const bytes = Buffer.from('Trần Phước Hòa 079085933392 '.repeat(4000));
  const sha256 = sha256Of(bytes);
  await desk.upload(bytes);
  const part = Buffer.concat([bytes, bytes]);
  const url = (await desk.putBlob(sha256Of(part), part.length)).upload_url ?? '';
  await desk.patch(url, 0, part.subarray(0, 90_001));
  await desk.push([op('dossier.received', received({ files: [fileOf(sha256, bytes.length)] }))]);
  await city.close();
  const all = filesUnder(dataDir);
  expect(all.length).toBeGreaterThan(3);
  const leaks = (content: Buffer) => ['079085933392', 'Trần Phước', sha256].some((word) => content.includes(word));
  expect(all.filter((path) => leaks(readFileSync(path)) || path.includes(sha256))).toEqual([]);
  expect(leaks(Buffer.from(`x ${sha256}`))).toBe(true);
});

function filesUnder(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}
