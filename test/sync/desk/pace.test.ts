import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextOps } from '../../../db/outbox.ts';
import { cityEvents, dossierRow, outboxStates, type TestCity, testCity } from './wards.ts';

describe('a city that is busy or at fault', () => {
  let test: TestCity;
  beforeEach(async () => {
    test = await testCity();
  });
  afterEach(() => test.dispose());

  it('puts off an op that the city could not take just now, and only that dossier', async () => {
    const { office, desk, receive } = await test.desk();
    const stuck = receive();
    const fine = receive();
    const opId = (
      office.connection.prepare('SELECT fact_id FROM journal WHERE dossier_id = ?').get(stuck) as { fact_id: string }
    ).fact_id;
    test.city.hooks.beforeCommit = ({ opIds }) => {
      if (opIds.includes(opId)) throw new Error('fault of the city');
    };
    expect((await desk.syncNow()).ok).toBe(true);
    expect(outboxStates(office)).toEqual(['queued', 'acked']);
    expect(dossierRow(office, fine)).toMatchObject({ pending_facts: 0 });
    const at = (minutes: number) => new Date(test.clock.now().getTime() + minutes * 60_000).toISOString();
    const ready = (now: string) => nextOps(office.connection, { now, limit: 10, maxBytes: 1e6 });
    expect(ready(at(0))).toHaveLength(0);
    expect(ready(at(1))).toHaveLength(1);

    delete test.city.hooks.beforeCommit;
    expect((await desk.syncNow()).ok).toBe(true);
    expect(await cityEvents(test.city, stuck)).toHaveLength(1);
  });

  it('leases the same range when the reply to a lease was lost', async () => {
    const made = await test.desk({ enrolled: false });
    await made.enrol(await test.city.enrolCode());
    // Limits are asked with the first facts, so the lease is the first request of the round.
    await made.line.set((connection) => (connection === 1 ? { cutDownAfter: 0 } : {}));
    expect((await made.desk.syncNow()).ok).toBe(false);
    expect((await made.desk.syncNow()).ok).toBe(true);
    const leased = await test.city.store.db.selectFrom('number_range').selectAll().execute();
    expect(leased).toHaveLength(1);
    const held = made.office.connection.prepare('SELECT id, state FROM number_range').all();
    expect(held).toEqual([{ id: leased[0]?.id, state: 'active' }]);
    const id = made.receive();
    expect(dossierRow(made.office, id).code).toBe('000.00.00.H29-261118-0001');
  });

  it('gives two desks numbers that never meet', async () => {
    const first = await test.desk();
    const second = await test.desk();
    const ids = [first.receive(), first.receive()].map((id) => dossierRow(first.office, id).code);
    const others = [second.receive(), second.receive()].map((id) => dossierRow(second.office, id).code);
    expect(new Set([...ids, ...others]).size).toBe(4);
    expect((await first.desk.syncUntilIdle()).ok).toBe(true);
    expect((await second.desk.syncUntilIdle()).ok).toBe(true);
    expect(outboxStates(second.office)).toEqual(['acked', 'acked']);
  });

  it('drains a long queue in batches', async () => {
    const { office, desk, receive } = await test.desk();
    const ids = Array.from({ length: 150 }, () => receive());
    const done = await desk.syncUntilIdle();
    expect(done.ok && done.value.acked).toBe(150);
    expect(outboxStates(office).every((state) => state === 'acked')).toBe(true);
    for (const id of ids) expect(dossierRow(office, id).pending_facts).toBe(0);
  });
});
