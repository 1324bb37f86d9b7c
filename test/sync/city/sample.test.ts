import { expect, test } from 'vitest';
import { legalDateOf } from '../../../domain/calendar/legal-time.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import { fold } from '../../../domain/dossier/dossier.ts';
import { parseFact } from '../../../domain/dossier/facts.ts';
import { DOSSIER_STATUSES, mayFollow } from '../../../domain/dossier/status.ts';
import { officePackSchema, usersPackSchema } from '../../../domain/office/model.ts';
import { checkCity } from '../../../sync/city/admin.ts';
import { SAMPLE_PEOPLE } from '../../../sync/city/sample/people.ts';
import { seedSampleDossiers } from '../../../sync/city/sample/seed.ts';
import type { RunningCity } from '../../../sync/city/server.ts';
import { enrolDesk, runCity, WARD } from './test-desk.ts';

/** Friday 2026-11-20, 10:00 at the office. */
const NOW = Date.parse('2026-11-20T03:00:00Z');

async function events(city: RunningCity) {
  return city.store.db.selectFrom('event').selectAll().orderBy('commit_seq').execute();
}

test('200 dossiers: all ten statuses, valid facts, allowed steps, nothing in the future, made-up people', async () => {
  const city = await runCity();
  const started = performance.now();
  expect(await seedSampleDossiers(city.store, { dossiers: 200, seed: 1, now: NOW })).toBe(200);
  expect(performance.now() - started).toBeLessThan(10_000);
  const dossiers = await city.store.db.selectFrom('dossier').selectAll().execute();
  expect(dossiers).toHaveLength(200);
  expect(new Set(dossiers.map((row) => row.status))).toEqual(new Set(DOSSIER_STATUSES));
  expect(new Set(dossiers.map((row) => row.code)).size).toBe(200);

  const rows = await events(city);
  const people = new Set(SAMPLE_PEOPLE.map((person) => person.idNumber));
  for (const row of dossiers) {
    const own = rows.filter((event) => event.agg === row.id);
    const facts = own.map((event) => parseFact(event.type, JSON.parse(event.payload)));
    expect(facts.every((fact) => fact !== null)).toBe(true);
    const known = facts.filter((fact) => fact !== null);
    expect(fold(known)).toEqual(JSON.parse(row.state));
    let status = known[0]?.type === 'dossier.received' ? ('RECEIVED' as const) : ('NEW' as const);
    for (const fact of known) {
      if (fact.type !== 'dossier.status-changed') continue;
      expect(mayFollow(status, fact.payload.to)).toBe(true);
      status = fact.payload.to as typeof status;
    }
    const times = own.map((event) => Date.parse((JSON.parse(event.at) as { wall: string }).wall));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThanOrEqual(NOW);
    const state = JSON.parse(row.state) as Dossier;
    expect(state.parties.every((party) => people.has(party.idNumber ?? ''))).toBe(true);
  }
});

test('open dossiers stand overdue, due today, due soon and later; some have files, which are whole', async () => {
  const city = await runCity();
  await seedSampleDossiers(city.store, { dossiers: 200, seed: 1, now: NOW });
  const open = await city.store.db
    .selectFrom('dossier')
    .select('state')
    .where('status', 'in', ['RECEIVED', 'PROCESSING'])
    .execute();
  const count = { overdue: 0, today: 0, later: 0 };
  for (const { state } of open) {
    const dueAt = (JSON.parse(state) as Dossier).promised?.dueAt ?? '';
    if (Date.parse(dueAt) < NOW) count.overdue += 1;
    else if (legalDateOf(dueAt) === '2026-11-20') count.today += 1;
    else count.later += 1;
  }
  expect(count.overdue).toBeGreaterThan(5);
  expect(count.today).toBeGreaterThan(5);
  expect(count.later).toBeGreaterThan(20);
  const withFiles = await city.store.db.selectFrom('dossier_blob').select('agg').distinct().execute();
  expect(withFiles).toHaveLength(20);
  expect(await checkCity(city.store)).toMatchObject({
    dossiers: 200,
    files: 4,
    incompleteDossiers: [],
    damagedFiles: [],
  });
  const desk = await enrolDesk(city);
  expect(new Set((await desk.pullAll()).map((event) => event.agg)).size).toBe(200);
});

test('the same seed and instant give the same dossiers, another seed others; a second seeding adds nothing', async () => {
  const stories = async (seed: number) => {
    const city = await runCity();
    await seedSampleDossiers(city.store, { dossiers: 40, seed, now: NOW });
    expect(await seedSampleDossiers(city.store, { dossiers: 40, seed: 9, now: NOW })).toBe(0);
    return (await events(city)).map(({ event_id, agg, version, payload }) => ({ event_id, agg, version, payload }));
  };
  const first = await stories(3);
  expect(await stories(3)).toEqual(first);
  expect((await stories(4))[0]?.agg).not.toBe(first[0]?.agg);
});

test.each([
  ['Sunday night', '2026-11-22T16:30:00Z'],
  ['early morning', '2026-11-19T22:15:00Z'],
  ['just opened', '2026-11-20T01:05:00Z'],
  ['after a long holiday', '2026-02-23T02:00:00Z'],
])('seeding works at %s', async (_name, at) => {
  const city = await runCity();
  const now = Date.parse(at);
  expect(await seedSampleDossiers(city.store, { dossiers: 60, seed: 5, now })).toBe(60);
  const latest = (await events(city)).map((event) => Date.parse((JSON.parse(event.at) as { wall: string }).wall));
  expect(Math.max(...latest)).toBeLessThanOrEqual(now);
});

test('the sample packs fit their schemas', async () => {
  const city = await runCity();
  const office = officePackSchema.parse((await city.store.readPack('office', WARD))?.body);
  expect(office.units.map((unit) => unit.id)).toEqual([WARD, 'ward-tan-son-hoa', 'dept-xay-dung']);
  const { users } = usersPackSchema.parse((await city.store.readPack('users', WARD))?.body);
  expect(users.map((user) => [user.userName, user.role])).toEqual([
    ['clerk', 'clerk'],
    ['supervisor', 'supervisor'],
    ['leader', 'leader'],
  ]);
});
