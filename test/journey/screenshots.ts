import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { prepareSample } from '../../build/demo.ts';
import { readOptions } from '../../build/options.ts';
import { chromiumLaunch } from '../support/chromium.ts';
import { cardPayload, type DeskPage, deskPage } from './support/desk-page.ts';
import { startDesk } from './support/desk-process.ts';

const USAGE = 'npm run screenshots -- [--out THƯ-MỤC]';

/** The office PC, and the same screen at 150 % scaling. */
const SIZES = [
  { name: '1366', viewport: { width: 1366, height: 768 }, deviceScaleFactor: 1 },
  { name: '150', viewport: { width: 911, height: 512 }, deviceScaleFactor: 1.5 },
] as const;

/** Every screen of the sample ward as PNG, at both sizes. */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = readOptions(args, { out: { type: 'string', default: 'screenshots' } }, USAGE);
  const out = resolve(values.out);
  mkdirSync(out, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-screens-'));
  const store = { dataDir: join(folder, 'desk'), keyFile: join(folder, 'desk.key') };
  const browser = await chromium.launch(await chromiumLaunch());
  try {
    await shootStart(browser, join(folder, 'empty'), out);
    const problem = await prepareSample({ ...store, dossiers: 200 });
    if (problem !== null) throw new Error(problem);
    const desk = await startDesk(store);
    try {
      for (const size of SIZES) {
        const page = await browser.newPage({ ...size, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
        const address = size === SIZES[0] ? desk.startUrl : await desk.newStartUrl();
        await page.goto(address);
        await shootDesk(deskPage(page), page, (name) => join(out, `${name}-${size.name}.png`));
        await page.close();
      }
    } finally {
      await desk.stop();
    }
    console.log(`Ảnh nằm trong ${out}.`);
    return 0;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function shootStart(browser: Browser, dir: string, out: string): Promise<void> {
  const desk = await startDesk({ dataDir: dir, keyFile: `${dir}.key` });
  const page = await browser.newPage({ ...SIZES[0], locale: 'vi-VN' });
  await page.goto(desk.startUrl);
  await page.getByLabel('Địa chỉ cổng kết nối').waitFor();
  await page.screenshot({ path: join(out, 'start-1366.png') });
  await page.close();
  await desk.stop();
}

async function shootDesk(clerk: DeskPage, page: Page, file: (name: string) => string): Promise<void> {
  const shoot = async (name: string) => {
    await page.waitForTimeout(700);
    await page.screenshot({ path: file(name) });
  };
  if (
    await page
      .getByLabel('Tên đăng nhập')
      .isVisible({ timeout: 5000 })
      .catch(() => false)
  )
    await shoot('sign-in');
  await clerk.signInIfAsked('clerk');
  await clerk.chooseProcedure('khai sinh', 'Đăng ký khai sinh');
  await clerk.scanCard(cardPayload('QR-01'));
  await clerk.takePapers();
  await clerk.addScans('Tờ khai đăng ký khai sinh', ['to-khai-khai-sinh.jpg']);
  await clerk.addScans('Giấy chứng sinh', ['giay-chung-sinh.jpg']);
  await shoot('intake');
  const number = await clerk.save();
  await clerk.makeSlip();
  await shoot('saved');
  await clerk.nextCitizen();
  await clerk.openAddress('worklist/open');
  await shoot('worklist');
  await clerk.openDossier(number);
  await clerk.seesPage(/./);
  await shoot('dossier');
  for (const route of ['worklist/overdue', 'return', 'lookup', 'sync', 'settings', 'states']) {
    await clerk.openAddress(route);
    await shoot(route.split('/')[0] === 'worklist' ? 'overdue' : route);
  }
}
