import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { releaseForResend } from '../../../db/timeline.ts';
import { cityEvents, dossierRow, outboxStates, type TestCity, testCity } from './wards.ts';

describe('facts up', () => {
  let test: TestCity;
  beforeEach(async () => {
    test = await testCity();
  });
  afterEach(() => test.dispose());

  it('applies once what was taken in offline', async () => {
    const { office, desk, line, receive } = await test.desk();
    await line.set({ refuse: true });
    const id = receive();
    const offline = await desk.syncNow();
    expect(offline).toEqual({ ok: false, failure: { code: 'city-unreachable' } });
    expect(desk.status().network).toBe('offline');
    expect(dossierRow(office, id)).toMatchObject({ pending_facts: 1, city_version: 0, receipt: null });

    await line.set({});
    expect((await desk.syncNow()).ok).toBe(true);
    expect(desk.status()).toMatchObject({ network: 'online', sending: false });
    const row = dossierRow(office, id);
    expect(row).toMatchObject({ pending_facts: 0, city_version: 1, lane: 'ok' });
    expect(row.receipt).toMatch(/^BN-/);
    const events = await cityEvents(test.city, id);
    expect(events).toHaveLength(1);
  });

  it('has one effect when the reply is lost after the commit', async () => {
    const { office, desk, receive } = await test.desk();
    const id = receive();
    let lost = 0;
    test.city.hooks.afterCommitBeforeReply = () => {
      lost += 1;
      throw new Error('reply lost');
    };
    expect((await desk.syncNow()).ok).toBe(false);
    expect(lost).toBeGreaterThan(0);
    expect(await cityEvents(test.city, id)).toHaveLength(1);
    expect(outboxStates(office)).toEqual(['queued']);

    delete test.city.hooks.afterCommitBeforeReply;
    const again = await desk.syncNow();
    expect(again.ok && again.value.acked).toBe(1);
    expect(outboxStates(office)).toEqual(['acked']);
    expect(await cityEvents(test.city, id)).toHaveLength(1);
    expect(dossierRow(office, id)).toMatchObject({ pending_facts: 0, city_version: 1 });
  });

  it('sends the same op id when the line cuts the reply', async () => {
    const { office, desk, line, receive } = await test.desk();
    const id = receive();
    // The first connection of a round asks for limits or a range; every reply is lost here.
    await line.set({ cutDownAfter: 0 });
    expect((await desk.syncNow()).ok).toBe(false);
    await line.set({});
    expect((await desk.syncNow()).ok).toBe(true);
    expect(await cityEvents(test.city, id)).toHaveLength(1);
    expect(outboxStates(office)).toEqual(['acked']);
  });

  it('changes nothing at the city when everything is sent again', async () => {
    const { office, desk, receive, clock } = await test.desk();
    const ids = [receive(), receive(), receive()];
    await desk.syncUntilIdle();
    const before = await Promise.all(ids.map((id) => cityEvents(test.city, id)));
    const timeline = (await test.city.store.identity()).timeline;
    office.write((tx) => tx.connection.prepare("UPDATE sync_stream SET durable_seq = 0 WHERE stream = 'push'").run());
    releaseForResend(office, { timeline, now: clock.now().toISOString() });
    expect(outboxStates(office)).toEqual(['queued', 'queued', 'queued']);
    expect(dossierRow(office, ids[0] ?? '')).toMatchObject({ pending_facts: 1, city_version: 0 });

    const again = await desk.syncUntilIdle();
    expect(again.ok && again.value.sent).toBe(3);
    expect(await Promise.all(ids.map((id) => cityEvents(test.city, id)))).toEqual(before);
    for (const id of ids) expect(dossierRow(office, id)).toMatchObject({ pending_facts: 0, city_version: 1 });
  });

  it('sends everything the city may have lost when it stands on a new timeline', async () => {
    const { office, desk, receive, log } = await test.desk();
    const ids = [receive(), receive()];
    await desk.syncUntilIdle();
    const [first] = ids;
    // A restore: one dossier is gone at the city, its timeline is new.
    const { db } = test.city.store;
    const lost = await db
      .selectFrom('event')
      .selectAll()
      .where('agg', '=', first ?? '')
      .execute();
    for (const { commit_seq } of lost) await db.deleteFrom('event_unit').where('commit_seq', '=', commit_seq).execute();
    await db
      .deleteFrom('event')
      .where('agg', '=', first ?? '')
      .execute();
    await db
      .deleteFrom('dossier')
      .where('id', '=', first ?? '')
      .execute();
    for (const { op_id } of lost)
      await db
        .deleteFrom('inbox')
        .where('op_id', '=', op_id ?? '')
        .execute();
    await db
      .deleteFrom('lane')
      .where('agg', '=', first ?? '')
      .execute();
    await test.city.store.newTimeline();
    await new Promise((resolve) => setTimeout(resolve, 300));

    expect((await desk.syncUntilIdle()).ok).toBe(true);
    expect(log.map((entry) => entry.event)).toContain('city-timeline-changed');
    for (const id of ids) {
      expect(await cityEvents(test.city, id)).toHaveLength(1);
      expect(dossierRow(office, id)).toMatchObject({ pending_facts: 0, city_version: 1 });
    }
  });

  it('stops one dossier the city refuses and sends the others', async () => {
    const { office, desk, receive } = await test.desk();
    const other = await test.desk();
    const stolen = receive();
    const code = dossierRow(office, stolen).code;
    // Another device has already used the number: the city refuses ours.
    const theirs = other.receive();
    await other.desk.syncUntilIdle();
    await test.city.store.db.updateTable('dossier').set({ code }).where('id', '=', theirs).execute();
    const fine = receive();
    const done = await desk.syncUntilIdle();
    expect(done.ok && done.value.stopped).toBe(1);
    expect(dossierRow(office, stolen)).toMatchObject({ lane: 'refused', pending_facts: 1 });
    expect(dossierRow(office, fine)).toMatchObject({ lane: 'ok', pending_facts: 0 });
    expect(await cityEvents(test.city, stolen)).toHaveLength(0);
  });
});
