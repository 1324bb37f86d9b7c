import Database from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkEffective } from '../../db/check-effective.ts';
import { recomputeDossier } from '../../db/effective.ts';
import { getMeta } from '../../db/meta.ts';
import { verifyJournal } from '../../db/verify-journal.ts';
import type { Command } from '../../domain/dossier/commands.ts';
import type { Role } from '../../domain/office/model.ts';
import { party, receiveCommand } from '../support/dossiers.ts';
import { type TestOffice, testOffice } from '../support/office-db.ts';
import { dump, failStatement } from '../support/statement-faults.ts';

class Injected extends Error {}

let desk: TestOffice;
let dossierId: string;
beforeEach(async () => {
  desk = await testOffice();
  const command = receiveCommand(desk.clock.now(), { files: [await desk.file('một')] });
  dossierId = command.dossierId;
  desk.execute(command);
});
afterEach(() => desk.dispose());

/** Fails the command at each of its statements in turn; answers how many there were. */
function failAtEach(command: Command, role: Role, afterFailure: (committed: boolean, before: string) => void): number {
  for (let k = 1; ; k += 1) {
    const before = dump(desk.office.connection);
    const faults = failStatement(desk.office.connection, k, () => new Injected());
    let failed = false;
    try {
      const reply = desk.execute(command, role);
      expect(reply.ok).toBe(true);
    } catch (error) {
      expect(error).toBeInstanceOf(Injected);
      failed = true;
    } finally {
      faults.remove();
    }
    if (!failed) return faults.ran();
    afterFailure(faults.committed(), before);
  }
}

function unchanged(committed: boolean, before: string): void {
  expect(committed).toBe(false);
  expect(desk.office.connection.inTransaction).toBe(false);
  expect(dump(desk.office.connection) === before).toBe(true);
}

describe('a command that fails at any one of its statements leaves every table as it was', () => {
  test('dossier.receive', async () => {
    const file = await desk.file('hai');
    const command = receiveCommand(desk.clock.now(), {
      files: [file],
      parties: [party(3), party(4, { role: 'co-owner' }), ...[5, 6, 7].map((n) => party(n, { role: 'contact' }))],
    });
    expect(failAtEach(command, 'clerk', unchanged)).toBeGreaterThan(40);
    expect(checkEffective(desk.office.connection)).toMatchObject({ ok: true, dossiers: 2 });
    expect(verifyJournal(desk.office.connection)).toMatchObject({ ok: true, facts: 2 });
  });

  test('slip.record', () => {
    const command: Command = {
      type: 'slip.record',
      commandId: uuidv7(),
      dossierId,
      state: 'made',
      formSet: 'TT03-2025',
      formCode: '01',
      pdfSha256: '0'.repeat(64),
    };
    expect(failAtEach(command, 'clerk', unchanged)).toBeGreaterThan(15);
    expect(checkEffective(desk.office.connection).ok).toBe(true);
  });

  test('session.record', () => {
    const command: Command = { type: 'session.record', commandId: uuidv7(), event: 'signed-in' };
    expect(failAtEach(command, 'leader', unchanged)).toBeGreaterThan(6);
  });

  test('dossier.erase-payload: nothing, or all of it once it was committed', () => {
    markSent();
    const command: Command = { type: 'dossier.erase-payload', commandId: uuidv7(), dossierId, reason: 'theo yêu cầu' };
    let afterCommit = 0;
    const ran = failAtEach(command, 'leader', (committed, before) => {
      if (!committed) return unchanged(committed, before);
      afterCommit += 1;
      expect(verifyJournal(desk.office.connection)).toMatchObject({ ok: true, erasedPayloads: 1 });
      expect(checkEffective(desk.office.connection).ok).toBe(true);
    });
    expect(ran).toBeGreaterThan(0);
    expect(afterCommit).toBeGreaterThan(0);
    expect(getMeta(desk.office.connection, 'erase-pending')).toBeNull();
    expect(verifyJournal(desk.office.connection)).toMatchObject({ ok: true, facts: 2, erasedPayloads: 1 });
  });
});

test('a full disk is a failure, not an exception, and changes nothing', () => {
  const before = dump(desk.office.connection);
  const faults = failStatement(desk.office.connection, 20, () => new Database.SqliteError('full', 'SQLITE_FULL'));
  const reply = desk.execute(receiveCommand(desk.clock.now()));
  faults.remove();
  expect(reply).toEqual({ ok: false, failure: { code: 'storage-full' } });
  expect(dump(desk.office.connection) === before).toBe(true);
});

test('listeners hear only of what was committed', () => {
  const heard: unknown[] = [];
  desk.office.onCommit((change) => heard.push(change));
  const faults = failStatement(desk.office.connection, 30, () => new Injected());
  expect(() => desk.execute(receiveCommand(desk.clock.now()))).toThrow(Injected);
  faults.remove();
  expect(heard).toEqual([]);
});

/** As if the city had acknowledged everything. */
function markSent(): void {
  desk.office.write((tx) => {
    tx.connection.exec("UPDATE outbox SET state = 'acked', acked_at = '2026-11-18T02:05:00.000Z'");
    tx.connection.exec("UPDATE blob_upload SET state = 'available'");
    recomputeDossier(tx, dossierId);
  });
}
