import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasBlob } from '../../db/blobs.ts';
import { readDossierRow } from '../../db/effective-rows.ts';
import { getMeta } from '../../db/meta.ts';
import { backUp, backupFolder } from '../../db/migrate.ts';
import { tailToken } from '../../db/search-text.ts';
import { recordUploadAvailable } from '../../db/uploads.ts';
import { verifyJournal } from '../../db/verify-journal.ts';
import { statusChanged } from '../support/city-facts.ts';
import { party, type ReceiveCommand, receiveCommand } from '../support/dossiers.ts';
import { findLeaks, formsOf } from '../support/leak-search.ts';
import { type TestOffice, temporaryFolder, testOffice } from '../support/office-db.ts';
import { openPlainOffice } from '../support/plain-office.ts';
import { type SmallCity, smallCity } from '../support/small-city.ts';
import { failStatement } from '../support/statement-faults.ts';

/** Rare letters, so that no chance bytes match. */
const NAME = 'Đặng Thuỵ Quỳnh Ngữ';
const PHONE = '0957000123';
const ID_NUMBER = '079085912345';
const ADDRESS = '12/7 Hẻm Bùi Hữu Nghĩa Thử';
const NOTE = 'ghi chú riêng tư';
const PLANTED = [NAME, PHONE, ID_NUMBER, ADDRESS, NOTE];

let desk: TestOffice;
let city: SmallCity;
let command: ReceiveCommand;
beforeEach(async () => {
  desk = await testOffice();
  city = smallCity(desk);
  const file = await desk.file('bí mật của công dân');
  const owner = party(0, { fullName: NAME, phone: PHONE, idNumber: ID_NUMBER, address: ADDRESS });
  command = receiveCommand(desk.clock.now(), { parties: [owner], note: NOTE, files: [file] });
  desk.execute(command);
  for (let i = 1; i < 30; i += 1) desk.execute(receiveCommand(desk.clock.now(), { parties: [party(i)] }));
});
afterEach(() => desk.dispose());

function erase(commandId = uuidv7()) {
  const { dossierId } = command;
  return desk.execute({ type: 'dossier.erase-payload', commandId, dossierId, reason: 'theo yêu cầu' }, 'leader');
}

function send(): void {
  city.settle();
  for (const { sha256 } of command.files) recordUploadAvailable(desk.office, { sha256, now: desk.clock.now() });
}

