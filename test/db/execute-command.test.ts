import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readDossierRow } from '../../db/effective-rows.ts';
import { executeCommand } from '../../db/execute-command.ts';
import { sampleCatalogue } from '../../domain/catalogue/catalogue.ts';
import type { CommandReply } from '../../domain/dossier/commands.ts';
import type { Result } from '../../domain/result.ts';
import { BIRTH, party, type ReceiveCommand, receiveCommand, version } from '../support/dossiers.ts';
import { actor, type TestOffice, testOffice } from '../support/office-db.ts';

let desk: TestOffice;
beforeEach(async () => {
  desk = await testOffice();
});
afterEach(() => desk.dispose());

function failureOf(result: Result<unknown>) {
  return result.ok ? null : result.failure;
}

function value<T extends CommandReply['type']>(
  result: Result<CommandReply>,
  type: T,
): Extract<CommandReply, { type: T }> {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  if (result.value.type !== type) throw new Error(`answered as ${result.value.type}`);
  return result.value as Extract<CommandReply, { type: T }>;
}

describe('taking a dossier in', () => {
  test('keeps a fee line as the sum of its quantity at the known rate; an exemption as nothing', async () => {
    const copies = { name: 'Phí cấp bản sao Giấy khai sinh (nếu có yêu cầu)', kind: 'PHI' as const };
    const late = { name: 'Lệ phí đăng ký khai sinh không đúng hạn', kind: 'LE_PHI' as const };
    const fees = [
      { ...copies, amountVnd: 1, quantity: 3 },
      { ...late, amountVnd: 0, quantity: 1 },
    ];
    const command = receiveCommand(desk.clock.now(), { fees });
    value(desk.execute(command), 'dossier.receive');
    const found = await desk.office.read('dossier', { id: command.dossierId });
    expect(found?.state?.fees).toEqual([
      { ...copies, amountVnd: 24_000, quantity: 3 },
      { ...late, amountVnd: 0, quantity: 1 },
    ]);
  });

  test('answers the number and the promised date, and writes journal, outbox, columns and counters together', async () => {
    const heard: string[][] = [];
    desk.office.onCommit((change) => heard.push(change.dossierIds));
    const file = await desk.file('giấy chứng sinh');
    const command = receiveCommand(desk.clock.now(), {
      files: [{ ...file, component: version(BIRTH, desk.clock.now()).components[0]?.code ?? null }],
      parties: [party(0), party(1, { role: 'submitter' })],
    });
    const reply = value(desk.execute(command), 'dossier.receive');
    expect(reply).toEqual({
      type: 'dossier.receive',
      dossierId: command.dossierId,
      code: '000.00.00.H29-261118-0001',
      temporaryCode: null,
      receivedAt: '2026-11-18T09:00:00+07:00',
      dueAt: command.expectedDueAt,
    });
    expect(heard).toEqual([[command.dossierId]]);
    const found = await desk.office.read('dossier', { id: command.dossierId });
    expect(found?.row).toMatchObject({
      number: 1,
      status: 'RECEIVED',
      list: 'received',
      pending_facts: 1,
      pending_files: 1,
      lane: 'ok',
      original_due_at: command.expectedDueAt,
      due_at: command.expectedDueAt,
    });
    expect(found?.state?.components.map((component) => component.name)).not.toContain('tên do máy khách gửi');
    expect(found?.files).toEqual([
      {
        sha256: file.sha256,
        kind: 'component',
        component: command.files[0]?.component,
        here: 1,
        upload: 'queued',
        reason: null,
      },
    ]);
    expect(found?.history).toMatchObject([{ type: 'dossier.received', origin: 'desk', pending: true }]);
    const counters = await desk.office.read('counters', { now: desk.clock.now() });
    expect(counters).toMatchObject({ counters: { received: 1, closed: 0 }, dueToday: 1, overdue: 0 });
    expect(await desk.office.read('favourites', { limit: 8 })).toEqual([BIRTH]);
    expect(await desk.office.read('open-dossiers-of', { idNumber: party(1).idNumber ?? '' })).toBe(1);
  });

  test('the same command twice makes one dossier and answers the same, also after a restart', async () => {
    const command = receiveCommand(desk.clock.now());
    const first = desk.execute(command);
    desk.clock.advance(600);
    expect(desk.execute(command)).toEqual(first);
    await desk.reopen();
    expect(desk.execute(command)).toEqual(first);
    expect((await desk.office.read('counters', { now: desk.clock.now() })).counters.received).toBe(1);
  });

  test('a command id with other content is refused', () => {
    const command = receiveCommand(desk.clock.now());
    desk.execute(command);
    expect(failureOf(desk.execute({ ...command, note: 'khác' }))).toEqual({ code: 'command-id-reused' });
  });

  test('a dossier id that exists is refused', () => {
    const command = receiveCommand(desk.clock.now());
    desk.execute(command);
    const again = receiveCommand(desk.clock.now(), { dossierId: command.dossierId });
    expect(failureOf(desk.execute(again))).toMatchObject({ code: 'transition-not-allowed', from: 'RECEIVED' });
  });

  test('a refused command uses no number', () => {
    const now = desk.clock.now();
    expect(failureOf(desk.execute(receiveCommand(now, { parties: [party(0, { role: 'contact' })] })))).toEqual({
      code: 'owner-missing',
    });
    expect(value(desk.execute(receiveCommand(now)), 'dossier.receive').code).toMatch(/-0001$/);
  });

  const refusals: [
    string,
    (command: ReceiveCommand) => Partial<ReceiveCommand> | Promise<Partial<ReceiveCommand>>,
    object,
  ][] = [
    ['a procedure nobody knows', () => ({ procedureCode: '1.999999' }), { code: 'procedure-not-found' }],
    ['a guide-only procedure', () => ({ procedureCode: guideOnly() }), { code: 'procedure-guide-only' }],
    ['a variant that is not there', () => ({ variant: 9 }), { code: 'limit-variant-unknown' }],
    ['a missing paper', () => ({ components: [] }), { code: 'components-missing' }],
    [
      'a paper of another procedure',
      (command) => ({ components: [...command.components, { ...line(command), code: 'X-1' }] }),
      { code: 'component-unknown', component: 'X-1' },
    ],
    [
      'a paper given twice',
      (command) => ({ components: [...command.components, line(command)] }),
      { code: 'component-unknown' },
    ],
    [
      'a file of a paper that is not there',
      async () => ({ files: [{ ...(await desk.file('x')), component: 'X-2' }] }),
      { code: 'component-unknown', component: 'X-2' },
    ],
    [
      'a fee of another procedure',
      () => ({ fees: [{ name: 'Phí', kind: 'PHI', amountVnd: 1, quantity: 1 }] }),
      { code: 'invalid-input' },
    ],
    ['an office nobody knows', () => ({ decidingUnit: 'nowhere' }), { code: 'invalid-input' }],
  ];
  test.each(refusals)('refuses %s', async (_name, change, failure) => {
    const command = receiveCommand(desk.clock.now());
    expect(failureOf(desk.execute({ ...command, ...(await change(command)) }))).toMatchObject(failure);
    expect(readDossierRow(desk.office.connection, command.dossierId)).toBeUndefined();
  });

  test('a file that is not stored is refused', async () => {
    const file = await desk.file('có');
    const command = receiveCommand(desk.clock.now(), { files: [{ ...file, sha256: 'ab'.repeat(32) }] });
    expect(failureOf(desk.execute(command))).toEqual({ code: 'file-not-found' });
  });

  test('a date other than the one shown writes nothing and answers the new one', () => {
    const command = receiveCommand(desk.clock.now());
    desk.clock.set('2026-11-18T08:30:00.000Z');
    const failure = failureOf(desk.execute(command));
    expect(failure).toEqual({ code: 'due-date-changed', dueAt: '2026-11-19T17:00:00+07:00' });
    const agreed = { ...command, expectedDueAt: '2026-11-19T17:00:00+07:00' };
    expect(value(desk.execute(agreed), 'dossier.receive').dueAt).toBe('2026-11-19T17:00:00+07:00');
  });

  test('before the office pack arrived nothing is taken in', async () => {
    const bare = await testOffice({ packs: false });
    expect(failureOf(bare.execute(receiveCommand(bare.clock.now())))).toEqual({ code: 'not-set-up' });
    await bare.dispose();
  });

  test('without a range of numbers the code is temporary', async () => {
    const bare = await testOffice({ range: false });
    const reply = value(bare.execute(receiveCommand(bare.clock.now())), 'dossier.receive');
    expect(reply.code).toBeNull();
    expect(reply.temporaryCode).toMatch(/^T-[0-9A-Z]{4}-0001-\d\d$/);
    await bare.dispose();
  });

  test('a leader may not take in', () => {
    expect(failureOf(desk.execute(receiveCommand(desk.clock.now()), 'leader'))).toEqual({
      code: 'not-permitted',
      neededRole: 'clerk',
    });
  });
});

