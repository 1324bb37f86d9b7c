import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enrolment, saveEnrolment } from '../../../db/enrolment.ts';
import { cityEvents, dossierRow, outboxStates, type TestCity, testCity } from './wards.ts';

const PORTAL =
  'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 32\r\n\r\n<html><b>Wi-Fi login</b></html>\r\n';

describe('a line that does not lead to our city', () => {
  let test: TestCity;
  beforeEach(async () => {
    test = await testCity();
  });
  afterEach(() => test.dispose());

  it('marks nothing as sent behind a captive portal', async () => {
    const { office, desk, line, receive, file } = await test.desk();
    const id = receive([await file(1000)]);
    await line.set({ answer: PORTAL });
    expect(await desk.syncNow()).toEqual({ ok: false, failure: { code: 'not-our-city', cause: 'captive-portal' } });
    expect(desk.status().network).toBe('not-our-city');
    expect(outboxStates(office)).toEqual(['queued']);
    expect(dossierRow(office, id)).toMatchObject({ pending_facts: 1, pending_files: 1, receipt: null });
    await line.set({});
    await desk.syncUntilIdle();
    expect(dossierRow(office, id)).toMatchObject({ pending_facts: 0, pending_files: 0 });
    expect(await cityEvents(test.city, id)).toHaveLength(1);
  });

  it('sends nothing to another city at the same address', async () => {
    const { office, desk, receive } = await test.desk();
    const enrolled = enrolment(office.connection);
    if (enrolled === null) throw new Error('not enrolled');
    saveEnrolment(office, { ...enrolled, serverId: '00000000-0000-4000-8000-000000000000' });
    const id = receive();
    expect(await desk.syncNow()).toEqual({ ok: false, failure: { code: 'not-our-city', cause: 'wrong-server' } });
    expect(outboxStates(office)).toEqual(['queued']);
    expect(await cityEvents(test.city, id)).toHaveLength(0);
  });

  it('does not believe a damaged reply', async () => {
    const { office, desk, line, receive } = await test.desk();
    await desk.syncUntilIdle();
    const id = receive();
    await line.set((connection) => (connection === 1 ? { damageBody: true } : {}));
    const damaged = await desk.syncNow();
    expect(damaged).toEqual({ ok: false, failure: { code: 'not-our-city', cause: 'damaged-reply' } });
    expect(outboxStates(office)).toEqual(['queued']);
    expect((await desk.syncNow()).ok).toBe(true);
    expect(await cityEvents(test.city, id)).toHaveLength(1);
    expect(dossierRow(office, id)).toMatchObject({ pending_facts: 0 });
  });

  it('keeps everything when the device was revoked', async () => {
    const { office, desk, receive } = await test.desk();
    await test.city.store.db.updateTable('device').set({ revoked: 1 }).execute();
    receive();
    expect(await desk.syncNow()).toEqual({ ok: false, failure: { code: 'city-access-lost' } });
    expect(desk.status().network).toBe('access-lost');
    expect(outboxStates(office)).toEqual(['queued']);
  });

  it('says why a code is refused, and enrols again with the same code when the reply was lost', async () => {
    const made = await test.desk({ enrolled: false });
    await expect(made.enrol('AAAA-AAAA')).rejects.toThrow('enrolment-refused');
    const code = await test.city.enrolCode();
    await made.line.set((connection) => (connection === 1 ? { cutDownAfter: 1500 } : {}));
    await made.enrol(code).catch(() => {});
    await made.line.set({});
    await made.enrol(code);
    const devices = await test.city.store.db.selectFrom('device').selectAll().execute();
    expect(devices).toHaveLength(1);
    expect(enrolment(made.office.connection)?.deviceId).toBe(devices[0]?.id);
    expect(made.office.reference().office?.unitId).toBe('ward-tan-son-nhat');
    const second = await test.desk({ enrolled: false });
    await expect(second.enrol(code)).rejects.toThrow('enrolment-refused');
  });
});
