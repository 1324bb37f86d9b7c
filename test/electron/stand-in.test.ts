import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningShell, startShell } from '../electron-stand-in/start-shell.ts';

const REGISTER = new URL('../electron-stand-in/register.ts', import.meta.url).href;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what the stand-in does not have', () => {
  test.each([
    ['a function', `electron.app.getLocale()`, 'no app.getLocale'],
    ['a module', `electron.dialog.showOpenDialog()`, 'no electron.dialog'],
    ['an event', `electron.app.on('browser-window-focus', () => {})`, `no event 'browser-window-focus' on app`],
    ['a property to write', `electron.app.name = 'x'`, 'no app.name'],
    ['a static function', `electron.BrowserWindow.getAllWindows()`, 'no BrowserWindow.getAllWindows'],
    [
      'an option',
      `electron.app.whenReady().then(() => new electron.BrowserWindow({ webPreferences: { sandbox: true, plugins: true } }))`,
      'no option webPreferences.plugins',
    ],
    [
      'an unsafe window',
      `electron.app.whenReady().then(() => new electron.BrowserWindow({}))`,
      'sandboxed, isolated pages only',
    ],
    ['a synchronous vault', `electron.safeStorage.encryptString('x')`, 'no safeStorage.encryptString'],
  ])('%s throws', (_name, code, message) => {
    const run = runProgram(`import electron from 'electron'; ${code}`);
    expect(run.stderr).toContain(message);
    expect(run.status).not.toBe(0);
  });

  test('a named import does not link', () => {
    const run = runProgram(`import { shell } from 'electron'; void shell;`);
    expect(run.stderr).toContain(`does not provide an export named 'shell'`);
    expect(run.status).not.toBe(0);
  });
});

describe('a program without guards', () => {
  let careless: RunningShell;
  let page: Page;

  beforeAll(async () => {
    const preload = join(folder, 'preload.cjs');
    writeFileSync(preload, '');
    careless = startShell({
      main: fileURLToPath(new URL('./careless-main.ts', import.meta.url)),
      env: { CARELESS_PRELOAD: preload },
    });
    page = await careless.page();
  }, 60_000);
  afterAll(() => careless.stop());

  test('is granted permissions', async () => {
    const state = await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state);
    expect(state).toBe('granted');
  });

  test('opens windows', async () => {
    await page.evaluate(() => void window.open('https://example.org/pop-up'));
    expect(await careless.waitFor('window-open')).toMatchObject({ action: 'allow' });
    await expect.poll(() => page.context().pages().length).toBe(2);
  });

  test('navigates away', async () => {
    await page.evaluate(() => {
      location.href = 'https://example.org/';
    });
    await expect.poll(() => page.title()).toBe('outside');
    expect(await careless.waitFor('navigation')).toMatchObject({ prevented: false });
  });
});

function runProgram(code: string): { stderr: string; status: number | null } {
  const file = join(folder, `program-${Math.random().toString(36).slice(2)}.mjs`);
  writeFileSync(file, `${code}\nsetTimeout(() => process.exit(0), 500);\n`);
  const args = ['--import', REGISTER, file, `--user-data-dir=${join(folder, 'profile')}`];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 });
  return { stderr: run.stderr, status: run.status };
}
