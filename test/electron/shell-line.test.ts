import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAX_MESSAGE_BYTES } from '../../contract/transport.ts';
import type { RunningShell } from '../electron-stand-in/start-shell.ts';
import { ask, nextHeard } from './ask.ts';
import { bundleForTest, hostLog, startTestShell } from './shell-under-test.ts';

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

async function sendRaw(text: string): Promise<string | null> {
  const before = await page.evaluate(() => window.heard.length);
  await page.evaluate((raw) => window.office.send(raw), text);
  return nextHeard(page, before);
}

describe('what the shell passes on', () => {
  test('a message at the limit arrives whole', async () => {
    const text = JSON.stringify({ do: 'size', data: '' });
    const data = 'x'.repeat(MAX_MESSAGE_BYTES - Buffer.byteLength(text));
    expect(await ask(page, { do: 'size', data })).toEqual({ bytes: MAX_MESSAGE_BYTES });
  });

  test.each([
    ['one byte above the limit', () => JSON.stringify('x'.repeat(MAX_MESSAGE_BYTES - 1)), 'too-large'],
    ['above the limit in UTF-8 only', () => JSON.stringify('ậ'.repeat(MAX_MESSAGE_BYTES / 2)), 'too-large'],
    ['text that is not JSON', () => '{"do":', 'not-json'],
    ['a key that reaches the prototype', () => '{"a":[{"__proto__":{"admin":true}}]}', 'prototype-key'],
    ['the same key, escaped', () => '{"\\u005f_proto__":{}}', 'prototype-key'],
  ])('%s closes the line', async (_name, make, refusal) => {
    await ask(page, { before: 'open' });
    const opened = hostLog(shell).filter((one) => one === 'page-opened').length;
    expect(await sendRaw(make())).toBeNull();
    expect(shell.errors()).toContain(`"refusal":"${refusal}"`);
    expect(await ask(page, { after: 'again' })).toEqual({ echo: { after: 'again' } });
    expect(hostLog(shell).filter((one) => one === 'page-opened')).toHaveLength(opened + 1);
  });

  test('a message from a frame inside the page goes nowhere', async () => {
    await ask(page, { before: 'open' });
    const cdp = await page.context().newCDPSession(page);
    const context = await openFrameWorld(cdp);
    const forged = JSON.stringify({ channel: 'office', args: [JSON.stringify({ do: 'die' })] });
    const { result } = await cdp.send('Runtime.evaluate', {
      contextId: context,
      expression: `__standInToShell(${JSON.stringify(forged)}); 'sent'`,
    });
    expect(result.value).toBe('sent');
    await expect.poll(() => shell.errors()).toContain('ipc-foreign-sender');
    expect(await ask(page, { still: 'alive' })).toEqual({ echo: { still: 'alive' } });
  });

  test('the preload gives a frame inside the page nothing', async () => {
    const frame = page.frames().find((one) => one !== page.mainFrame());
    expect(await frame?.evaluate(() => 'office' in window)).toBe(false);
  });
});

describe('the life of a line', () => {
  test('the host may end it and the page may begin another', async () => {
    expect(await sendRaw('{"do":"hang-up"}')).toBeNull();
    expect(await ask(page, { next: 1 })).toEqual({ echo: { next: 1 } });
  });

  test('a reload ends it', async () => {
    const closed = hostLog(shell).filter((one) => one === 'page-closed').length;
    await page.reload();
    await expect.poll(() => hostLog(shell).filter((one) => one === 'page-closed').length).toBe(closed + 1);
    expect(await ask(page, { next: 2 })).toEqual({ echo: { next: 2 } });
  });
});

/** Makes an empty frame and finds the world in which a hijacked preload would run there. */
async function openFrameWorld(cdp: CDPSession): Promise<number> {
  const found = new Promise<number>((resolve) => {
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = context.auxData as { frameId?: string };
      if (context.name === 'preload' && frameId !== undefined && frameId !== mainFrameId) resolve(context.id);
    });
  });
  const { frameTree } = await cdp.send('Page.getFrameTree');
  const mainFrameId = frameTree.frame.id;
  await cdp.send('Runtime.enable');
  await page.evaluate(() => void document.body.append(document.createElement('iframe')));
  return found;
}
