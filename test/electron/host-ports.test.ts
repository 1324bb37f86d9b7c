import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChildLimits } from '../../electron/host/ports/child-processes.ts';
import { openFileKeyVault } from '../../electron/host/ports/file-key-vault.ts';
import { forkedChildren } from '../../electron/host/ports/forked-children.ts';

describe('the key file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'key-file-'));
    mkdirSync(join(folder, 'data'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (file: string) => openFileKeyVault({ file: join(folder, file), dataDir: join(folder, 'data') });

  test('keeps secrets by name, readable by this user only', async () => {
    const vault = open('keys/office.json');
    expect(vault.strength()).toBe('file');
    expect(await vault.load('device-secret')).toBeNull();
    await Promise.all([vault.store('device-secret', Buffer.alloc(32, 1)), vault.store('epoch', Buffer.alloc(32, 2))]);
    const again = open('keys/office.json');
    expect(await again.load('device-secret')).toEqual(Buffer.alloc(32, 1));
    expect(await again.load('epoch')).toEqual(Buffer.alloc(32, 2));
    expect(statSync(join(folder, 'keys', 'office.json')).mode & 0o777).toBe(0o600);
  });

  test('refuses to lie inside the data folder, by name or through a link', () => {
    symlinkSync(join(folder, 'data'), join(folder, 'alias'));
    expect(() => open('data/office.json')).toThrow('vault-in-data-folder');
    expect(() => open('data/deep/office.json')).toThrow('vault-in-data-folder');
    expect(() => open('alias/office.json')).toThrow('vault-in-data-folder');
    expect(() => open('data-keys.json')).not.toThrow();
  });

  test('refuses a file that others may read, and does not overwrite what it cannot read', async () => {
    const file = join(folder, 'office.json');
    const vault = open('office.json');
    await vault.store('device-secret', Buffer.alloc(32, 1));
    chmodSync(file, 0o640);
    await expect(vault.load('device-secret')).rejects.toThrow('vault-permissions-too-wide');
    await expect(vault.store('device-secret', Buffer.alloc(32, 9))).rejects.toThrow('vault-permissions-too-wide');
    chmodSync(file, 0o600);
    expect(await vault.load('device-secret')).toEqual(Buffer.alloc(32, 1));
    writeFileSync(file, 'damaged');
    await expect(vault.store('device-secret', Buffer.alloc(32, 9))).rejects.toThrow('vault-unreadable');
    expect(readFileSync(file, 'utf8')).toBe('damaged');
  });

  test('takes whole keys under plain names only', async () => {
    const vault = open('office.json');
    await expect(vault.load('__proto__')).rejects.toThrow('vault-name-invalid');
    expect(await vault.load('constructor')).toBeNull();
    expect(() => vault.store('device-secret', Buffer.alloc(31))).toThrow('vault-secret-size');
  });
});

describe('forked children', () => {
  const children = forkedChildren({
    'inspect-file': fileURLToPath(new URL('./test-host/inspect-file.ts', import.meta.url)),
  });

  function run(job: string, limits: ChildLimits = {}): Promise<{ heard: unknown; code: number | null; end: string }> {
    return new Promise((resolve) => {
      const line = children.start('inspect-file', [job], limits);
      let heard: unknown = null;
      line.onMessage((message) => {
        heard = message;
      });
      line.onExit((code, end) => resolve({ heard, code, end }));
      line.send({ question: 'xin chào' });
    });
  }

  test('answer over their line', async () => {
    expect(await run('answer')).toEqual({ heard: { answer: { question: 'xin chào' } }, code: 0, end: 'exited' });
  });

  test('end at their limits', async () => {
    expect(await run('stay', { timeoutMs: 400 })).toMatchObject({ end: 'timeout' });
    expect(await run('crash')).toMatchObject({ code: 3, end: 'exited' });
    expect(await run('eat-heap', { memoryMb: 100, timeoutMs: 20_000 })).toMatchObject({ end: 'memory' });
    expect(await run('eat-native', { memoryMb: 300, timeoutMs: 20_000 })).toMatchObject({ end: 'memory' });
  }, 60_000);

  test('exist only when they have a file', () => {
    expect(() => children.start('sample-city', [])).toThrow('sample-city');
  });
});
