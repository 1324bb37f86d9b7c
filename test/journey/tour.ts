import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { readOptions } from '../../build/options.ts';
import { attachResult, needDossier, setStatus } from '../../sync/city/admin.ts';
import { chromiumLaunch } from '../support/chromium.ts';
import { openTestCity } from './support/city.ts';
import { cardPayload, deskPage, scanPath } from './support/desk-page.ts';
import { startDesk } from './support/desk-process.ts';

const USAGE = 'npm run tour -- [--out THƯ-MỤC]';

/**
 * Plays the main journey headless, on a city and a desk of its own: enrol, take in offline, slip, back online, what the
 * city decided. Leaves screenshots, the slip's PDF and the city's copy of the dossier in a folder.
 */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = readOptions(args, { out: { type: 'string', default: 'tour' } }, USAGE);
  const out = resolve(values.out);
  mkdirSync(out, { recursive: true });
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-tour-'));
  const city = await openTestCity(join(folder, 'city'));
  const desk = await startDesk({ dataDir: join(folder, 'desk'), keyFile: join(folder, 'desk.key') });
  const browser = await chromium.launch(await chromiumLaunch());
  try {
    const page = await browser.newPage({
      viewport: { width: 1366, height: 768 },
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    });
    const shoot = screenshotsIn(page, out);
    const clerk = deskPage(page);
    await page.goto(desk.startUrl);
    await page.getByLabel('Địa chỉ cổng kết nối').waitFor();
    await shoot('bat-dau');
    await clerk.connect(city.url, await city.running().enrolCode());
    await shoot('dang-nhap');
    await clerk.signIn('clerk');
    await clerk.network(/Đã nối/);

    await city.down();
    await clerk.chooseProcedure('khai sinh', 'Đăng ký khai sinh');
    await clerk.scanCard(cardPayload('QR-01'));
    await clerk.takePapers();
    await clerk.addScans('Tờ khai đăng ký khai sinh', ['to-khai-khai-sinh.jpg']);
    await clerk.addScans('Giấy chứng sinh', ['giay-chung-sinh.jpg']);
    await clerk.network(/Ngoại tuyến/);
    await shoot('tiep-nhan-ngoai-tuyen');
    const number = await clerk.save();
    await clerk.makeSlip();
    await shoot('giay-hen');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Tải tệp PDF' }).click();
    await (await download).saveAs(join(out, 'giay-hen.pdf'));
    await clerk.nextCitizen();
    await clerk.network(/1 chờ gửi/);
    await page.keyboard.press('Alt+5');
    await shoot('dong-bo-ngoai-tuyen');

    await city.up();
    await page.getByRole('button', { name: /Thử gửi ngay/ }).click();
    await clerk.network(/Đã nối · không còn gì chờ/);
    await clerk.openDossier(number);
    await clerk.seesPage(/./);
    await shoot('ho-so-da-gui');
    const id = new URL(page.url()).hash.split('/').at(-1) ?? '';
    const { store } = city.running();
    await setStatus(store, { dossier: id, to: 'PROCESSING', reason: null, now: Date.now() });
    await attachResult(store, { dossier: id, file: scanPath('don-gpxd-van-ban.pdf'), complete: true, now: Date.now() });
    await page.getByText('Đã xử lý xong').first().waitFor({ timeout: 60_000 });
    await shoot('ket-qua-tu-thanh-pho');
    await page.keyboard.press('Alt+2');
    await page.getByRole('heading', { name: 'Công việc' }).waitFor();
    await shoot('cong-viec');
    writeFileSync(join(out, 'ban-o-thanh-pho.json'), `${JSON.stringify(await needDossier(store, id), null, 2)}\n`);
    console.log(`Xong trong ${Math.round((performance.now() - started) / 1000)} giây. Xem ${out}.`);
    return 0;
  } finally {
    await browser.close();
    await desk.stop();
    await city.down();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Numbers the pictures in the order they are taken. */
function screenshotsIn(page: Page, out: string): (name: string) => Promise<void> {
  let count = 0;
  return async (name) => {
    count++;
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(out, `${String(count).padStart(2, '0')}-${name}.png`) });
  };
}
