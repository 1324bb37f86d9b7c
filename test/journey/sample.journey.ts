import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { deskPage, PASSWORD, watchPage } from './support/desk-page.ts';
import { startDesk } from './support/desk-process.ts';

test('first start with sample data, in English, and again after a restart', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-sample-'));
  const store = { dataDir: join(folder, 'desk'), keyFile: join(folder, 'desk.key') };
  let desk = await startDesk(store);
  try {
    const seen = await watchPage(page);
    await page.goto(desk.startUrl);
    await page.getByRole('button', { name: 'Dùng thử', exact: true }).click();
    await expect(page.getByLabel('Tên đăng nhập')).toBeVisible({ timeout: 60_000 });
    await page.getByRole('radio', { name: 'English' }).check({ force: true });
    await page.getByRole('button', { name: /supervisor/ }).click();
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('navigation')).toBeVisible();
    await page.keyboard.press('Alt+2');
    await expect(page.getByRole('heading', { name: 'Work', exact: true })).toBeVisible();
    await expect(page.getByText('160 dossiers')).toBeVisible();

    await desk.stop();
    desk = await startDesk(store);
    await page.goto(desk.startUrl);
    await expect(page.getByLabel('User name')).toBeVisible();
    await page.getByRole('radio', { name: 'Tiếng Việt' }).check({ force: true });
    const clerk = deskPage(page);
    await clerk.signIn('clerk');
    await clerk.network(/Đã nối · không còn gì chờ/);
    expect(seen()).toEqual([]);
  } finally {
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
