import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type RunningShell, type ShellStart, startShell } from '../electron-stand-in/start-shell.ts';
import { ask, nextHeard } from './ask.ts';
import { bundleForTest, hostLog, startTestShell, TEST_PAGE } from './shell-under-test.ts';

let bundle: Awaited<ReturnType<typeof bundleForTest>>;
const running: RunningShell[] = [];

beforeAll(async () => {
  bundle = await bundleForTest();
}, 60_000);

afterEach(async () => {
  for (const shell of running.splice(0)) await shell.stop();
});

afterAll(() => bundle.remove());

function start(more: ShellStart = {}): RunningShell {
  const shell = startTestShell(bundle.main, more);
  running.push(shell);
  return shell;
}

test('a second start brings the first window forward and ends', async () => {
  const first = start();
  await first.page();
  const second = start({ profile: first.profile });
  expect(await second.exited).toBe(0);
  await first.waitFor('focused');
  expect(second.news.some((one) => one.news === 'web-preferences' || one.news === 'child')).toBe(false);
}, 60_000);

test('quitting waits until the host has closed its store', async () => {
  const shell = start();
  await ask(await shell.page(), { hello: 1 });
  expect(await shell.quit()).toBe(0);
  expect(hostLog(shell).slice(-2)).toEqual(['closing', 'closed']);
}, 60_000);

test('closing the window quits, host first', async () => {
  const shell = start();
  const page = await shell.page();
  await ask(page, { hello: 1 });
  await page.close();
  expect(await shell.exited).toBe(0);
  expect(hostLog(shell).slice(-1)).toEqual(['closed']);
}, 60_000);

test('a host that dies is started again; the third death within five minutes shows the stop page', async () => {
  const shell = start();
  const page = await shell.page();
  for (const round of [1, 2]) {
    const before = await page.evaluate(() => window.heard.length);
    await page.evaluate(() => window.office.send('{"do":"die"}'));
    expect(await nextHeard(page, before)).toBeNull();
    await expect.poll(() => hosts(shell), { timeout: 10_000 }).toBe(round + 1);
    expect(await ask(page, { round })).toEqual({ echo: { round } });
  }
  await page.evaluate(() => window.office.send('{"do":"die"}'));
  await shell.waitFor('loaded', (news) => news.url === 'app://desk/-/stopped?code=host-keeps-dying');
  expect(await page.textContent('code')).toBe('host-keeps-dying');
  expect(hosts(shell)).toBe(3);
}, 60_000);

test('a host that cannot work shows its reason on the stop page', async () => {
  const shell = start();
  const page = await shell.page();
  await page.evaluate(() => window.office.send('{"do":"fail"}'));
  await shell.waitFor('loaded', (news) => news.url.includes('/-/stopped'));
  expect(await page.textContent('code')).toBe('storage-damaged');
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('main') as Element).maxWidth)).not.toBe(
    'none',
  );
}, 60_000);

test('the installed program ignores the development arguments and has no developer tools', async () => {
  const shell = startShell({
    main: bundle.main,
    pageDir: TEST_PAGE,
    hostEntry: '/nowhere/host.ts',
    env: { STAND_IN_PACKAGED: '1' },
  });
  running.push(shell);
  expect((await shell.waitFor('web-preferences')).preferences.devTools).toBe(false);
  await shell.waitFor('loaded', (news) => news.url === 'app://desk/-/stopped?code=host-keeps-dying');
  expect(shell.errors()).not.toContain('/nowhere/host.ts');
  expect(existsSync(join(shell.profile, 'office', 'host.log'))).toBe(false);
}, 60_000);

function hosts(shell: RunningShell): number {
  return shell.news.filter((one) => one.news === 'child' && one.name === 'mot-cua-host').length;
}
