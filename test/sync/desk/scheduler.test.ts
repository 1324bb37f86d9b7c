import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetStatements } from '../../../db/query.ts';
import { setStatus } from '../../../sync/city/admin.ts';
import type { SyncState } from '../../../sync/desk/status.ts';
import { cityEvents, dossierRow, type TestCity, testCity } from './wards.ts';

describe('keeping in step', () => {
  let test: TestCity;
  beforeEach(async () => {
    test = await testCity();
  });
  afterEach(() => test.dispose());
  const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

  it('sends after a commit and hears the city without being asked', async () => {
    const { office, desk, receive } = await test.desk();
    const states: SyncState[] = [];
    desk.onStatus((state) => states.push(state));
    desk.start();
    await soon(() => expect(desk.status().network).toBe('online'));
    const id = receive();
    await soon(() => expect(dossierRow(office, id)).toMatchObject({ pending_facts: 0, city_version: 1 }));
    await setStatus(test.city.store, { dossier: id, to: 'PROCESSING', reason: null, now: test.clock.now().getTime() });
    await soon(() => expect(dossierRow(office, id).status).toBe('PROCESSING'));
    expect(states.some((state) => state.sending)).toBe(true);
    expect(desk.status()).toMatchObject({ network: 'online', sending: false, nextAttemptAt: null });
    expect(desk.status().lastSentAt).toBe(test.clock.now().toISOString());
  });

  it('goes on although a listener or a look at the queue fails', async () => {
    const { office, desk, receive, log } = await test.desk();
    let isFailing = false;
    const fault = () => {
      throw new Error('a fault of ours');
    };
    desk.onStatus(fault);
    const prepare = office.connection.prepare.bind(office.connection);
    office.connection.prepare = ((sql: string) => {
      const statement = prepare(sql);
      const all = statement.all.bind(statement);
      // Only the queue's own query is hurt, as by a bad page of its index.
      if (sql.includes('"outbox" as "o"')) statement.all = (...args) => (isFailing ? fault() : all(...args));
      return statement;
    }) as typeof office.connection.prepare;
    forgetStatements(office.connection);
    desk.start();
    await soon(() => expect(desk.status().network).toBe('online'));
    isFailing = true;
    const id = receive();
    await desk.syncNow();
    await soon(() => expect(log.some(({ event }) => event === 'sync-fault')).toBe(true));
    isFailing = false;
    expect((await desk.syncNow()).ok).toBe(true);
    expect(dossierRow(office, id).pending_facts).toBe(0);
  });

  it('waits while the line is dead, tries at once when asked', async () => {
    const { office, desk, line, receive } = await test.desk();
    await line.set({ refuse: true });
    const id = receive();
    desk.start();
    await soon(() => expect(desk.status()).toMatchObject({ network: 'offline' }));
    expect(desk.status().nextAttemptAt).not.toBeNull();
    line.resetCounts();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(line.counts.connections).toBeLessThanOrEqual(1);
    await line.set({});
    expect((await desk.syncNow()).ok).toBe(true);
    expect(dossierRow(office, id).pending_facts).toBe(0);
    expect(desk.status().network).toBe('online');
  });

  it('recovers by itself when the line comes back', async () => {
    const { office, desk, line, receive } = await test.desk();
    desk.start();
    await soon(() => expect(desk.status().network).toBe('online'));
    await line.set({ refuse: true });
    const id = receive();
    await soon(() => expect(desk.status().network).toBe('offline'));
    const { since } = desk.status();
    expect(since).toBe(test.clock.now().toISOString());
    await line.set({});
    await soon(() => expect(dossierRow(office, id).pending_facts).toBe(0));
    expect(await cityEvents(test.city, id)).toHaveLength(1);
  });

  it('does not hang on a line that went silent', async () => {
    const { office, desk, line, receive } = await test.desk({ idleTimeoutMs: 300 });
    await line.set({ silent: true });
    const id = receive();
    const started = performance.now();
    expect(await desk.syncNow()).toEqual({ ok: false, failure: { code: 'city-unreachable' } });
    expect(performance.now() - started).toBeLessThan(5000);
    expect(dossierRow(office, id).pending_facts).toBe(1);
  });

  it('stops in the middle of an open pull and sends nothing afterwards', async () => {
    const { desk, line, receive } = await test.desk();
    desk.start();
    await soon(() => expect(desk.status().network).toBe('online'));
    const started = performance.now();
    await desk.stop();
    expect(performance.now() - started).toBeLessThan(2000);
    line.resetCounts();
    receive();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(line.counts).toMatchObject({ connections: 0, up: 0 });
  });

  it('says not-enrolled without a city and asks nobody', async () => {
    const { desk, line } = await test.desk({ enrolled: false });
    desk.start();
    expect(desk.status().network).toBe('not-enrolled');
    expect(await desk.syncNow()).toEqual({ ok: false, failure: { code: 'not-set-up' } });
    expect(line.counts.connections).toBe(0);
  });
});
