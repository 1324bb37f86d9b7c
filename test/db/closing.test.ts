import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { setMeta } from '../../db/meta.ts';
import { openOffice } from '../../db/office-db.ts';
import { temporaryFolder } from '../support/open-office.ts';

const KEY = Buffer.alloc(32, 7);
const NOW = '2026-07-10T02:00:00.000Z';

function open(dir: string) {
  const opened = openOffice({ dir, key: KEY, now: NOW });
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

describe('closing and opening on a disk that takes nothing', () => {
  it('gives the folder back although the WAL cannot be folded in, and loses nothing', async () => {
    const dir = join(temporaryFolder('closing'), 'desk');
    const office = open(dir);
    office.write((tx) => setMeta(tx, 'kept', 'yes'));
    const full = new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
    office.connection.pragma = () => {
      throw full;
    };
    await office.close();
    const again = open(dir);
    expect(again.connection.prepare("SELECT value FROM meta WHERE key = 'kept'").pluck().get()).toBe('yes');
    await again.close();
  });

  it('answers for a folder that is none, and can open the right one afterwards', async () => {
    const folder = temporaryFolder('opening');
    writeFileSync(join(folder, 'file'), '');
    expect(openOffice({ dir: join(folder, 'file'), key: KEY, now: NOW })).toMatchObject({
      ok: false,
      failure: { code: 'storage-damaged' },
    });
    await open(join(folder, 'desk')).close();
  });
});
