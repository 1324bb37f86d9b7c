import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { attachResult, checkCity, pushOnline, setStatus } from '../../sync/city/admin.ts';
import { openTestCity, type TestCity } from './support/city.ts';
import { cardPayload, type DeskPage, deskPage, scanPath, watchPage } from './support/desk-page.ts';
import { type DeskProcess, startDesk } from './support/desk-process.ts';
import { readStoredDossiers } from './support/desk-store.ts';

let folder: string;
let city: TestCity;
let desk: DeskProcess;

const storeOf = (name: string) => ({ dataDir: join(folder, name), keyFile: join(folder, `${name}.key`) });

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mot-cua-journey-'));
  city = await openTestCity(join(folder, 'city'));
  desk = await startDesk(storeOf('desk'));
});
test.afterEach(async () => {
  await desk.stop();
  await city.down();
  rmSync(folder, { recursive: true, force: true });
});

test('from the counter to the city, through a power cut', async ({ page, context }) => {
  const seen = await watchPage(page);
  const clerk = deskPage(page);
  await page.goto(desk.startUrl);
  await clerk.connect(city.url, await city.running().enrolCode());
  await clerk.signIn('clerk');
  await clerk.network(/Đã nối/);

  await city.down();
  await takeInBirth(clerk);
  const first = await clerk.save();
  await clerk.makeSlip();
  await clerk.nextCitizen();
  await clerk.network(/Ngoại tuyến · 1 chờ gửi/);

  await takeInPermit(clerk);
  const second = await clerk.save();
  await clerk.makeSlip();
  await clerk.nextCitizen();
  expect(second).not.toBe(first);

  await takeInBusiness(clerk);
  await Promise.all([page.keyboard.press('Control+Enter'), desk.kill()]);

  const stored = await readStoredDossiers(storeOf('desk'));
  expect([2, 3]).toContain(stored.ids.length);
  expect(new Set(stored.numbers).size).toBe(stored.numbers.length);
  expect(stored.numbers.map((number) => number.slice(-11))).toEqual(expect.arrayContaining([first, second]));
  expect(stored.journalHolds).toBe(true);

  desk = await startDesk(storeOf('desk'));
  await page.goto(desk.startUrl);
  await clerk.signIn('clerk');
  await city.up();
  await clerk.network(/Đã nối · không còn gì chờ/);
  await expectAtCityOnce(stored.ids);

  await showWhatTheCityDecides(clerk, stored.ids);
  await sendEverythingAgain(clerk, stored.ids);
  await page.close();

  const other = await context.newPage();
  const seenThere = await watchPage(other);
  await openAtSecondDesk(other, first);
  expect(seen()).toEqual([]);
  expect(seenThere()).toEqual([]);
});

async function takeInBirth(clerk: DeskPage): Promise<void> {
  await clerk.chooseProcedure('khai sinh', 'Đăng ký khai sinh');
  await clerk.scanCard(cardPayload('QR-01'));
  await clerk.takePapers();
  await clerk.addScans('Tờ khai đăng ký khai sinh', ['to-khai-khai-sinh.jpg']);
  await clerk.addScans('Giấy chứng sinh', ['giay-chung-sinh.jpg']);
}

async function takeInPermit(clerk: DeskPage): Promise<void> {
  await clerk.chooseProcedure('1.013225', 'xây dựng');
  await clerk.scanCard(cardPayload('QR-02'));
  await clerk.takePapers();
  await clerk.addScans('Đơn đề nghị', ['don-gpxd-van-ban.pdf', 'ho-so-gpxd-5-trang.pdf']);
}

async function takeInBusiness(clerk: DeskPage): Promise<void> {
  await clerk.chooseProcedure('thanh lap ho kinh doanh', 'hộ kinh doanh');
  await clerk.typeOwner({ fullName: 'Nguyễn Thị Kim Thủy', idNumber: '083164934236', birthDate: '1964-01-29' });
  await clerk.takePapers();
  await clerk.addScans('Giấy đề nghị', ['ho-kinh-doanh-3-trang.tif']);
}

async function expectAtCityOnce(ids: readonly string[]): Promise<void> {
  const report = await checkCity(city.running().store);
  expect(report).toMatchObject({ dossiers: ids.length, incompleteDossiers: [], damagedFiles: [] });
  for (const id of ids) expect(await city.running().store.dossier(id)).not.toBeNull();
}

async function showWhatTheCityDecides(clerk: DeskPage, ids: readonly string[]): Promise<void> {
  const { store } = city.running();
  const now = Date.now();
  const dossier = ids.at(-1) ?? '';
  const pdf = scanPath('don-gpxd-van-ban.pdf');
  await setStatus(store, { dossier, to: 'PROCESSING', reason: null, now });
  await attachResult(store, { dossier, file: pdf, complete: true, now });
  const online = await pushOnline(store, {
    procedure: '1.004873',
    person: 'P005',
    files: [scanPath('giay-chung-sinh.jpg')],
    now,
  });
  await clerk.openAddress(`dossier/${dossier}`);
  await expect(clerk.page.getByText('Đã xử lý xong').first()).toBeVisible({ timeout: 60_000 });
  await clerk.page.getByRole('button', { name: 'Xem', exact: true }).click();
  await clerk.seesPage(/Kết quả/);
  await clerk.openAddress(`dossier/${online.id}`);
  await expect(clerk.page.getByText('Mới đăng ký').first()).toBeVisible();
  await clerk.seesPage(/./);
}

/** The city begins a new timeline, as after a restore from its backup: the desk sends every fact and asks for every file. */
async function sendEverythingAgain(clerk: DeskPage, ids: readonly string[]): Promise<void> {
  const running = city.running();
  const versions = async () => Promise.all(ids.map(async (id) => (await running.store.dossier(id))?.version));
  const before = await versions();
  const sentAgain = new Set<string>();
  running.hooks.beforeCommit = ({ opIds }) => {
    for (const id of opIds) sentAgain.add(id);
  };
  await running.store.newTimeline();
  await clerk.page.keyboard.press('Alt+5');
  await clerk.page.getByRole('button', { name: /Thử gửi ngay/ }).click();
  await expect.poll(() => sentAgain.size, { timeout: 60_000 }).toBeGreaterThanOrEqual(ids.length);
  await clerk.network(/Đã nối · không còn gì chờ/);
  expect(await versions()).toEqual(before);
  expect(await checkCity(running.store)).toMatchObject({ dossiers: ids.length + 1, damagedFiles: [] });
}

async function openAtSecondDesk(page: Page, number: string): Promise<void> {
  const second = await startDesk(storeOf('second'));
  try {
    const clerk = deskPage(page);
    await page.goto(second.startUrl);
    await clerk.connect(city.url, await city.running().enrolCode());
    await desk.stop();
    await clerk.signIn('clerk');
    await clerk.openDossier(number);
    await clerk.seesPage(/Tờ khai đăng ký khai sinh/);
  } finally {
    await second.stop();
  }
}
