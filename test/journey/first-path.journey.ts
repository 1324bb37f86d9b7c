import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openTestCity, type TestCity } from './support/city.ts';
import { cardPayload, deskPage, watchPage } from './support/desk-page.ts';
import { type DeskProcess, startDesk } from './support/desk-process.ts';

let folder: string;
let city: TestCity;
let desk: DeskProcess;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mot-cua-journey-'));
  city = await openTestCity(join(folder, 'city'));
  desk = await startDesk({ dataDir: join(folder, 'desk'), keyFile: join(folder, 'desk.key') });
});
test.afterEach(async () => {
  await desk.stop();
  await city.down();
  rmSync(folder, { recursive: true, force: true });
});

test('from the counter to the city, through a power cut', async ({ page }) => {
  const seen = await watchPage(page);
  const clerk = deskPage(page);
  await page.goto(desk.startUrl);
  await clerk.connect(city.url, await city.running().enrolCode());
  await clerk.signIn('clerk');
  await clerk.network(/Đã nối/);

  await city.down();
  await clerk.chooseProcedure('khai sinh', 'Đăng ký khai sinh');
  await clerk.scanCard(cardPayload('QR-01'));
  await clerk.takePapers();
  await clerk.addScans('Tờ khai đăng ký khai sinh', ['to-khai-khai-sinh.jpg']);
  await clerk.addScans('Giấy chứng sinh', ['giay-chung-sinh.jpg']);
  const first = await clerk.save();
  await clerk.nextCitizen();
  expect(first).toMatch(/^\d{6}-\d{4}$/);
  expect(seen()).toEqual([]);
});
