import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestCity } from '../journey/support/city.ts';
import { receiveDossier } from '../support/intake.ts';
import { openTestOffice, temporaryFolder } from '../support/open-office.ts';

test('language and theme are kept before any storage exists and come back at the next start', async () => {
  const folder = temporaryFolder('preferences');
  const office = await openTestOffice({ folder });
  expect(await office.call('preferences.get', {})).toEqual({ language: null, theme: null });
  await office.call('preferences.set', { language: 'en', theme: 'dark' });
  await office.close();
  expect(existsSync(join(office.dataDir, 'office.db'))).toBe(false);
  const again = await openTestOffice({ folder });
  expect(await again.call('preferences.get', {})).toEqual({ language: 'en', theme: 'dark' });
  expect((await again.call('office.state', {})).phase).toBe('not-set-up');
  await again.close();
});

test('a desk enrols again with a new code and sends what waited', async () => {
  const folder = temporaryFolder('enrol-again');
  const city = await openTestCity(join(folder, 'city'));
  const office = await openTestOffice({ folder: join(folder, 'desk') });
  await office.call('office.connect', { address: city.url, code: await city.running().enrolCode() });
  await office.call('session.sign-in', { userName: 'clerk', password: 'mot-cua-2026' });
  const { reply } = await receiveDossier(office, { procedureCode: '1.004873', personId: 'P002', scans: [] });
  const used = await office.client.call('office.enrol-again', { address: city.url, code: 'KHONG-CO' });
  expect(used).toMatchObject({ ok: false, failure: { code: 'enrolment-refused' } });
  await office.call('office.enrol-again', { address: city.url, code: await city.running().enrolCode() });
  expect(await office.host.syncUntilIdle()).toMatchObject({ ok: true, value: { waitingDossiers: 0 } });
  expect(await city.running().store.dossier(reply.dossierId)).not.toBeNull();
  await office.close();
  await city.down();
});
