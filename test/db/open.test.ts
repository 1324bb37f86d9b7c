import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { databaseFile, openOfficeDatabase, ROLE_PRAGMAS } from '../../db/database.ts';
import { getMeta } from '../../db/meta.ts';
import { openOffice } from '../../db/office-db.ts';
import { journalHead } from '../../db/outbox.ts';
import { storageFailure } from '../../db/sqlite-failures.ts';
import { receiveCommand } from '../support/dossiers.ts';
import { leaseRange, mustOpen, TEST_START, temporaryFolder, testOffice } from '../support/office-db.ts';

let dir: string;
const key = randomBytes(32);
beforeEach(() => {
  dir = temporaryFolder();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function failureOf(opened: ReturnType<typeof openOffice>) {
  return opened.ok ? null : opened.failure.code;
}

describe('the open routine', () => {
  test.each(['writer', 'reader'] as const)('every pragma of the %s reads back on a re-open', async (role) => {
    await mustOpen(dir, key, TEST_START).close();
    const opened = openOfficeDatabase({ dir, key, role });
    if (!opened.ok) throw new Error(opened.failure.code);
    const found = ROLE_PRAGMAS[role].map(([name]) => opened.value.pragma(name, { simple: true }));
    expect(found).toEqual(ROLE_PRAGMAS[role].map(([, , expected]) => expected));
    expect(opened.value.pragma('cipher', { simple: true })).toBe('chacha20');
    if (role === 'writer') expect(opened.value.pragma('synchronous', { simple: true })).toBe(2);
    opened.value.close();
  });

  test('without setting it, synchronous would be NORMAL on a re-open', async () => {
    await mustOpen(dir, key, TEST_START).close();
    const raw = new Database(databaseFile(dir));
    raw.pragma("cipher='chacha20'");
    raw.pragma(`key="x'${key.toString('hex')}'"`);
    raw.prepare('SELECT count(*) FROM sqlite_master').get();
    expect(raw.pragma('synchronous', { simple: true })).toBe(1);
    raw.close();
  });

  test('the reader cannot write', async () => {
    await mustOpen(dir, key, TEST_START).close();
    const opened = openOfficeDatabase({ dir, key, role: 'reader' });
    if (!opened.ok) throw new Error(opened.failure.code);
    expect(() => opened.value.exec("INSERT INTO meta VALUES('a', 'b')")).toThrow(/readonly/);
    opened.value.close();
  });

  test('nothing in the folder is a plain SQLite file', async () => {
    const office = mustOpen(dir, key, TEST_START);
    const header = readFileSync(databaseFile(dir)).subarray(0, 16).toString('latin1');
    expect(header).not.toBe('SQLite format 3\0');
    expect(readFileSync(join(dir, 'office.lock')).length).toBe(0);
    await office.close();
  });

  test.each([0, 16, 31, 33])('a key of %i bytes is refused before the file is touched', (length) => {
    expect(failureOf(openOffice({ dir, key: randomBytes(length), now: TEST_START }))).toBe('storage-key-wrong');
    expect(() => readFileSync(databaseFile(dir))).toThrow();
  });

  test('another key is refused, and the right one still opens', async () => {
    await mustOpen(dir, key, TEST_START).close();
    expect(failureOf(openOffice({ dir, key: randomBytes(32), now: TEST_START }))).toBe('storage-key-wrong');
    await mustOpen(dir, key, TEST_START).close();
  });

  test('a plaintext database in its place is refused', () => {
    const plain = new Database(databaseFile(dir));
    plain.exec('CREATE TABLE t(a)');
    plain.close();
    expect(failureOf(openOffice({ dir, key, now: TEST_START }))).toBe('storage-damaged');
  });

  test('a database that is not there is not made unless asked', () => {
    const opened = openOfficeDatabase({ dir, key, role: 'writer' });
    expect(opened).toEqual({ ok: false, failure: { code: 'not-set-up' } });
  });

  test('a flipped byte is found, never read as data', async () => {
    const office = mustOpen(dir, key, TEST_START);
    office.write((tx) => tx.connection.exec("INSERT INTO meta VALUES('some', 'thing')"));
    await office.close();
    const bytes = readFileSync(databaseFile(dir));
    for (let page = 1; page * 4096 < bytes.length; page += 1)
      bytes[page * 4096 + 2000] = (bytes[page * 4096 + 2000] ?? 0) ^ 1;
    writeFileSync(databaseFile(dir), bytes);
    expect(failureOf(openOffice({ dir, key, now: TEST_START }))).toBe('storage-damaged');
  });
});

describe('one process per folder', () => {
  test('a second open is refused here and in another process, and allowed after that process was killed', async () => {
    const office = mustOpen(dir, key, TEST_START);
    expect(failureOf(openOffice({ dir, key, now: TEST_START }))).toBe('storage-in-use');
    await office.close();
    const child = await holdInChild();
    expect(failureOf(openOffice({ dir, key, now: TEST_START }))).toBe('storage-in-use');
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    await mustOpen(dir, key, TEST_START).close();
  });
});

describe('the epoch', () => {
  test('stays over a re-open, and is 128 random bits', async () => {
    const office = mustOpen(dir, key, TEST_START);
    expect(office.epoch).toMatch(/^[0-9a-f]{32}$/);
    await office.close();
    const again = mustOpen(dir, key, TEST_START, office.epoch);
    expect([again.epoch, again.epochReplaced]).toEqual([office.epoch, false]);
    await again.close();
  });

  test.each([
    ['its file is gone', (folder: string) => rmSync(join(folder, 'epoch.json')), null],
    ['its file is from another time', (folder: string) => writeEpoch(folder, 'ab'.repeat(16)), null],
    ['its file is broken', (folder: string) => writeFileSync(join(folder, 'epoch.json'), '{'), null],
    ['the one kept elsewhere differs', () => {}, 'cd'.repeat(16)],
  ])('is new when %s; number ranges are void', async (_case, change, marker) => {
    const office = mustOpen(dir, key, TEST_START);
    leaseRange(office, '2026-11-18');
    await office.close();
    change(dir);
    const later = '2026-11-19T01:00:00.000Z';
    const again = mustOpen(dir, key, later, marker);
    expect(again.epoch).not.toBe(office.epoch);
    expect(again.epochReplaced).toBe(true);
    expect(getMeta(again.connection, 'epoch-replaced-at')).toBe(later);
    expect(again.connection.prepare('SELECT state FROM number_range').all()).toEqual([{ state: 'void' }]);
    expect(JSON.parse(readFileSync(join(dir, 'epoch.json'), 'utf8'))).toEqual({ epoch: again.epoch });
    await again.close();
  });

  test('is new when the journal lost the fact last seen at its head, not when that stands further down', async () => {
    const desk = await testOffice();
    const receive = () => desk.execute(receiveCommand(desk.clock.now()));
    receive();
    const older = journalHead(desk.office.connection).hash;
    receive();
    const newest = journalHead(desk.office.connection).hash;
    const { epoch } = desk.office;
    await desk.office.close();
    for (const [head, replaced] of [
      [null, false],
      ['0'.repeat(64), false],
      [older, false],
      [newest, false],
      ['ab'.repeat(32), true],
    ] as const) {
      const opened = openOffice({ dir: desk.dir, key: desk.key, now: TEST_START, journalHead: head });
      if (!opened.ok) throw new Error(opened.failure.code);
      desk.office = opened.value;
      expect([desk.office.epochReplaced, desk.office.epoch !== epoch], String(head)).toEqual([replaced, replaced]);
      await desk.office.close();
    }
    await desk.reopen();
    await desk.dispose();
  });

  test('a database put back from an older copy of another folder is a new writer', async () => {
    const office = mustOpen(dir, key, TEST_START);
    await office.close();
    const copy = join(dir, 'copy');
    mkdirSync(copy);
    copyFileSync(databaseFile(dir), databaseFile(copy));
    const restored = mustOpen(copy, key, TEST_START);
    expect(restored.epoch).not.toBe(office.epoch);
    await restored.close();
  });
});

test('SQLite errors stand for storage failures; others are bugs', () => {
  const error = (code: string) => storageFailure(new Database.SqliteError('x', code))?.code ?? null;
  expect(error('SQLITE_FULL')).toBe('storage-full');
  expect(error('SQLITE_BUSY')).toBe('storage-busy');
  expect(error('SQLITE_BUSY_SNAPSHOT')).toBe('storage-busy');
  expect(error('SQLITE_CORRUPT')).toBe('storage-damaged');
  expect(error('SQLITE_NOTADB')).toBe('storage-damaged');
  expect(error('SQLITE_IOERR_READ')).toBe('storage-damaged');
  expect(error('SQLITE_CONSTRAINT_UNIQUE')).toBeNull();
  expect(storageFailure(new Error('x'))).toBeNull();
});

function writeEpoch(folder: string, epoch: string): void {
  writeFileSync(join(folder, 'epoch.json'), JSON.stringify({ epoch }));
}

/** A process that holds the folder until it is killed. */
async function holdInChild(): Promise<ChildProcess> {
  const child = fork(new URL('../support/hold-folder.ts', import.meta.url), [dir], { execArgv: [] });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`the holder ended with ${code}`)));
    child.send(key.toString('hex'));
  });
  child.removeAllListeners('exit');
  return child;
}
