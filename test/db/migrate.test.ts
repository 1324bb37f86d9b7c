import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { schemaSnapshot } from '../../build/freeze-migrations.ts';
import { type Connection, openOfficeDatabase } from '../../db/database.ts';
import { backupFolder, migrate } from '../../db/migrate.ts';
import { FROZEN, MIGRATIONS, type Migration, migrationHash } from '../../db/migrations/index.ts';
import { temporaryFolder } from '../support/office-db.ts';

const NOW = '2026-11-18T02:00:00.000Z';
const key = randomBytes(32);
let dir: string;
let connection: Connection;

beforeEach(() => {
  dir = temporaryFolder();
  connection = open(dir);
});
afterEach(() => {
  connection.close();
  rmSync(dir, { recursive: true, force: true });
});

function open(folder: string): Connection {
  const opened = openOfficeDatabase({ dir: folder, key, role: 'writer', create: true });
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

function step(number: number, sql: string): Migration {
  return { number, name: `step-${number}`, sql };
}
const ONE = step(10, "CREATE TABLE a(x TEXT); INSERT INTO a VALUES('một');");
const TWO = step(20, 'ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET y = x;');
const BROKEN = step(30, 'CREATE TABLE b(x); INSERT INTO nowhere VALUES(1);');

test('every migration is frozen, unchanged, in steps of ten', () => {
  const hashes = Object.fromEntries(MIGRATIONS.map((migration) => [migration.number, migrationHash(migration)]));
  expect(FROZEN).toEqual(hashes);
  expect(MIGRATIONS.map((migration) => migration.number)).toEqual(MIGRATIONS.map((_, i) => (i + 1) * 10));
});

test('the schema snapshot is what the migrations make', () => {
  const snapshot = readFileSync(new URL('../../db/schema.snapshot.sql', import.meta.url), 'utf8');
  expect(snapshot).toBe(schemaSnapshot());
});

test('a new database is migrated without a backup and marked as ours', () => {
  expect(migrate(connection, { dir, now: NOW })).toEqual({ ok: true, value: { from: 0, to: 10, backup: null } });
  expect(connection.pragma('user_version', { simple: true })).toBe(10);
  expect(connection.pragma('application_id', { simple: true })).toBe(0x484f534f);
  expect(migrate(connection, { dir, now: NOW })).toEqual({ ok: true, value: { from: 10, to: 10, backup: null } });
});

test('a database with data is backed up, encrypted, before it is migrated; its data stays', () => {
  migrate(connection, { dir, now: NOW, migrations: [ONE] });
  const migrated = migrate(connection, { dir, now: NOW, migrations: [ONE, TWO] });
  if (!migrated.ok || migrated.value.backup === null) throw new Error('no backup');
  expect(connection.prepare('SELECT * FROM a').all()).toEqual([{ x: 'một', y: 'một' }]);
  const bytes = readFileSync(migrated.value.backup);
  expect(bytes.subarray(0, 16).toString('latin1')).not.toBe('SQLite format 3\0');
  expect(bytes.includes('một')).toBe(false);
});

test('the backup opens with the same key and holds the data from before', () => {
  migrate(connection, { dir, now: NOW, migrations: [ONE] });
  const migrated = migrate(connection, { dir, now: NOW, migrations: [ONE, TWO] });
  if (!migrated.ok || migrated.value.backup === null) throw new Error('no backup');
  connection.prepare('ATTACH ? AS kept').run(migrated.value.backup);
  expect(connection.prepare('SELECT * FROM kept.a').all()).toEqual([{ x: 'một' }]);
  connection.exec('DETACH kept');
});

test('the last two backups are kept', () => {
  const steps = [ONE];
  for (let i = 0; i < 4; i += 1) {
    migrate(connection, { dir, now: `2026-11-18T02:00:0${i}.000Z`, migrations: steps });
    steps.push(step(20 + i * 10, `CREATE TABLE t${i}(x);`));
  }
  migrate(connection, { dir, now: '2026-11-18T02:00:09.000Z', migrations: steps });
  expect(readdirSync(backupFolder(dir)).toSorted()).toEqual([
    'office-20261118020003-v30.db',
    'office-20261118020009-v40.db',
  ]);
});

test('a step that fails leaves the database at the step before, and is taken up again', () => {
  migrate(connection, { dir, now: NOW, migrations: [ONE] });
  expect(() => migrate(connection, { dir, now: NOW, migrations: [ONE, TWO, BROKEN] })).toThrow(/nowhere/);
  expect(connection.pragma('user_version', { simple: true })).toBe(20);
  expect(connection.prepare("SELECT name FROM sqlite_master WHERE name = 'b'").get()).toBeUndefined();
  const mended = step(30, 'CREATE TABLE b(x);');
  expect(migrate(connection, { dir, now: NOW, migrations: [ONE, TWO, mended] })).toMatchObject({
    ok: true,
    value: { from: 20, to: 30 },
  });
});

test('a database of a newer program is refused and not touched', () => {
  migrate(connection, { dir, now: NOW, migrations: [ONE, TWO] });
  expect(migrate(connection, { dir, now: NOW, migrations: [ONE] })).toEqual({
    ok: false,
    failure: { code: 'storage-too-new', found: 20, known: 10 },
  });
  expect(connection.pragma('user_version', { simple: true })).toBe(20);
});

test('a database of another program is refused', () => {
  connection.exec('CREATE TABLE foreign_table(x)');
  expect(migrate(connection, { dir, now: NOW })).toEqual({ ok: false, failure: { code: 'storage-damaged' } });
});
