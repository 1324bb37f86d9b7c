import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openTestCity, type TestCity } from './support/city.ts';
import { cardPayload, type DeskPage, deskPage, scanPath, watchPage } from './support/desk-page.ts';
import { type DeskProcess, startDesk } from './support/desk-process.ts';
import { readStoredDossiers } from './support/desk-store.ts';

let folder: string;
let city: TestCity;
let desk: DeskProcess;
const store = () => ({ dataDir: join(folder, 'desk'), keyFile: join(folder, 'desk.key') });

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mot-cua-journey-'));
  city = await openTestCity(join(folder, 'city'));
  desk = await startDesk(store());
});
test.afterEach(async () => {
  await desk.stop();
  await city.down();
  rmSync(folder, { recursive: true, force: true });
});

async function openIntake(clerk: DeskPage): Promise<void> {
  await clerk.page.goto(desk.startUrl);
  await clerk.connect(city.url, await city.running().enrolCode());
  await clerk.signIn('clerk');
  await clerk.chooseProcedure('khai sinh', 'Đăng ký khai sinh');
}

const REFUSED_FILES: readonly (readonly [string, string])[] = [
  ['bad/truncated.pdf', 'Tệp bị hỏng, không đọc được.'],
  ['bad/zero.pdf', 'Tệp không có nội dung.'],
  ['bad/html-named.pdf', 'Tệp không phải PDF, JPEG, PNG hoặc TIFF.'],
  ['bad/decompression-bomb.png', 'Ảnh 900 triệu điểm, lớn hơn mức 100 triệu.'],
  ['bad/exe-named.jpg', 'Tệp không phải PDF, JPEG, PNG hoặc TIFF.'],
];

test('bad files are refused in plain words and nothing is written', async ({ page }) => {
  const seen = await watchPage(page);
  const clerk = deskPage(page);
  await openIntake(clerk);
  for (const [file, words] of REFUSED_FILES) {
    await clerk.choose(scanPath(file));
    const card = page.getByRole('alert').filter({ hasText: words });
    await expect(card.first(), file).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: `Bỏ tệp ${file.split('/').at(-1)}` }).click();
  }
  expect(seen()).toEqual([]);
  await desk.stop();
  expect((await readStoredDossiers(store())).ids).toEqual([]);
});

test('hostile names are shown harmlessly, their content is taken', async ({ page }) => {
  const seen = await watchPage(page);
  const clerk = deskPage(page);
  await openIntake(clerk);
  const names = JSON.parse(readFileSync(scanPath('../data/hostile-names.json'), 'utf8')) as {
    names: { name: string }[];
  };
  const buffer = readFileSync(scanPath('giay-chung-sinh.jpg'));
  const files = names.names
    .filter(({ name }) => name !== '')
    .map(({ name }) => ({ name, mimeType: 'application/octet-stream', buffer }));
  for (const file of files) await clerk.choose([file]);
  await expect(page.getByText('Đã lưu trên máy này')).toHaveCount(files.length, { timeout: 90_000 });
  expect(await page.locator('img[src=x]').count()).toBe(0);
  expect(seen()).toEqual([]);
});

test('cards that cannot be read, and text that is none, take nothing', async ({ page }) => {
  const clerk = deskPage(page);
  await openIntake(clerk);
  for (const payload of [
    '079071968946|995372543|Trần Duy Khoa|05111971',
    cardPayload('QR-01').replace('05111971', '31022020'),
  ]) {
    await clerk.pasteCard(payload);
    await expect(page.getByText(/Không đọc được mã trên thẻ/)).toBeVisible();
    await page.getByRole('button', { name: 'Đã hiểu' }).click();
  }
  await clerk.typeOwner({ fullName: 'Trần\u0000Khoa', idNumber: '079071968946', birthDate: '1971-11-05' });
  await clerk.takePapers();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Họ tên có ký tự lạ hoặc chữ số.')).toBeVisible();
  await expect(page.getByRole('main').getByRole('alert').filter({ hasText: 'Còn thiếu' })).toBeVisible();
  await desk.stop();
  expect((await readStoredDossiers(store())).ids).toEqual([]);
});

test('a portal that answers 200 with a page is not our city', async ({ page }) => {
  const clerk = deskPage(page);
  await openIntake(clerk);
  await city.down();
  const portal = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Wi-Fi</body></html>');
  });
  await new Promise<void>((resolve) => portal.listen(Number(new URL(city.url).port), '127.0.0.1', resolve));
  try {
    await clerk.typeOwner({ fullName: 'Trần Duy Khoa', idNumber: '079071968946', birthDate: '1971-11-05' });
    await clerk.takePapers();
    await clerk.save();
    await clerk.nextCitizen();
    await clerk.network(/Chưa đúng hệ thống thành phố/);
    await expect(page.getByText(/Nơi trả lời không phải hệ thống thành phố · 1 hồ sơ chờ gửi/)).toBeVisible();
  } finally {
    portal.closeAllConnections();
    await new Promise((resolve) => portal.close(resolve));
  }
  await city.up();
  await clerk.network(/Đã nối · không còn gì chờ/);
});
