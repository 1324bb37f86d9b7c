import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { main as verifyMain } from '../../build/verify.ts';
import { verifyJournal } from '../../db/verify-journal.ts';
import { receiveCommand } from '../support/dossiers.ts';
import { type TestOffice, temporaryFolder, testOffice } from '../support/office-db.ts';

let desk: TestOffice;
beforeEach(async () => {
  desk = await testOffice();
  for (let i = 0; i < 4; i += 1) desk.execute(receiveCommand(desk.clock.now()));
  desk.execute({ type: 'session.record', commandId: randomUUID(), event: 'signed-out' });
});
afterEach(() => desk.dispose());

/** What an attacker with the key could do: the triggers stand in the way only of mistakes. */
function tamper(sql: string): void {
  const { connection } = desk.office;
  for (const name of [
    'journal_no_update',
    'journal_no_delete',
    'journal_payload_no_update',
    'journal_payload_no_delete',
  ]) {
    connection.exec(`DROP TRIGGER IF EXISTS ${name}`);
  }
  connection.pragma('foreign_keys = OFF');
  connection.exec(sql);
}

function firstBroken() {
  const report = verifyJournal(desk.office.connection);
  return report.ok ? null : report.firstBroken;
}

test('an untouched journal verifies, and its head is the last hash', () => {
  const report = verifyJournal(desk.office.connection);
  const last = desk.office.connection.prepare('SELECT seq, hash FROM journal ORDER BY seq DESC').get() as {
    seq: number;
    hash: Buffer;
  };
  expect(report).toEqual({
    ok: true,
    facts: 5,
    erasedPayloads: 0,
    firstBroken: null,
    head: `${last.seq}:${last.hash.toString('hex')}`,
  });
});

test('the database refuses to edit or delete facts and payloads', () => {
  const run = (sql: string) => () => desk.office.connection.exec(sql);
  expect(run("UPDATE journal SET actor_id = 'x' WHERE seq = 2")).toThrow(/append only/);
  expect(run('DELETE FROM journal WHERE seq = 5')).toThrow(/append only/);
  expect(run("UPDATE journal_payload SET payload = '{}' WHERE seq = 2")).toThrow(/never edited/);
  expect(run('DELETE FROM journal_payload WHERE seq = 2')).toThrow(/erase command/);
});

describe('tampering is found', () => {
  const swap = `UPDATE journal SET seq = 99 WHERE seq = 2; UPDATE journal SET seq = 2 WHERE seq = 3;
    UPDATE journal SET seq = 3 WHERE seq = 99;`;
  test.each([
    ['an actor changed', "UPDATE journal SET actor_id = 'u-leader' WHERE seq = 2", { seq: 2, fault: 'header-changed' }],
    [
      'a time changed',
      "UPDATE journal SET occurred_at = '2020-01-01T00:00:00Z' WHERE seq = 3",
      { seq: 3, fault: 'header-changed' },
    ],
    ['a dossier changed', "UPDATE journal SET dossier_id = 'x' WHERE seq = 1", { seq: 1, fault: 'header-changed' }],
    [
      'a commitment changed',
      'UPDATE journal SET commitment = randomblob(32) WHERE seq = 2',
      { seq: 2, fault: 'header-changed' },
    ],
    ['two facts in another order', swap, { seq: 2, fault: 'out-of-chain' }],
    ['a fact deleted', 'DELETE FROM journal WHERE seq = 3', { seq: 3, fault: 'missing' }],
    [
      'a fact deleted and the rest moved up',
      'DELETE FROM journal WHERE seq = 4; UPDATE journal SET seq = 4 WHERE seq = 5',
      { seq: 4, fault: 'out-of-chain' },
    ],
    [
      'the last fact cut off',
      'DELETE FROM journal WHERE seq = 5; DELETE FROM journal_payload WHERE seq = 5',
      { seq: 5, fault: 'missing' },
    ],
    [
      'a payload changed',
      "UPDATE journal_payload SET payload = replace(payload, 'DESK', 'POST') WHERE seq = 2",
      { seq: 2, fault: 'payload-changed' },
    ],
    [
      'a name changed',
      "UPDATE journal_payload SET actor_name = 'Ai đó' WHERE seq = 2",
      { seq: 2, fault: 'payload-changed' },
    ],
    [
      'a salt changed',
      'UPDATE journal_payload SET salt = randomblob(16) WHERE seq = 4',
      { seq: 4, fault: 'payload-changed' },
    ],
    [
      'a payload deleted without an erase',
      'DELETE FROM journal_payload WHERE seq = 2',
      { seq: 2, fault: 'payload-missing' },
    ],
  ])('%s', (_what, sql, broken) => {
    tamper(sql);
    expect(firstBroken()).toEqual(broken);
  });
});

describe('npm run verify', () => {
  async function run(...args: string[]) {
    const lines: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    const code = await verifyMain(args);
    log.mockRestore();
    return { code, text: lines.join('\n') };
  }

  let keyFolder: string;
  beforeEach(() => {
    keyFolder = temporaryFolder();
  });
  afterEach(() => rmSync(keyFolder, { recursive: true, force: true }));

  function writeKey(text: string): string {
    const file = join(keyFolder, 'office.key');
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  }

  test('reports a whole journal beside the open office, and a broken one', async () => {
    const keyFile = writeKey(`${desk.key.toString('hex')}\n`);
    const whole = await run('--data', desk.dir, '--key-file', keyFile, '--json');
    expect(whole.code).toBe(0);
    expect(JSON.parse(whole.text)).toMatchObject({ ok: true, facts: 5, effective: { ok: true, dossiers: 4 } });
    tamper("UPDATE journal_payload SET actor_name = 'Ai đó' WHERE seq = 2");
    const broken = await run('--data', desk.dir, '--key-file', keyFile);
    expect(broken.code).toBe(1);
    expect(broken.text).toContain('SAI từ mục 2');
  });

  test('says when the stored columns are not what the journal says', async () => {
    const keyFile = writeKey(desk.key.toString('hex'));
    desk.office.connection.exec("UPDATE dossier SET due_at = '2030-01-01T17:00:00+07:00' WHERE number = 1");
    desk.office.connection.exec("UPDATE work_counter SET count = 9 WHERE list = 'received'");
    const report = JSON.parse((await run('--data', desk.dir, '--key-file', keyFile, '--json')).text);
    expect(report).toMatchObject({
      ok: false,
      firstBroken: null,
      effective: { ok: false, wrongCounters: ['received'] },
    });
    expect(report.effective.different).toHaveLength(1);
  });

  test('a wrong key is said as such', async () => {
    const keyFile = writeKey('ab'.repeat(32));
    expect(await run('--data', desk.dir, '--key-file', keyFile, '--json')).toEqual({
      code: 2,
      text: '{"ok":false,"failure":"storage-key-wrong"}',
    });
  });
});
