import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestCity, type TestCity } from '../journey/support/city.ts';
import { receiveDossier } from '../support/intake.ts';
import { openTestOffice, type TestOffice, temporaryFolder } from '../support/open-office.ts';

let city: TestCity;
let desk: TestOffice;

beforeEach(async () => {
  const folder = temporaryFolder('slip');
  city = await openTestCity(join(folder, 'city'));
  desk = await openTestOffice({ folder });
  await desk.call('office.connect', { address: city.url, code: await city.running().enrolCode() });
  await desk.call('session.sign-in', { userName: 'clerk', password: 'mot-cua-2026' });
});
afterEach(async () => {
  await desk.close();
  await city.down();
});

describe('a slip asked for again because its answer was lost', () => {
  it('is the same slip: the first, and a copy', async () => {
    const { reply } = await receiveDossier(desk, { procedureCode: '1.001193', personId: 'P001', scans: [] });
    for (const copyNumber of [1, 2]) {
      const input = { commandId: uuidv7(), dossierId: reply.dossierId };
      const made = await desk.call('slip.make', input);
      expect(made).toMatchObject({ issue: copyNumber, reprint: copyNumber > 1 });
      await new Promise((resolve) => setTimeout(resolve, 1100));
      expect(await desk.call('slip.make', input)).toEqual(made);
    }
    const view = await desk.call('dossiers.get', { id: reply.dossierId });
    expect(view.slip.issue).toBe(2);
  }, 30_000);
});

describe('two slips of one dossier asked for at once', () => {
  it('are the first and a copy, not two firsts', async () => {
    const { reply } = await receiveDossier(desk, { procedureCode: '1.001193', personId: 'P001', scans: [] });
    const make = () => desk.call('slip.make', { commandId: uuidv7(), dossierId: reply.dossierId });
    const [one, two] = await Promise.all([make(), make()]);
    expect([one.reprint, two.reprint]).toEqual([false, true]);
  }, 30_000);
});
