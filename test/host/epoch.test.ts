import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHILD_ENTRIES } from '../../build/host-entries.ts';
import { enrolment } from '../../db/enrolment.ts';
import { openHostLog } from '../../electron/host/log.ts';
import { EPOCH_MARKER, openDeskStorage, type StoredDesk } from '../../electron/host/open-storage.ts';
import { openFileKeyVault } from '../../electron/host/ports/file-key-vault.ts';
import { forkedChildren } from '../../electron/host/ports/forked-children.ts';
import { systemClock } from '../../sync/desk/clock.ts';
import { enrol } from '../../sync/desk/enrol.ts';
import { openTestCity, type TestCity } from '../journey/support/city.ts';
import { receiveDossier } from '../support/intake.ts';
import { openTestOffice, type TestOffice, temporaryFolder } from '../support/open-office.ts';

const BIRTH = { procedureCode: '1.001193', personId: 'P001', scans: [] };
let city: TestCity;
let folder: string;
let desk: TestOffice;

beforeEach(async () => {
  folder = temporaryFolder('epoch');
  city = await openTestCity(join(folder, 'city'));
  desk = await openTestOffice({ folder: join(folder, 'desk') });
  const code = await city.running().enrolCode();
  await desk.call('office.connect', { address: city.url, code });
  await signIn();
});
afterEach(async () => {
  await desk.close();
  await city.down();
});

async function signIn(): Promise<void> {
  await desk.call('session.sign-in', { userName: 'clerk', password: 'mot-cua-2026' });
}

async function openAgain(): Promise<void> {
  desk = await openTestOffice({ folder: join(folder, 'desk') });
  await signIn();
}

const vault = () => openFileKeyVault({ file: desk.keyFile, dataDir: desk.dataDir });

/** The storage of the closed desk, without an office around it. */
async function storage<T>(work: (stored: StoredDesk) => Promise<T> | T): Promise<T> {
  const opened = await openDeskStorage(
    {
      dataDir: desk.dataDir,
      vault: vault(),
      children: forkedChildren(CHILD_ENTRIES),
      clock: systemClock,
      appVersion: 'test',
      sync: false,
      log: openHostLog(null),
    },
    'existing',
  );
  if (!opened.ok) throw new Error(opened.failure.code);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.desk.stop();
    await opened.value.db.close();
  }
}

const epochOf = () => storage(({ db }) => ({ epoch: db.epoch, replaced: db.epochReplaced }));

/** Copies the closed data folder away; answers what puts it back, without the vault, as a person would. */
function backUp(): () => void {
  const copy = join(folder, 'backup');
  cpSync(desk.dataDir, copy, { recursive: true });
  return () => {
    rmSync(desk.dataDir, { recursive: true });
    cpSync(copy, desk.dataDir, { recursive: true });
  };
}

describe('which copy of the data this computer has', () => {
  it('stands in the vault and stays the same from day to day', async () => {
    await desk.close();
    const first = await epochOf();
    await openAgain();
    await receiveDossier(desk, BIRTH);
    await desk.close();
    expect(await epochOf()).toEqual({ ...first, replaced: false });
    const kept = await vault().load(EPOCH_MARKER);
    expect(kept?.toString('hex')).toBe(first.epoch + '0'.repeat(32));
  });

  it('is another after the vault saw another one', async () => {
    await desk.close();
    const first = await epochOf();
    await vault().store(EPOCH_MARKER, Buffer.alloc(32, 7));
    const second = await epochOf();
    expect([second.replaced, second.epoch !== first.epoch]).toEqual([true, true]);
    expect(await epochOf()).toEqual({ ...second, replaced: false });
  });

  it('a folder put back from a backup gives no number twice and sends nothing until it is enrolled again', async () => {
    const kept = await receiveDossier(desk, BIRTH);
    await desk.host.syncUntilIdle();
    await desk.close();
    const putBack = backUp();
    await openAgain();
    const lost = await receiveDossier(desk, BIRTH);
    await desk.host.syncUntilIdle();
    await desk.close();
    putBack();

    await openAgain();
    const fresh = await receiveDossier(desk, BIRTH);
    expect([kept.reply.code, lost.reply.code]).not.toContain(null);
    expect(fresh.reply).toMatchObject({ code: null, temporaryCode: expect.any(String) });
    expect(await desk.host.syncUntilIdle()).toEqual({ ok: false, failure: { code: 'city-access-lost' } });
    expect(await desk.call('sync.status', {})).toMatchObject({ network: 'access-lost', waitingDossiers: 1 });
    const { store } = city.running();
    expect(await store.dossier(fresh.reply.dossierId)).toBeNull();
    const view = await desk.call('dossiers.get', { id: fresh.reply.dossierId });
    expect(view.sync.state).not.toBe('received');
    await desk.close();

    await storage(async ({ db, desk: line }) => {
      expect(enrolment(db.connection)?.epoch).not.toBe(db.epoch);
      const code = await city.running().enrolCode();
      const again = await enrol(db, { address: city.url, code, deviceName: 'Quầy cũ', clock: systemClock });
      expect(again.ok).toBe(true);
      expect(enrolment(db.connection)?.epoch).toBe(db.epoch);
      expect(await line.syncUntilIdle()).toMatchObject({ ok: true });
    });
    await openAgain();
    const codes = await Promise.all(
      [kept, lost, fresh].map(({ reply }) => desk.call('dossiers.get', { id: reply.dossierId })),
    );
    expect(codes.map((dossier) => dossier.code)).not.toContain(null);
    expect(new Set(codes.map((dossier) => dossier.code)).size).toBe(3);
    expect(codes.slice(0, 2).map((dossier) => dossier.code)).toEqual([kept.reply.code, lost.reply.code]);
    const next = await receiveDossier(desk, BIRTH);
    expect(codes.map((dossier) => dossier.code)).not.toContain(next.reply.code);
    expect(await store.dossier(fresh.reply.dossierId)).toMatchObject({ id: fresh.reply.dossierId });
  });
});
