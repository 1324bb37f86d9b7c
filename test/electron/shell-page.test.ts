import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningShell } from '../electron-stand-in/start-shell.ts';
import { ask } from './ask.ts';
import { bundleForTest, startTestShell } from './shell-under-test.ts';

let bundle: Awaited<ReturnType<typeof bundleForTest>>;
let shell: RunningShell;
let page: Page;

beforeAll(async () => {
  bundle = await bundleForTest();
  shell = startTestShell(bundle.main);
  page = await shell.page();
}, 60_000);

afterAll(async () => {
  await shell.stop();
  bundle.remove();
});

describe('the bridge', () => {
  test('carries a message to the host and back', async () => {
    expect(await ask(page, { name: 'Nguyễn Thị Ánh' })).toEqual({ echo: { name: 'Nguyễn Thị Ánh' } });
  });

  test('exposes exactly two functions, frozen', async () => {
    const seen = await page.evaluate(() => ({
      names: Reflect.ownKeys(window.office),
      types: Object.values(window.office).map((member) => typeof member),
      frozen: Object.isFrozen(window.office),
      replaced: Reflect.set(window, 'office', {}),
    }));
    expect(seen).toEqual({
      names: ['send', 'onMessage'],
      types: ['function', 'function'],
      frozen: true,
      replaced: false,
    });
  });

  test('shows nothing of Node or Electron to the page', async () => {
    const names = ['require', 'process', 'module', 'exports', 'Buffer', 'global', 'electron', 'ipcRenderer'];
    const seen = await page.evaluate((all) => all.filter((name) => name in window), names);
    expect(seen).toEqual([]);
  });

  test('takes text only', async () => {
    const error = await page.evaluate(() => {
      try {
        window.office.send({ not: 'text' } as unknown as string);
        return 'taken';
      } catch (caught) {
        return String(caught);
      }
    });
    expect(error).toContain('office.send takes JSON text');
  });

  test('is made with every isolation setting on', async () => {
    const { preferences } = await shell.waitFor('web-preferences');
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
    });
  });
});

describe('the page policy', () => {
  test('stands in the header with a new nonce for each response', async () => {
    const fetched = await page.evaluate(async () => {
      const answers = [await fetch('index.html'), await fetch('index.html')];
      return Promise.all(
        answers.map(async (answer) => ({ headers: Object.fromEntries(answer.headers), text: await answer.text() })),
      );
    });
    const nonces = fetched.map(({ headers, text }) => {
      const nonce = /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1] ?? '';
      expect(text).toContain(`<style nonce="${nonce}">`);
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
      return nonce;
    });
    expect(new Set(nonces).size).toBe(2);
  });

  test('lets the page style itself with its nonce', async () => {
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('h1') as Element).color)).toBe(
      'rgb(1, 2, 3)',
    );
    expect(await page.evaluate(() => window.violations.filter((one) => one.startsWith('style')))).toEqual([]);
  });

  test('refuses an inline handler, injected markup and an inline script', async () => {
    await page.waitForFunction(() => (document.querySelector('#handler') as HTMLImageElement).complete);
    const refused = await page.evaluate(() => {
      const attempts: (() => void)[] = [
        () => document.createElement('img').setAttribute('onerror', 'window.handlerRan = true'),
        () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>'),
        () => {
          document.createElement('script').text = 'window.handlerRan = true';
        },
      ];
      return attempts.map((attempt) => {
        try {
          attempt();
          return 'taken';
        } catch (error) {
          return (error as Error).name;
        }
      });
    });
    expect(refused).toEqual(['TypeError', 'TypeError', 'TypeError']);
    expect(await page.evaluate(() => 'handlerRan' in window)).toBe(false);
  });

  test('lets nothing out to the network', async () => {
    const outcome = await page.evaluate(() =>
      fetch('https://example.org/').then(
        () => 'sent',
        () => 'refused',
      ),
    );
    expect(outcome).toBe('refused');
    expect(shell.news.filter((one) => one.news === 'request-outside' && !one.cancelled)).toEqual([]);
  });
});

describe('page files', () => {
  test.each([
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/..%5c..%5cetc%5cpasswd',
    '/%252e%252e%252fetc/passwd',
    '/test-page/..%00/index.html',
    '/.hidden.txt',
    '/%2ehidden.txt',
    '//etc/passwd',
  ])('%s is not found', async (path) => {
    const status = await page.evaluate(async (asked) => (await fetch(`${location.origin}${asked}`)).status, path);
    expect(status).toBe(404);
  });

  test('are read only', async () => {
    expect(await page.evaluate(async () => (await fetch('page.js', { method: 'POST' })).status)).toBe(405);
  });
});

describe('permissions', () => {
  test.each(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'local-fonts'])(
    '%s is denied',
    async (name) => {
      const state = await page.evaluate(
        async (asked) => (await navigator.permissions.query({ name: asked as PermissionName })).state,
        name,
      );
      expect(state).toBe('denied');
    },
  );

  test('the camera does not open', async () => {
    const outcome = await page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'open',
        (error: Error) => error.name,
      ),
    );
    expect(outcome).not.toBe('open');
  });
});

describe('navigation', () => {
  test.each(['#outside', '#sibling'])('a click on %s stays on the page', async (link) => {
    const count = shell.news.length;
    await page.click(link, { noWaitAfter: true });
    await shell.waitFor('navigation', (news) => shell.news.indexOf(news) >= count && news.prevented);
    expect(await page.evaluate(() => window.pageScriptRan)).toBe(true);
    expect(page.url()).toMatch(/^http:\/\/desk\.app\.localhost\/$/);
  });

  test('window.open is denied', async () => {
    await page.evaluate(() => void window.open('https://example.org/pop-up'));
    expect(await shell.waitFor('window-open')).toMatchObject({ action: 'deny' });
    await expect.poll(() => page.context().pages().length).toBe(1);
  });
});
