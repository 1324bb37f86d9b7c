import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachResult, pushOnline, setStatus } from '../../sync/city/admin.ts';
import { openTestCity, type TestCity } from '../journey/support/city.ts';
import { receiveDossier, scan } from '../support/intake.ts';
import { openTestOffice, readFile, sendFile, type TestOffice, temporaryFolder } from '../support/open-office.ts';

const PASSWORD = 'mot-cua-2026';
let city: TestCity;
let folder: string;
let desk: TestOffice;

beforeEach(async () => {
  folder = temporaryFolder('path');
  city = await openTestCity(join(folder, 'city'));
  desk = await enrolled('first');
});
afterEach(async () => {
  await desk.close();
  await city.down();
});

async function enrolled(name: string): Promise<TestOffice> {
  const office = await openTestOffice({ folder: join(folder, name) });
  const code = await city.running().enrolCode();
  await office.call('office.connect', { address: city.url, code });
  await office.call('session.sign-in', { userName: 'clerk', password: PASSWORD });
  return office;
}

/** Every transaction of this process can be made to fail as on a full disk. */
function watchDisk() {
  const { exec } = Database.prototype;
  const disk = {
    isFull: false,
    restore() {
      Database.prototype.exec = exec;
    },
  };
  Database.prototype.exec = function (this: Database.Database, sql: string) {
    if (disk.isFull && sql === 'COMMIT') throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
    return exec.call(this, sql);
  };
  return disk;
}

