import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasBlob, readBlob } from '../../../db/blobs.ts';
import type { OfficeDb } from '../../../db/office-db.ts';
import { dossierRow, type TestCity, testCity } from './wards.ts';

const MEGABYTE = 1024 * 1024;

describe('files up and down', () => {
  let test: TestCity;
  beforeEach(async () => {
    test = await testCity();
  });
  afterEach(() => test.dispose());

  function upload(office: OfficeDb, sha256: string) {
    return office.connection
      .prepare('SELECT state, sent_bytes, upload_url, reason FROM blob_upload WHERE sha256 = ?')
      .get(Buffer.from(sha256, 'hex')) as {
      state: string;
      sent_bytes: number;
      upload_url: string | null;
      reason: string | null;
    };
  }

  it('goes on where a cut upload stood, sending at most one chunk again', async () => {
    const { office, desk, line, receive, file } = await test.desk();
    const scan = await file(3 * MEGABYTE);
    const id = receive([scan]);
    await line.set({ cutUpAfter: 1.5 * MEGABYTE });
    line.resetCounts();
    expect((await desk.syncNow()).ok).toBe(false);
    const half = upload(office, scan.sha256);
    expect(half.upload_url).toMatch(/^\/v1\/uploads\//);
    expect(half.state).toBe('queued');

    await line.set({});
    expect((await desk.syncNow()).ok).toBe(true);
    expect(upload(office, scan.sha256)).toMatchObject({ state: 'available', sent_bytes: scan.bytes });
    expect(dossierRow(office, id)).toMatchObject({ pending_files: 0 });
    // The city keeps what arrived of the cut chunk, so less than one chunk travels twice.
    expect(line.counts.up).toBeGreaterThanOrEqual(scan.bytes);
    expect(line.counts.up).toBeLessThan(scan.bytes + 0.5 * MEGABYTE);
    const held = await test.city.store.files.read(scan.sha256, scan.bytes, 0, scan.bytes);
    expect(createHash('sha256').update(held).digest('hex')).toBe(scan.sha256);
  });

  it('makes one upload of a file however often the replies are lost', async () => {
    const { office, desk, line, receive, file } = await test.desk();
    const scan = await file(300_000);
    receive([scan]);
    for (const cutDownAfter of [0, 700, 1400, 2100, 2800, 3500]) {
      await line.set({ cutDownAfter });
      await desk.syncNow();
    }
    await line.set({});
    expect((await desk.syncUntilIdle()).ok).toBe(true);
    expect(upload(office, scan.sha256).state).toBe('available');
    const blobs = await test.city.store.db.selectFrom('blob').selectAll().where('sha256', '=', scan.sha256).execute();
    expect(blobs).toHaveLength(1);
    expect(await test.city.store.db.selectFrom('upload').selectAll().execute()).toHaveLength(0);
  });

  it('begins again when the city lost the upload', async () => {
    const { office, desk, line, receive, file } = await test.desk();
    const scan = await file(2 * MEGABYTE);
    receive([scan]);
    await line.set({ cutUpAfter: MEGABYTE });
    expect((await desk.syncNow()).ok).toBe(false);
    await line.set({});
    await test.city.store.db.deleteFrom('upload').execute();
    expect((await desk.syncNow()).ok).toBe(true);
    expect(upload(office, scan.sha256).state).toBe('available');
  });

  it('sends facts between the chunks of a long file', async () => {
    const { office, desk, line, receive, file } = await test.desk();
    receive([await file(4 * MEGABYTE)]);
    let late = '';
    const { store } = test.city;
    const files = store.files as { appendPart: (...input: never[]) => unknown };
    const { appendPart } = files;
    const order: string[] = [];
    files.appendPart = (...input) => {
      order.push('chunk');
      if (late === '') late = receive();
      return appendPart(...input);
    };
    test.city.hooks.beforeCommit = ({ opIds }) => {
      if (opIds.length > 0) order.push('facts');
    };
    await line.set({});
    expect((await desk.syncNow()).ok).toBe(true);
    expect(dossierRow(office, late)).toMatchObject({ pending_facts: 0 });
    const afterFirstChunk = order.slice(order.indexOf('chunk') + 1);
    expect(afterFirstChunk[0]).toBe('facts');
    expect(afterFirstChunk.filter((step) => step === 'chunk').length).toBeGreaterThan(1);
  });

  it('gives up a file that is damaged on this disk and says so', async () => {
    const { office, desk, receive, file } = await test.desk();
    const bad = await file(200_000);
    const good = await file(100_000);
    const id = receive([bad]);
    const fine = receive([good]);
    damage(office, bad.sha256);
    expect((await desk.syncUntilIdle()).ok).toBe(true);
    expect(upload(office, bad.sha256)).toMatchObject({ state: 'refused', reason: 'file-unreadable' });
    expect(dossierRow(office, id)).toMatchObject({ lane: 'refused', pending_files: 1 });
    expect(dossierRow(office, fine)).toMatchObject({ lane: 'ok', pending_files: 0 });
  });

  it('reads on a second desk a file of the first', async () => {
    const first = await test.desk();
    const second = await test.desk();
    const scan = await first.file(2.5 * MEGABYTE);
    first.receive([scan]);
    await first.desk.syncUntilIdle();
    await second.desk.syncUntilIdle();
    expect(hasBlob(second.office, scan.sha256)).toBe(false);
    const fetched = await second.desk.fetchBlob(scan.sha256);
    expect(fetched).toEqual({ ok: true, value: { sha256: scan.sha256, bytes: scan.bytes } });
    expect(readBlob(second.office, scan.sha256)).toEqual(readBlob(first.office, scan.sha256));
    expect(await second.desk.fetchBlob('0'.repeat(64))).toEqual({ ok: false, failure: { code: 'file-not-found' } });
  });

  it('replaces a file that is damaged here by the one of the city', async () => {
    const { office, desk, receive, file } = await test.desk();
    const scan = await file(300_000);
    receive([scan]);
    await desk.syncUntilIdle();
    damage(office, scan.sha256);
    expect(readBlob(office, scan.sha256)).toEqual({ ok: false, failure: { code: 'file-unreadable' } });
    expect(await desk.ensureBlob(scan.sha256)).toEqual({ ok: true, value: undefined });
    expect(readBlob(office, scan.sha256).ok).toBe(true);
  });

  it('keeps no file whose content is not what its hash says', async () => {
    const first = await test.desk();
    const second = await test.desk();
    const scan = await first.file(100_000);
    first.receive([scan]);
    await first.desk.syncUntilIdle();
    const files = test.city.store.files as { read: unknown };
    files.read = () => Promise.resolve(Buffer.alloc(scan.bytes, 7));
    expect(await second.desk.fetchBlob(scan.sha256)).toEqual({
      ok: false,
      failure: { code: 'not-our-city', cause: 'damaged-reply' },
    });
    expect(hasBlob(second.office, scan.sha256)).toBe(false);
  });
});

/** Turns a byte in the middle of the file on disk. */
function damage(office: OfficeDb, sha256: string): void {
  const { file } = office.connection
    .prepare('SELECT file FROM blob WHERE sha256 = ?')
    .get(Buffer.from(sha256, 'hex')) as { file: string };
  const path = join(office.dir, 'blobs', file);
  const bytes = readFileSync(path);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}
