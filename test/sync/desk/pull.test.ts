import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pullCursor } from '../../../db/city-events.ts';
import { referenceVersions } from '../../../db/reference-packs.ts';
import { addDayOff, setStatus } from '../../../sync/city/admin.ts';
import { cityEvents, dossierRow, outboxStates, type TestCity, testCity } from './wards.ts';

describe('events down', () => {
  let test: TestCity;
  beforeEach(async () => {
    test = await testCity();
  });
  afterEach(() => test.dispose());

  function setAtCity(dossier: string, to: string) {
    return setStatus(test.city.store, { dossier, to, reason: null, now: test.clock.now().getTime() });
  }

  it('brings a status the city set', async () => {
    const { office, desk, receive } = await test.desk();
    const id = receive();
    await desk.syncUntilIdle();
    await setAtCity(id, 'PROCESSING');
    expect(dossierRow(office, id).status).toBe('RECEIVED');
    expect((await desk.syncNow()).ok).toBe(true);
    expect(dossierRow(office, id)).toMatchObject({ status: 'PROCESSING', city_version: 2, pending_facts: 0 });
  });

  it('keeps the local fact over the city until its own op id comes back', async () => {
    const { office, desk, receive } = await test.desk();
    const id = receive();
    const events = () => office.connection.prepare('SELECT count(*) AS n FROM city_event WHERE dossier_id = ?').get(id);
    // The city takes the fact, and the feed is out of order at that moment.
    const store = test.city.store as { pull: unknown };
    const { pull } = store;
    store.pull = () => Promise.reject(new Error('no feed'));
    expect((await desk.syncNow()).ok).toBe(false);
    store.pull = pull;
    expect(outboxStates(office)).toEqual(['acked']);
    expect(events()).toEqual({ n: 0 });
    expect(dossierRow(office, id)).toMatchObject({ status: 'RECEIVED', pending_facts: 0, city_version: 0 });

    await setAtCity(id, 'PROCESSING');
    expect((await desk.syncNow()).ok).toBe(true);
    expect(events()).toEqual({ n: 2 });
    expect(dossierRow(office, id)).toMatchObject({ status: 'PROCESSING', city_version: 2 });
  });

  it('gives a temporary number its official one through the feed', async () => {
    const { office, desk, receive } = await test.desk();
    office.write((tx) => tx.connection.prepare("UPDATE number_range SET state = 'void'").run());
    const id = receive();
    expect(dossierRow(office, id)).toMatchObject({ code: null });
    expect(dossierRow(office, id).temporary_code).toMatch(/^T-[0-9A-Z]{4}-0001-\d\d$/);
    await desk.syncUntilIdle();
    const row = dossierRow(office, id);
    expect(row.code).toMatch(/^000\.00\.00\.H29-261118-\d{4}$/);
    expect(row).toMatchObject({ city_version: 2, pending_facts: 0 });
    expect((await cityEvents(test.city, id)).map((event) => event.type)).toEqual([
      'dossier.received',
      'dossier.numbered',
    ]);
  });

  it('starts again from the beginning when the city no longer knows the cursor', async () => {
    const { office, desk, receive, log } = await test.desk();
    const id = receive();
    await desk.syncUntilIdle();
    await test.city.store.db.updateTable('server').set({ floor_seq: 1_000_000 }).execute();
    await setAtCity(id, 'PROCESSING');
    expect((await desk.syncNow()).ok).toBe(true);
    expect(log.map((entry) => entry.event)).toContain('pull-from-start');
    expect(dossierRow(office, id)).toMatchObject({ status: 'PROCESSING', city_version: 2 });
    expect(pullCursor(office.connection).cursor).not.toBe('');
  });

  it('takes a damaged cursor for a lost one', async () => {
    const { office, desk, receive } = await test.desk();
    receive();
    await desk.syncUntilIdle();
    office.write((tx) => tx.connection.prepare("UPDATE sync_stream SET token = 'broken' WHERE stream = 'pull'").run());
    expect((await desk.syncNow()).ok).toBe(true);
    expect(pullCursor(office.connection).cursor).not.toBe('broken');
  });

  it('brings new versions of reference packs', async () => {
    const { office, desk } = await test.desk();
    const before = referenceVersions(office.connection);
    expect(Object.keys(before).toSorted()).toEqual(['calendar', 'office', 'procedures', 'users']);
    await addDayOff(test.city.store, { date: '2026-12-07', reason: 'Nghỉ bù' });
    const done = await desk.syncNow();
    expect(done.ok && done.value.packs).toEqual(['calendar']);
    expect(referenceVersions(office.connection).calendar).toBe((before.calendar ?? 0) + 1);
    expect(office.reference().calendar.data.years['2026']?.off).toContain('2026-12-07');
  });

  it('shows one desk what another took in', async () => {
    const first = await test.desk();
    const second = await test.desk();
    const id = first.receive();
    await first.desk.syncUntilIdle();
    await second.desk.syncUntilIdle();
    expect(dossierRow(second.office, id)).toMatchObject({
      code: dossierRow(first.office, id).code,
      status: 'RECEIVED',
      pending_facts: 0,
    });
  });
});