describe('from the counter to the city, through the contract', () => {
  it('takes in while the city is away and has it there exactly once afterwards', async () => {
    await city.down();
    const one = await receiveDossier(desk, {
      procedureCode: '1.001193',
      personId: 'P001',
      scans: ['to-khai-khai-sinh.jpg', 'giay-chung-sinh.jpg'],
    });
    const two = await receiveDossier(desk, {
      procedureCode: '1.001612',
      personId: 'P005',
      scans: ['ho-kinh-doanh-3-trang.tif'],
    });
    expect(one.reply.code).toMatch(/^000\.00\.00\.H29-\d{6}-\d{4}$/);
    expect(two.reply.code).not.toBe(one.reply.code);

    const offline = await desk.host.syncUntilIdle();
    expect(offline.ok).toBe(false);
    expect((await desk.call('sync.status', {})).waitingDossiers).toBe(2);

    await city.up();
    expect(await desk.host.syncUntilIdle()).toMatchObject({ ok: true, value: { waitingDossiers: 0, waitingFiles: 0 } });
    for (const { reply, input } of [one, two]) {
      const copy = await city.running().store.dossier(reply.dossierId);
      expect(copy).toMatchObject({ id: reply.dossierId });
      for (const file of input.files) {
        const stored = await city.running().store.visibleFile('ward-tan-son-nhat', file.sha256);
        expect(stored).not.toBeNull();
      }
    }
    const view = await desk.call('dossiers.get', { id: one.reply.dossierId });
    expect(view.sync.state).toBe('received');
    expect(view.city).toMatchObject({ filesHeld: 2, filesTotal: 2, problem: null });
    expect(view.history.every((entry) => !entry.pending)).toBe(true);
  });

  it('reads a file as part of its dossier, before that only for whoever handed it over', async () => {
    const sent = await sendFile(desk, 'to-khai.jpg', scan('to-khai-khai-sinh.jpg'));
    const slice = { sha256: sent.sha256, dossierId: null, offset: 0, length: 10 };
    const notFound = { ok: false, failure: { code: 'file-not-found' } };
    expect((await desk.client.call('files.read', slice)).ok).toBe(true);
    await desk.call('session.sign-in', { userName: 'leader', password: PASSWORD });
    expect(await desk.client.call('files.read', slice)).toEqual(notFound);
    await desk.call('session.sign-in', { userName: 'clerk', password: PASSWORD });
    const one = { procedureCode: '1.001193', personId: 'P001', scans: ['to-khai-khai-sinh.jpg'] };
    const { reply } = await receiveDossier(desk, one);
    const other = await receiveDossier(desk, { procedureCode: '1.004873', personId: 'P002', scans: [] });
    const of = (dossierId: string) => desk.client.call('files.read', { ...slice, dossierId });
    expect((await of(reply.dossierId)).ok).toBe(true);
    expect(await of(other.reply.dossierId)).toEqual(notFound);
  });

  it('lets people out, but nobody in, when nothing can be written any more', async () => {
    const disk = watchDisk();
    try {
      disk.isFull = true;
      expect(await desk.client.call('session.sign-out', {})).toMatchObject({
        ok: false,
        failure: { code: 'storage-full' },
      });
      expect((await desk.call('office.state', {})).user).toBeNull();
      const again = await desk.client.call('session.sign-in', { userName: 'clerk', password: PASSWORD });
      expect(again).toMatchObject({ ok: false, failure: { code: 'storage-full' } });
      expect((await desk.call('office.state', {})).user).toBeNull();
    } finally {
      disk.restore();
    }
    await desk.call('session.sign-in', { userName: 'clerk', password: PASSWORD });
  });

  it('answers a repeated intake with the same number and one dossier', async () => {
    const { input, reply } = await receiveDossier(desk, { procedureCode: '1.004873', personId: 'P002', scans: [] });
    expect(await desk.call('intake.receive', input)).toEqual(reply);
    const other = await desk.client.call('intake.receive', { ...input, queueTicket: 'B 1' });
    expect(other).toMatchObject({ ok: false, failure: { code: 'command-id-reused' } });
    await desk.host.syncUntilIdle();
    expect((await desk.call('dossiers.search', { query: reply.code ?? '' })).hits).toHaveLength(1);
  });

  it('shows what the city decides: a status, an online dossier, a result with its file', async () => {
    const { reply } = await receiveDossier(desk, { procedureCode: '1.001193', personId: 'P001', scans: [] });
    await desk.host.syncUntilIdle();
    const { store } = city.running();
    const now = Date.now();
    await setStatus(store, { dossier: reply.dossierId, to: 'PROCESSING', reason: null, now });
    const pdf = join(import.meta.dirname, '../fixtures/scans/don-gpxd-van-ban.pdf');
    await attachResult(store, { dossier: reply.dossierId, file: pdf, complete: true, now });
    const online = await pushOnline(store, { procedure: '1.004873', person: 'P005', files: [pdf], now });
    await desk.host.syncUntilIdle();

    const done = await desk.call('dossiers.get', { id: reply.dossierId });
    expect(done.status).toBe('COMPLETED');
    const resultFile = done.results[0]?.file;
    expect(resultFile).toMatchObject({ place: 'elsewhere' });
    const bytes = await readFile(desk, resultFile?.sha256 ?? '');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(resultFile?.sha256);
    const waiting = await desk.call('dossiers.list', { list: 'online-waiting' });
    expect(waiting.rows.map((row) => row.id)).toContain(online.id);
  });

  it('opens the pages of another desk of the ward after that desk is gone', async () => {
    const { reply } = await receiveDossier(desk, {
      procedureCode: '1.001193',
      personId: 'P001',
      scans: ['giay-chung-sinh.jpg'],
    });
    await desk.host.syncUntilIdle();
    const second = await enrolled('second');
    await desk.close();
    await second.host.syncUntilIdle();
    const view = await second.call('dossiers.get', { id: reply.dossierId });
    const file = view.files[0];
    expect(file).toMatchObject({ place: 'elsewhere' });
    expect((await readFile(second, file?.sha256 ?? '')).equals(scan('giay-chung-sinh.jpg'))).toBe(true);
    desk = second;
  });

  it('makes a slip only after the commit and says how far the paper came', async () => {
    const { reply } = await receiveDossier(desk, { procedureCode: '1.001193', personId: 'P001', scans: [] });
    const early = await desk.client.call('slip.record-confirmed', { commandId: uuidv7(), dossierId: reply.dossierId });
    expect(early).toMatchObject({ ok: false, failure: { code: 'slip-not-made' } });
    const slip = await desk.call('slip.make', { commandId: uuidv7(), dossierId: reply.dossierId });
    expect(Buffer.from(slip.pdfBase64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    expect(slip).toMatchObject({ issue: 1, reprint: false });
    await desk.call('slip.record-confirmed', { commandId: uuidv7(), dossierId: reply.dossierId });
    expect((await desk.call('dossiers.get', { id: reply.dossierId })).slip).toEqual({ state: 'confirmed', issue: 1 });
    expect((await desk.call('slip.make', { commandId: uuidv7(), dossierId: reply.dossierId })).reprint).toBe(true);
  });

  it('refuses what is not so, in words of the catalogue, and writes nothing', async () => {
    const { input } = await receiveDossier(desk, { procedureCode: '1.001193', personId: 'P001', scans: [] });
    const before = (await desk.call('dossiers.counters', {})).counters;
    const again = { ...input, commandId: uuidv7(), dossierId: uuidv7() };
    const attempts = {
      'components-missing': { ...again, components: [] },
      'procedure-guide-only': { ...again, procedureCode: '1.004222' },
      'limit-variant-unknown': { ...again, variant: 9 },
      'due-date-changed': { ...again, expectedDueAt: '2031-01-01T17:00:00+07:00' },
      'owner-missing': { ...again, parties: input.parties.map((party) => ({ ...party, role: 'contact' as const })) },
      'file-not-found': {
        ...again,
        files: [
          {
            sha256: 'a'.repeat(64),
            component: null,
            name: 'x.pdf',
            mime: 'application/pdf' as const,
            bytes: 1,
            pages: 1,
          },
        ],
      },
    };
    for (const [code, attempt] of Object.entries(attempts)) {
      expect(await desk.client.call('intake.receive', attempt), code).toMatchObject({ ok: false, failure: { code } });
    }
    for (const note of ['a\u0000b', 'a\ud800b']) {
      expect(await desk.client.call('intake.receive', { ...again, note })).toMatchObject({
        failure: { code: 'invalid-input' },
      });
    }
    expect((await desk.call('dossiers.counters', {})).counters).toEqual(before);
  });
});