describe('the slip', () => {
  test('is made, spooled, confirmed; each making is a new issue', () => {
    const command = receiveCommand(desk.clock.now());
    desk.execute(command);
    const slip = { type: 'slip.record' as const, dossierId: command.dossierId };
    const made = { ...slip, state: 'made' as const, formSet: 'TT03-2025', formCode: '01', pdfSha256: '0'.repeat(64) };
    expect(failureOf(desk.execute({ ...slip, commandId: uuidv7(), state: 'confirmed' }))).toEqual({
      code: 'slip-not-made',
    });
    const issue = (more: object) =>
      value(
        desk.execute({ ...made, ...more, commandId: uuidv7() } as typeof made & { commandId: string }),
        'slip.record',
      ).issue;
    expect(issue({})).toBe(1);
    expect(
      value(desk.execute({ ...slip, commandId: uuidv7(), state: 'spooled', printer: 'Máy in 1' }), 'slip.record').issue,
    ).toBe(1);
    expect(value(desk.execute({ ...slip, commandId: uuidv7(), state: 'confirmed' }), 'slip.record').issue).toBe(1);
    expect(readDossierRow(desk.office.connection, command.dossierId)).toMatchObject({
      slip_state: 'confirmed',
      slip_issue: 1,
      local_seq: 4,
      pending_facts: 4,
    });
    expect(issue({})).toBe(2);
  });

  test('of no dossier is refused', () => {
    const command = {
      type: 'slip.record' as const,
      dossierId: uuidv7(),
      commandId: uuidv7(),
      state: 'confirmed' as const,
    };
    expect(failureOf(desk.execute(command))).toEqual({ code: 'dossier-not-found' });
  });
});

test('a session event is a fact of no dossier that does not leave the desk', () => {
  const reply = executeCommand(
    desk.office,
    { type: 'session.record', commandId: uuidv7(), event: 'signed-in' },
    { actor: actor('leader'), now: desk.clock.now(), clockQuality: 'ok' },
  );
  expect(reply).toEqual({ ok: true, value: { type: 'session.record' } });
  const rows = desk.office.connection.prepare('SELECT type, dossier_id, dossier_seq FROM journal').all();
  expect(rows).toEqual([{ type: 'session.signed-in', dossier_id: null, dossier_seq: null }]);
  expect(desk.office.connection.prepare('SELECT count(*) AS n FROM outbox').get()).toEqual({ n: 0 });
});

function guideOnly(): string {
  const found = sampleCatalogue().procedures.find((procedure) => !procedure.atOneStopDesk);
  if (found === undefined) throw new Error('the sample catalogue has no guide-only procedure');
  return found.code;
}

function line(command: ReceiveCommand) {
  const first = command.components[0];
  if (first === undefined) throw new Error('no component');
  return first;
}
