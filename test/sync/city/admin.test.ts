import { execFile, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from '@node-rs/argon2';
import { expect, onTestFinished, test } from 'vitest';
import type { SampleCityMessage } from '../../../sync/city/sample-city-entry.ts';
import { enrolDesk, fileOf, KEY, op, received, runCity, sha256Of, temporaryFolder } from './test-desk.ts';

const root = join(import.meta.dirname, '../../..');

/** `npm run city` in a process of its own, with the key in a file. */
function cityCommand(
  dataDir: string,
  args: readonly string[],
  input = '',
): Promise<{ code: number; out: string; err: string }> {
  const keyFile = join(dataDir, '..', 'city.key');
  writeFileSync(keyFile, `${KEY}\n`);
  const all = ['build/run.js', 'city', ...args, '--data', dataDir, '--key-file', keyFile];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, all, { cwd: root }, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    );
    child.stdin?.end(input);
  });
}

async function adminJson<T>(dataDir: string, args: readonly string[], input = ''): Promise<T> {
  const { out, err } = await cityCommand(dataDir, ['admin', ...args, '--json'], input);
  if (out === '') throw new Error(err);
  return JSON.parse(out) as T;
}

test('what an operator does in another process reaches the desks through pull', async () => {
  const dataDir = join(temporaryFolder(), 'city');
  const city = await runCity({ dataDir });
  const desk = await enrolDesk(city);
  const scan = join(dataDir, '..', 'to-khai.pdf');
  writeFileSync(scan, '%PDF-1.7 made up');
  const sha256 = sha256Of('%PDF-1.7 made up');

  const online = await adminJson<{ id: string; code: string }>(dataDir, [
    'push-online',
    '--procedure',
    '1.004873',
    '--person',
    'P005',
    '--files',
    scan,
  ]);
  expect(online.code).toMatch(/^000\.00\.00\.H29-\d{6}-9001$/);
  let page = await desk.pull();
  expect(page.events).toMatchObject([{ agg: online.id, type: 'dossier.submitted-online', op_id: null, version: 1 }]);
  expect((await desk.fetch(`/v1/blobs/${sha256}`)).status).toBe(200);

  const refused = await cityCommand(dataDir, ['admin', 'set-status', '--dossier', online.code, '--to', 'RETURNED']);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('không thể chuyển');
  for (const to of ['SUPPLEMENT_REQUESTED', 'PROCESSING']) {
    await adminJson(dataDir, ['set-status', '--dossier', online.code, '--to', to, '--reason', 'Thiếu giấy tờ']);
  }
  await adminJson(dataDir, ['attach-result', '--dossier', online.id, '--file', scan, '--complete']);
  page = await desk.pull(page.cursor);
  expect(page.events.map((event) => [event.type, event.version])).toEqual([
    ['dossier.status-changed', 2],
    ['dossier.status-changed', 3],
    ['dossier.result-attached', 4],
    ['dossier.status-changed', 5],
  ]);

  await adminJson(dataDir, ['set-calendar', '--add-off', '2026-12-31', '--reason', 'Nghỉ bù']);
  const userArgs = ['set-user', '--user-name', 'moi', '--name', 'Lý Thu', '--role', 'clerk', '--password-stdin'];
  await adminJson(dataDir, userArgs, 'mat-khau-thu-1\n');
  await adminJson(dataDir, ['set-user', '--user-name', 'clerk', '--deactivate']);
  page = await desk.pull(page.cursor);
  expect(page.packs).toMatchObject({ calendar: 2, users: 3 });
  const calendar = (await (await desk.fetch('/v1/reference/calendar')).json()) as {
    body: { years: Record<string, { off: string[] }> };
  };
  expect(calendar.body.years['2026']?.off).toContain('2026-12-31');
  const users = (await (await desk.fetch('/v1/reference/users')).json()) as {
    body: { users: { userName: string; active: boolean; passwordHash: string }[] };
  };
  const byName = new Map(users.body.users.map((user) => [user.userName, user]));
  expect(byName.get('clerk')?.active).toBe(false);
  expect(await verify(byName.get('moi')?.passwordHash ?? '', 'mat-khau-thu-1')).toBe(true);

  const shown = await adminJson<object>(dataDir, ['show', '--dossier', online.code]);
  expect(shown).toMatchObject({
    status: 'COMPLETED',
    version: 5,
    complete: true,
    files: [{ sha256, state: 'available', name: 'to-khai.pdf' }],
  });
});

