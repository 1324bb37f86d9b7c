import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RunningShell, ShellStart } from '../electron-stand-in/start-shell.ts';
import { ask } from './ask.ts';
import { bundleForTest, hostLog, startTestShell } from './shell-under-test.ts';

let bundle: Awaited<ReturnType<typeof bundleForTest>>;
let shell: RunningShell | null = null;

beforeAll(async () => {
  bundle = await bundleForTest();
}, 60_000);

afterEach(async () => {
  await shell?.stop();
  shell = null;
});

afterAll(() => bundle.remove());

async function open(more: ShellStart = {}): Promise<Page> {
  shell = startTestShell(bundle.main, more);
  return shell.page();
}

describe('the key vault of the shell', () => {
  test('keeps a secret sealed in a 0600 file outside the data folder', async () => {
    const page = await open();
    expect(await ask(page, { do: 'load', name: 'device-secret' })).toEqual({ secret: null });
    expect(await ask(page, { do: 'store', name: 'device-secret' })).toEqual({ stored: true });
    expect(await ask(page, { do: 'load', name: 'device-secret' })).toEqual({ secret: '07'.repeat(32) });
    const file = join(shell?.profile ?? '', 'vault', 'device-secret.sealed');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file).includes(Buffer.alloc(32, 7).toString('base64'))).toBe(false);
    expect(shell === null ? [] : hostLog(shell)[0]).toBe('open os false');
    expect(await ask(page, { do: 'load', name: '../device-secret' })).toEqual({ refused: 'vault-name-invalid' });
  }, 60_000);

  test('says weak where Linux has no key ring', async () => {
    const page = await open({ env: { STAND_IN_KEYRING: 'basic' } });
    await ask(page, { do: 'load', name: 'device-secret' });
    expect(shell === null ? [] : hostLog(shell)[0]).toBe('open weak false');
  }, 60_000);

  test('stores nothing where there is no encryption at all', async () => {
    const page = await open({ env: { STAND_IN_KEYRING: 'none' } });
    expect(await ask(page, { do: 'store', name: 'device-secret' })).toEqual({ refused: 'vault-absent' });
    expect(shell === null ? [] : hostLog(shell)[0]).toBe('open absent false');
    expect(existsSync(join(shell?.profile ?? '', 'vault', 'device-secret.sealed'))).toBe(false);
  }, 60_000);
});

describe('child processes of the shell', () => {
  test('answer, crash, and end at their limits of time and memory', async () => {
    const page = await open();
    expect(await ask(page, { do: 'child', job: 'answer' })).toEqual({
      heard: { answer: { question: 'xin chào' } },
      code: 0,
      end: 'exited',
    });
    expect(await ask(page, { do: 'child', job: 'crash' })).toMatchObject({ code: 3, end: 'exited' });
    expect(await ask(page, { do: 'child', job: 'stay', limits: { timeoutMs: 400 } })).toMatchObject({ end: 'timeout' });
    expect(
      await ask(page, { do: 'child', job: 'eat-native', limits: { memoryMb: 300, timeoutMs: 20_000 } }),
    ).toMatchObject({
      end: 'memory',
    });
  }, 60_000);
});

test('--data names the data folder; keys and browser profile lie in a folder beside it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chosen-data-'));
  const page = await open({ dataDir: join(folder, 'demo') });
  await ask(page, { do: 'store', name: 'device-secret' });
  expect(readFileSync(join(folder, 'demo', 'host.log'), 'utf8')).toContain('open os false');
  expect(existsSync(join(folder, 'demo.profile', 'vault', 'device-secret.sealed'))).toBe(true);
  await shell?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);
