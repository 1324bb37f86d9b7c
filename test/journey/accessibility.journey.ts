import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { prepareSample } from '../../build/demo.ts';
import { cardPayload, deskPage } from './support/desk-page.ts';
import { startDesk } from './support/desk-process.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeFinding {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/** WCAG A and AA findings on the page as it stands. */
async function findings(page: Page, screen: string): Promise<string[]> {
  await page.evaluate(AXE);
  const violations = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((found) => found.violations)`,
  )) as AxeFinding[];
  return violations.map(
    ({ id, nodes }) => `${screen}: ${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
}

test('no screen breaks WCAG A or AA, in either theme', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-axe-'));
  const store = { dataDir: join(folder, 'desk'), keyFile: join(folder, 'desk.key') };
  expect(await prepareSample({ ...store, dossiers: 60 })).toBeNull();
  const desk = await startDesk(store);
  const found: string[] = [];
  try {
    const clerk = deskPage(page);
    await page.goto(desk.startUrl);
    await page.getByLabel('Tên đăng nhập').waitFor();
    found.push(...(await findings(page, 'sign-in')));
    await clerk.signIn('clerk');
    await clerk.chooseProcedure('khai sinh', 'Đăng ký khai sinh');
    await clerk.scanCard(cardPayload('QR-01'));
    await clerk.takePapers();
    await clerk.addScans('Giấy chứng sinh', ['giay-chung-sinh.jpg']);
    found.push(...(await findings(page, 'intake')));
    const number = await clerk.save();
    await clerk.makeSlip();
    found.push(...(await findings(page, 'saved')));
    await clerk.nextCitizen();
    await clerk.openDossier(number);
    await clerk.seesPage(/./);
    for (const theme of ['light', 'dark']) {
      await page.evaluate((name) => {
        document.documentElement.dataset.theme = name;
      }, theme);
      for (const route of ['dossier', 'worklist/open', 'lookup', 'sync', 'settings', 'states']) {
        if (route !== 'dossier') await clerk.openAddress(route);
        await page.waitForTimeout(700);
        found.push(...(await findings(page, `${route}, ${theme}`)));
      }
    }
    expect(found).toEqual([]);
  } finally {
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