test('a backup makes durable what was acknowledged before it; check finds what is missing or damaged', async () => {
  const dataDir = join(temporaryFolder(), 'city');
  const city = await runCity({ dataDir });
  const desk = await enrolDesk(city);
  const bytes = Buffer.from('%PDF-1.7 scan');
  const first = op('dossier.received', received({ files: [fileOf(sha256Of(bytes), bytes.length)] }), { seq: 1 });
  expect(await desk.push([first])).toMatchObject({ acked_seq: 1, durable_seq: 0 });
  const missing = await cityCommand(dataDir, ['admin', 'check', '--json']);
  expect([missing.code, JSON.parse(missing.out)]).toMatchObject([1, { incompleteDossiers: [first.agg] }]);
  await desk.upload(bytes);
  expect(await adminJson(dataDir, ['backup'])).toMatchObject({ filesCopied: 1, writers: 1 });
  expect(await desk.push([op('dossier.received', received(), { seq: 2 })])).toMatchObject({
    acked_seq: 2,
    durable_seq: 1,
  });
  expect((await cityCommand(dataDir, ['admin', 'check'])).code).toBe(0);
  writeFileSync(city.store.files.path(sha256Of(bytes)), 'damaged');
  const damaged = await cityCommand(dataDir, ['admin', 'check', '--json']);
  expect([damaged.code, JSON.parse(damaged.out)]).toMatchObject([1, { damagedFiles: [sha256Of(bytes)] }]);
});

test('an enrolment code and a new timeline made in another process hold at once', async () => {
  const dataDir = join(temporaryFolder(), 'city');
  const city = await runCity({ dataDir });
  const desk = await enrolDesk(city);
  const { cursor } = await desk.pull();
  const { code } = await adminJson<{ code: string }>(dataDir, ['enrol-code', '--unit', 'dept-xay-dung']);
  const reply = await fetch(`${city.url}/v1/enroll`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, epoch: 'e'.repeat(32), device_name: '' }),
  });
  expect(await reply.json()).toMatchObject({ office: { unitId: 'dept-xay-dung' } });
  await adminJson(dataDir, ['new-timeline']);
  expect((await desk.fetch(`/v1/sync/pull?cursor=${cursor}`)).status).toBe(409);
});

test('mistakes of an operator are answered in words', async () => {
  const dataDir = join(temporaryFolder(), 'city');
  await runCity({ dataDir });
  const said = async (...args: string[]) => {
    const { code, err } = await cityCommand(dataDir, ['admin', ...args]);
    return [code, err.trim().split('\n')[0]];
  };
  expect(await said('show', '--dossier', 'X')).toEqual([1, 'Thành phố không có hồ sơ X.']);
  expect(await said('show')).toEqual([1, 'Thiếu --dossier.']);
  expect(await said('set-calendar', '--add-off', '2031-01-01', '--reason', 'x')).toEqual([1, 'Lịch chưa có năm 2031.']);
  expect(await said('push-online', '--person', 'P999')).toEqual([1, 'Không có người mẫu P999 (P001 đến P300).']);
});

test('the sample city starts as a child process, reports progress and answers', async () => {
  const dataDir = join(temporaryFolder(), 'city');
  const child = fork(join(root, 'sync/city/sample-city-entry.ts'));
  onTestFinished(() => void child.kill());
  const messages: SampleCityMessage[] = [];
  const ready = new Promise<SampleCityMessage>((resolve) => {
    child.on('message', (message: SampleCityMessage) => {
      messages.push(message);
      if (message.kind !== 'progress') resolve(message);
    });
  });
  child.send({ kind: 'start', dataDir, key: KEY, dossiers: 30, seed: 7 });
  const answer = await ready;
  if (answer.kind !== 'ready') throw new Error(answer.kind);
  expect(answer.code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  expect((await fetch(`${answer.url}/.well-known/hoso-sync`)).status).toBe(200);
  expect(messages[0]).toEqual({ kind: 'progress', done: 30, total: 30 });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  child.disconnect();
  expect(await ended).toBe(0);
});