describe('erasing', () => {
  test('is refused while the city has not got everything', () => {
    expect(erase()).toEqual({ ok: false, failure: { code: 'not-sent-yet', facts: 1, files: 1 } });
    city.settle();
    expect(erase()).toEqual({ ok: false, failure: { code: 'not-sent-yet', facts: 0, files: 1 } });
  });

  test('is for the leader, once', () => {
    send();
    const { dossierId } = command;
    const asClerk = desk.execute({ type: 'dossier.erase-payload', commandId: uuidv7(), dossierId, reason: 'không' });
    expect(asClerk).toEqual({ ok: false, failure: { code: 'not-permitted', neededRole: 'leader' } });
    const commandId = uuidv7();
    const erased = erase(commandId);
    expect(erased).toMatchObject({ ok: true, value: { erased: 2 } });
    expect(erase(commandId)).toEqual(erased);
    expect(erase()).toEqual({ ok: false, failure: { code: 'already-erased' } });
    const slip = { type: 'slip.record' as const, dossierId, commandId: uuidv7(), state: 'confirmed' as const };
    expect(desk.execute(slip)).toEqual({ ok: false, failure: { code: 'already-erased' } });
  });

  test('keeps dates, code and status; the chain verifies and says how many payloads are gone', async () => {
    send();
    const before = readDossierRow(desk.office.connection, command.dossierId);
    erase();
    const found = await desk.office.read('dossier', { id: command.dossierId });
    expect(found?.row).toMatchObject({
      code: before?.code,
      status: 'RECEIVED',
      due_at: before?.due_at,
      received_at: before?.received_at,
      owner_name: '',
      holder: null,
      erased: 1,
    });
    expect(found?.state).toBeNull();
    expect(found?.files).toEqual([]);
    expect(found?.history.map((line) => [line.type, line.payload === null, line.actorName])).toEqual([
      ['dossier.received', true, null],
      ['dossier.payload-erased', false, 'Hoàng Minh Hằng'],
    ]);
    expect(verifyJournal(desk.office.connection)).toMatchObject({ ok: true, facts: 31, erasedPayloads: 1 });
    expect(hasBlob(desk.office, command.files[0]?.sha256 ?? '')).toBe(false);
    expect(await desk.office.read('search', { query: NAME, limit: 5 })).toEqual([]);
    expect(await desk.office.read('search', { query: before?.code?.slice(-9) ?? '', limit: 5 })).toHaveLength(1);
  });

  test('a file that another dossier names too stays', () => {
    const other = receiveCommand(desk.clock.now(), { files: command.files });
    desk.execute(other);
    send();
    erase();
    expect(hasBlob(desk.office, command.files[0]?.sha256 ?? '')).toBe(true);
  });

  test('what the city says afterwards moves the status and leaves nothing personal', () => {
    send();
    erase();
    city.say(command.dossierId, statusChanged('PROCESSING', NOTE));
    city.settle();
    expect(readDossierRow(desk.office.connection, command.dossierId)).toMatchObject({
      status: 'PROCESSING',
      erased: 1,
      holder: null,
    });
    const left = desk.office.connection.prepare(
      'SELECT count(*) AS n FROM city_event WHERE dossier_id = ? AND payload IS NOT NULL',
    );
    expect(left.get(command.dossierId)).toEqual({ n: 0 });
  });

  test('the intake sent again after it was erased still answers the same and writes nothing', () => {
    send();
    erase();
    expect(desk.execute(command)).toMatchObject({ ok: true, value: { dossierId: command.dossierId } });
    const { n } = desk.office.connection.prepare('SELECT count(*) AS n FROM journal').get() as { n: number };
    expect(n).toBe(31);
    const { content_sha256 } = desk.office.connection
      .prepare('SELECT content_sha256 FROM command_result WHERE command_id = ?')
      .get(command.commandId) as { content_sha256: Buffer };
    expect(content_sha256.equals(Buffer.alloc(32))).toBe(true);
  });

  test('an erase cut off after its commit is finished at the next open', async () => {
    send();
    const folder = join(desk.dir, 'blobs');
    const stored = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(stored).toHaveLength(1);
    let k = 1;
    for (; ; k += 1) {
      const faults = failStatement(desk.office.connection, k, () => new Error('cut off'));
      expect(() => erase()).toThrow('cut off');
      faults.remove();
      if (faults.committed()) break;
    }
    expect(getMeta(desk.office.connection, 'erase-pending')).not.toBeNull();
    await desk.reopen();
    expect(getMeta(desk.office.connection, 'erase-pending')).toBeNull();
    expect(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toEqual([]);
  });
});

describe('personal data on the disk', () => {
  test('no byte of the folder shows a planted text, neither open nor closed', async () => {
    backUp(desk.office.connection, desk.dir, 'test', desk.clock.now());
    expect(findLeaks(desk.dir, PLANTED)).toEqual([]);
    expect(readdirSync(desk.dir)).toContain('office.db-wal');
    await desk.office.close();
    expect(findLeaks(desk.dir, PLANTED)).toEqual([]);
    await desk.reopen();
  });

  test.each(formsOf(NAME).map(({ form }) => form))(
    'the search itself finds a plaintext database written in %s',
    (form) => {
      const folder = temporaryFolder();
      const plain = new Database(join(folder, 'plain.db'));
      plain.exec('CREATE TABLE t(a)');
      const bytes = formsOf(NAME).find((entry) => entry.form === form)?.bytes;
      plain.prepare('INSERT INTO t VALUES(?)').run(bytes);
      plain.close();
      expect(findLeaks(folder, PLANTED).map((leak) => leak.form)).toContain(form);
      rmSync(folder, { recursive: true });
    },
  );

  test('after an erase it is in no byte of a database without encryption either: index, free pages, WAL; before it was', async () => {
    const bare = await testOffice({ open: openPlainOffice });
    const town = smallCity(bare);
    // Large, and of another size each time: earlier copies of its columns are left in pages that were freed.
    const parties = Array.from({ length: 20 }, (_, i) =>
      party(i, { fullName: `${NAME} ${i}`, address: ADDRESS.repeat(11), phone: PHONE, idNumber: ID_NUMBER }),
    );
    const intake = receiveCommand(bare.clock.now(), { parties, note: NOTE, files: [await bare.file(NOTE)] });
    bare.execute(intake);
    for (let i = 0; i < 30; i += 1) {
      bare.execute(receiveCommand(bare.clock.now(), { parties: [party(i)] }));
      if (i % 4 === 0) town.settle();
      if (i % 8 === 0) town.say(intake.dossierId, statusChanged('PROCESSING', NOTE.repeat(i)));
    }
    town.settle();
    for (const { sha256 } of intake.files) recordUploadAvailable(bare.office, { sha256, now: bare.clock.now() });
    bare.office.connection.exec(`
      CREATE TABLE earlier AS SELECT dossier.state FROM dossier, journal AS many WHERE dossier.number = 1;
      PRAGMA wal_checkpoint(TRUNCATE);
      DROP TABLE earlier;`);
    const forms = (texts: readonly string[]) => findLeaks(bare.dir, texts).map((leak) => leak.form);
    const texts = [...PLANTED, tailToken(PHONE)];
    expect(forms([NAME])).toContain('nfc utf-8');
    expect(forms([tailToken(PHONE).slice(3)])).not.toEqual([]);
    const { dossierId } = intake;
    const erased = bare.execute(
      { type: 'dossier.erase-payload', commandId: uuidv7(), dossierId, reason: 'theo yêu cầu' },
      'leader',
    );
    expect(erased.ok).toBe(true);
    expect(forms(texts)).toEqual([]);
    expect(forms([tailToken(PHONE).slice(3)])).toEqual([]);
    await bare.dispose();
  });

  test('an erase removes the backups, which hold the same', () => {
    backUp(desk.office.connection, desk.dir, 'test', desk.clock.now());
    send();
    erase();
    expect(existsSync(backupFolder(desk.dir))).toBe(false);
  });
});
