import { expect, test } from 'vitest';
import { openCityStore } from '../../../sync/city/store.ts';
import { HEADER } from '../../../sync/protocol/headers.ts';
import { enrolDesk, KEY, NEIGHBOUR, op, received, runCity, statusChanged, temporaryFolder, WARD } from './test-desk.ts';

test('the feed has every event once and in commit order while several writers and processes commit', async () => {
  const dataDir = temporaryFolder();
  const city = await runCity({ dataDir });
  const desks = await Promise.all([enrolDesk(city), enrolDesk(city), enrolDesk(city)]);
  const [reader] = desks;
  const otherProcess = await openCityStore({ dataDir, key: KEY });
  const seen: string[] = [];
  let writing = true;
  const follow = (async () => {
    let cursor = '';
    for (let last = false; ; ) {
      const page = await reader.pull(cursor, '&limit=7');
      seen.push(...page.events.map((event) => event.event_id));
      cursor = page.cursor;
      if (last && !page.more) return;
      last = !writing;
    }
  })();
  const agg = crypto.randomUUID();
  await reader.push([op('dossier.received', received(), { agg })]);
  await Promise.all([
    ...desks.flatMap((desk) => Array.from({ length: 15 }, () => desk.push([op('dossier.received', received())]))),
    ...Array.from({ length: 10 }, () =>
      otherProcess.commit([agg], async (ledger) => {
        const payload = { ...statusChanged('PROCESSING'), to: 'PROCESSING' as const };
        const at = { wall: '2026-11-20T10:00:00+07:00', quality: 'ok' as const };
        const fact = { type: 'dossier.status-changed' as const, payload };
        ledger.append({ agg, fact, byUnit: 'city', actor: { id: 'city', name: '' }, at, opId: null });
      }),
    ),
  ]);
  await otherProcess.close();
  writing = false;
  await follow;
  const stored = await city.store.db.selectFrom('event').select('event_id').orderBy('commit_seq').execute();
  expect(stored).toHaveLength(56);
  expect(seen).toEqual(stored.map((row) => row.event_id));
});

test('a unit sees the dossiers it receives, decides or returns, and no others', async () => {
  const city = await runCity();
  const [desk, neighbour] = [await enrolDesk(city), await enrolDesk(city, NEIGHBOUR)];
  const own = op('dossier.received', received());
  const shared = op('dossier.received', received({ units: { receiving: WARD, deciding: NEIGHBOUR, returning: WARD } }));
  await desk.push([own, shared]);
  expect((await desk.pullAll()).map((event) => event.agg)).toEqual([own.agg, shared.agg]);
  expect((await neighbour.pullAll()).map((event) => event.agg)).toEqual([shared.agg]);
  const moved = op('dossier.status-changed', statusChanged('PROCESSING'), { agg: shared.agg });
  expect(await neighbour.verdict(moved)).toMatchObject({ verdict: 'applied', version: 2 });
  expect((await desk.pullAll()).at(-1)).toMatchObject({ op_id: moved.op_id, version: 2, actor: { id: 'u-dieu' } });
});

test('a cursor is ours, of this timeline, of this scope and not too old, or it is refused', async () => {
  const city = await runCity();
  const [desk, neighbour] = [await enrolDesk(city), await enrolDesk(city, NEIGHBOUR)];
  await desk.push([op('dossier.received', received()), op('dossier.received', received())]);
  const { cursor } = await desk.pull('', '&limit=1');
  const problem = async (who: typeof desk, text: string) => {
    const reply = await who.fetch(`/v1/sync/pull?cursor=${text}`);
    return [reply.status, ((await reply.json()) as { code?: string }).code];
  };
  expect((await desk.pull(cursor)).events).toHaveLength(1);
  const [timeline, seq, filter, seal] = cursor.split('.');
  expect(await problem(desk, `${timeline}.${Number(seq) + 1}.${filter}.${seal}`)).toEqual([400, 'malformed']);
  expect(await problem(desk, `${timeline}.${seq}.${filter}`)).toEqual([400, 'malformed']);
  expect(await problem(neighbour, cursor)).toEqual([412, 'scope_changed']);
  await city.store.db
    .updateTable('server')
    .set({ floor_seq: Number(seq) + 1 })
    .execute();
  expect(await problem(desk, cursor)).toEqual([410, 'cursor_expired']);
  await city.store.db.updateTable('server').set({ floor_seq: 0 }).execute();
  await city.store.db.updateTable('feed_counter').set({ commit_seq: 0 }).execute();
  expect(await problem(desk, cursor)).toEqual([409, 'timeline_changed']);
  await city.store.newTimeline();
  expect(await problem(desk, cursor)).toEqual([409, 'timeline_changed']);
  await expect
    .poll(async () => (await desk.fetch('/.well-known/hoso-sync')).headers.get(HEADER.timeline))
    .not.toBe(desk.enrolment.timeline);
});

test('a waiting pull ends with the next commit of this process or another, and when its time is over', async () => {
  const dataDir = temporaryFolder();
  const city = await runCity({ dataDir });
  const desk = await enrolDesk(city);
  const { cursor } = await desk.pull();
  const waiting = desk.pull(cursor, '&wait=20');
  await desk.push([op('dossier.received', received())]);
  const page = await waiting;
  expect(page.events).toHaveLength(1);

  const started = performance.now();
  const forPack = desk.pull(page.cursor, '&wait=20');
  const otherProcess = await openCityStore({ dataDir, key: KEY });
  const calendar = await otherProcess.readPack('calendar', '');
  await otherProcess.writePacks([{ pack: 'calendar', unitId: '', body: calendar?.body }]);
  await otherProcess.close();
  const afterPack = await forPack;
  expect(afterPack).toMatchObject({ events: [], packs: { calendar: 2, office: 1, procedures: 1, users: 1 } });
  expect(performance.now() - started).toBeLessThan(10_000);

  expect(await desk.pull(afterPack.cursor, '&wait=0.2')).toMatchObject({ events: [], more: false });
});

test('stopping the city ends waiting pulls', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const { cursor } = await desk.pull();
  const waiting = desk.pull(cursor, '&wait=25').catch(() => null);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const started = performance.now();
  await city.close();
  await waiting;
  expect(performance.now() - started).toBeLessThan(3000);
});

test('reference packs come by name; the office pack names this desk', async () => {
  const city = await runCity();
  const desk = await enrolDesk(city);
  const office = (await (await desk.fetch('/v1/reference/office')).json()) as { body: { deskName: string } };
  expect(office).toMatchObject({
    pack: 'office',
    version: 1,
    body: { unitId: WARD, sample: true, deskName: 'Quầy số 1' },
  });
  const users = (await (await desk.fetch('/v1/reference/users')).json()) as {
    body: { users: { passwordHash: string }[] };
  };
  expect(users.body.users.map((user) => user.passwordHash.slice(0, 9))).toEqual([
    '$argon2id',
    '$argon2id',
    '$argon2id',
  ]);
  expect((await desk.fetch('/v1/reference/secrets')).status).toBe(404);
});
