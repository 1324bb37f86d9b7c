import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';

const fixtures = join(import.meta.dirname, '../../fixtures');

/** What a clerk does on the page, in the words the page uses. Keyboard first; files go in as a chooser gives them. */
export interface DeskPage {
  readonly page: Page;
  connect(address: string, code: string): Promise<void>;
  signIn(userName: string): Promise<void>;
  /** A desk that is signed in already shows its page at once. */
  signInIfAsked(userName: string): Promise<void>;
  /** Picks a procedure by tone-free typing. */
  chooseProcedure(typed: string, name: string): Promise<void>;
  /** What a keyboard scanner types, wherever the focus is. */
  scanCard(payload: string): Promise<void>;
  pasteCard(payload: string): Promise<void>;
  /** Gives files to the paper that is current, as the file chooser does. */
  choose(files: Parameters<Locator['setInputFiles']>[0]): Promise<void>;
  typeOwner(owner: { readonly fullName: string; readonly idNumber: string; readonly birthDate: string }): Promise<void>;
  /** Takes every asked paper with Enter, from the first to the last. */
  takePapers(): Promise<void>;
  /** Binds scans to the paper of that name. */
  addScans(paper: string, files: readonly string[]): Promise<void>;
  /** Ctrl+Enter; answers the number on the screen. */
  save(): Promise<string>;
  /** F9 in the dialog of the saved dossier: the slip is made and drawn. */
  makeSlip(): Promise<void>;
  nextCitizen(): Promise<void>;
  openAddress(hash: string): Promise<void>;
  /** The viewer has drawn a page whose name fits. */
  seesPage(name: RegExp): Promise<void>;
  openDossier(code: string): Promise<void>;
  network(words: RegExp): Promise<void>;
}

export const PASSWORD = 'mot-cua-2026';

export function scanPath(name: string): string {
  return join(fixtures, 'scans', name);
}

/** A card payload of the samples, by id. */
export function cardPayload(id: string): string {
  const samples = JSON.parse(readFileSync(join(fixtures, 'data/id-samples.json'), 'utf8')) as {
    qr: { id: string; payload: string }[];
  };
  const found = samples.qr.find((sample) => sample.id === id);
  if (found === undefined) throw new Error(`no card ${id}`);
  return found.payload;
}

export function deskPage(page: Page): DeskPage {
  const dialog = page.getByRole('dialog');
  const chooser = page.locator('input[type=file][data-field=files]');
  const self: DeskPage = {
    page,
    async connect(address, code) {
      await page.getByLabel('Địa chỉ cổng kết nối').fill(address);
      await page.getByLabel('Mã đăng ký máy').fill(code);
      await page.getByRole('button', { name: 'Kết nối', exact: true }).click();
      await expect(page.getByLabel('Tên đăng nhập')).toBeVisible({ timeout: 60_000 });
    },
    async signIn(userName) {
      await page.getByLabel('Tên đăng nhập').fill(userName);
      await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: 'Tiếp nhận hồ sơ' })).toBeVisible();
    },
    async signInIfAsked(userName) {
      const asked = page.getByLabel('Tên đăng nhập');
      await asked
        .or(page.getByRole('heading', { name: 'Tiếp nhận hồ sơ' }))
        .first()
        .waitFor();
      if (await asked.isVisible()) await self.signIn(userName);
    },
    async chooseProcedure(typed, name) {
      const field = page.getByRole('combobox', { name: /Thủ tục/ });
      await field.fill(typed);
      await expect(page.getByRole('option', { name: new RegExp(name) }).first()).toBeVisible();
      await page.keyboard.press('Enter');
      await expect(page.getByText(/thứ (Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật/).first()).toBeVisible();
    },
    async scanCard(payload) {
      await page.keyboard.type(payload);
      await page.keyboard.press('Enter');
      await expect(page.getByText(/Đã đọc thẻ căn cước/)).toBeVisible();
    },
    async pasteCard(payload) {
      await page.getByRole('button', { name: 'Dán chuỗi QR' }).click();
      await page.getByLabel('Chuỗi đọc từ mã QR của thẻ').fill(payload);
      await page.getByRole('button', { name: 'Đọc', exact: true }).click();
    },
    choose: (files) => chooser.setInputFiles(files),
    async typeOwner({ fullName, idNumber, birthDate }) {
      await page.getByLabel('Họ và tên').first().fill(fullName);
      await page.getByLabel('Số định danh').first().fill(idNumber);
      await page.getByLabel('Ngày sinh').first().fill(birthDate.split('-').toReversed().join('/'));
    },
    async takePapers() {
      const open = page.locator('button[aria-label^="Đã nhận"]:not([data-given]):not([data-skip])');
      for (let left = 30; left > 0 && (await page.getByText(/^Còn thiếu \d+$/).count()) > 0; left--) {
        await open.first().press('Enter');
      }
      await expect(page.getByText(/^Đủ \d+ thành phần bắt buộc$/)).toBeVisible();
    },
    async addScans(paper, files) {
      await page.locator(`button[aria-label^="Đã nhận: ${paper}"]`).first().focus();
      await chooser.setInputFiles(files.map(scanPath));
      for (const file of files) {
        await expect(page.getByRole('button', { name: `Bỏ tệp ${file}` })).toBeVisible({ timeout: 60_000 });
      }
      await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
    },
    async save() {
      await page.keyboard.press('Control+Enter');
      await expect(dialog).toContainText(NUMBER);
      return savedNumber(dialog);
    },
    async makeSlip() {
      await page.keyboard.press('F9');
      await expect(dialog.getByRole('img', { name: /Giấy hẹn, trang 1/ })).toBeVisible({ timeout: 60_000 });
      await expect(dialog.getByRole('status')).toContainText('chưa xác nhận đã in');
    },
    async openAddress(hash) {
      await page.evaluate((to) => {
        location.hash = `/${to}`;
      }, hash);
    },
    async seesPage(name) {
      const picture = page.getByRole('img', { name: /^Trang \d+: / }).filter({ visible: true });
      await expect(picture.first()).toBeVisible({ timeout: 60_000 });
      await expect(picture.first()).toHaveAccessibleName(name);
    },
    async nextCitizen() {
      await page.keyboard.press('F2');
      await expect(dialog).toBeHidden();
    },
    async openDossier(code) {
      await page.keyboard.press('Control+k');
      await page.keyboard.type(code);
      await page
        .getByRole('option', { name: new RegExp(code) })
        .first()
        .click();
    },
    async network(words) {
      await expect(page.getByRole('button', { name: words }).first()).toBeVisible({ timeout: 90_000 });
    },
  };
  return self;
}

const NUMBER = /\d{6}-\d{4}|T-[0-9A-Z]{4}-\d+-\d{2}/;

async function savedNumber(dialog: Locator): Promise<string> {
  const text = (await dialog.textContent()) ?? '';
  return NUMBER.exec(text)?.[0] ?? '';
}

/**
 * Collects what must never happen on any page: policy violations, exceptions, console errors. A refused connection is
 * what a killed office looks like from the page.
 */
export async function watchPage(page: Page): Promise<() => string[]> {
  const seen: string[] = [];
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`page policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  page.on('pageerror', (error) => seen.push(`exception: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('ERR_CONNECTION_REFUSED')) seen.push(message.text());
  });
  return () => seen;
}
