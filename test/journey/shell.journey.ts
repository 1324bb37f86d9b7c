import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { checkCity } from '../../sync/city/admin.ts';
import { openTestCity } from './support/city.ts';
import { deskPage, watchPage } from './support/desk-page.ts';
import { openShellWindow } from './support/shell-window.ts';

test('the installed program: enrol, take in, slip, the city has it, the next start still has it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-shell-'));
  const dataDir = join(folder, 'desk');
  const city = await openTestCity(join(folder, 'city'));
  try {
    const first = await openShellWindow(dataDir);
    const seen = await watchPage(first.page);
    const clerk = deskPage(first.page);
    await clerk.connect(city.url, await city.running().enrolCode());
    await clerk.signIn('clerk');
    await clerk.chooseProcedure('khai sinh', 'Đăng ký khai sinh');
    await clerk.typeOwner({ fullName: 'Trần Duy Khoa', idNumber: '079071968946', birthDate: '1971-11-05' });
    await clerk.takePapers();
    await clerk.addScans('Giấy chứng sinh', ['giay-chung-sinh.jpg']);
    const number = await clerk.save();
    await clerk.makeSlip();
    await clerk.nextCitizen();
    await clerk.network(/Đã nối · không còn gì chờ/);
    expect(await checkCity(city.running().store)).toMatchObject({
      dossiers: 1,
      incompleteDossiers: [],
      damagedFiles: [],
    });
    expect(seen()).toEqual([]);
    await first.close();

    const second = await openShellWindow(dataDir);
    const again = deskPage(second.page);
    await again.signIn('clerk');
    await again.openDossier(number);
    await again.seesPage(/Giấy chứng sinh/);
    await second.close();
  } finally {
    await city.down();
    rmSync(folder, { recursive: true, force: true });
  }
});
