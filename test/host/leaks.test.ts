import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestCity } from '../journey/support/city.ts';
import { receiveDossier, samplePerson, scan } from '../support/intake.ts';
import { findLeaks } from '../support/leak-search.ts';
import { openTestOffice, temporaryFolder } from '../support/open-office.ts';

/** A stretch from the middle of a scan: file contents are personal too. */
function middleOf(bytes: Buffer): Buffer {
  return bytes.subarray(bytes.length >> 1, (bytes.length >> 1) + 64);
}

test('no byte of a desk folder tells who stood at the counter, open or shut', async () => {
  const folder = temporaryFolder('leaks');
  const city = await openTestCity(join(folder, 'city'));
  const office = await openTestOffice({ folder: join(folder, 'desk') });
  await office.call('office.connect', { address: city.url, code: await city.running().enrolCode() });
  await office.call('session.sign-in', { userName: 'clerk', password: 'mot-cua-2026' });
  await receiveDossier(office, { procedureCode: '1.001193', personId: 'P001', scans: ['giay-chung-sinh.jpg'] });
  await office.client.call('intake.read-card', { payload: '079085933392|x' });
  await office.host.syncUntilIdle();

  const person = samplePerson('P001');
  const planted = [person.fullName, person.idNumber, person.phone, person.address.text, 'giay-chung-sinh'];
  const contents = middleOf(scan('giay-chung-sinh.jpg'));
  const inTheClear = () => [...findLeaks(office.dataDir, planted), ...filesHolding(office.dataDir, contents)];
  expect(inTheClear()).toEqual([]);
  await office.close();
  expect(inTheClear()).toEqual([]);
  expect(readFileSync(join(office.dataDir, 'office.db')).subarray(0, 16).toString('latin1')).not.toBe(
    'SQLite format 3\0',
  );

  // The control: the same facts at a city without a key are found by the same search.
  await city.down();
  expect(findLeaks(join(folder, 'city'), planted).length).toBeGreaterThan(0);
  expect(filesHolding(join(folder, 'city'), contents).length).toBeGreaterThan(0);
});

function filesHolding(dir: string, bytes: Buffer): string[] {
  const files = execFileSync('find', [dir, '-type', 'f'], { encoding: 'utf8' }).trim().split('\n');
  return files.filter((file) => readFileSync(file).includes(bytes));
}
