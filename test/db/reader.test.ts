import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeRange } from '../../db/numbers.ts';
import { mergeSearchIndex, optimizeSearch } from '../../db/search-index.ts';
import { recordUploadAvailable } from '../../db/uploads.ts';
import { statusChanged, submittedOnline } from '../support/city-facts.ts';
import { party, receiveCommand } from '../support/dossiers.ts';
import { type TestOffice, testOffice } from '../support/office-db.ts';
import { expectedTokens, indexedTokens } from '../support/search-tokens.ts';
import { type SmallCity, smallCity } from '../support/small-city.ts';

let desk: TestOffice;
const ids: string[] = [];
const NAMES = [
  'Trần Phước Hòa',
  'Trần Phước Hoà',
  'Trần Phước Hóa',
  "H'Lina Niê",
  'Y Bhăm Êban',
  'Đỗ Thị Thuý',
  'Đỗ Thị Thụy',
];
const PHONE = '0957797827';

beforeAll(async () => {
  desk = await testOffice();
  for (const [i, fullName] of NAMES.entries()) {
    const owner = party(i, { fullName, phone: i === 0 ? PHONE : null, idNumber: `07908593339${i}`, oldIdNumber: null });
    const command = receiveCommand(desk.clock.now(), { parties: [owner] });
    if (!desk.execute(command).ok) throw new Error('refused');
    ids.push(command.dossierId);
    desk.clock.advance(1);
  }
});
afterAll(() => desk.dispose());

async function found(query: string, limit = 20): Promise<(string | undefined)[]> {
  const rows = await desk.office.read('search', { query, limit });
  return rows.map((row) => NAMES[ids.indexOf(row.id)]);
}

describe('search', () => {
  test('without tones finds every spelling, newest first', async () => {
    expect(await found('tran phuoc hoa')).toEqual([NAMES[2], NAMES[1], NAMES[0]]);
    expect(await found('TRAN HOA')).toEqual([NAMES[2], NAMES[1], NAMES[0]]);
  });

  test('with tones puts that very word first, in both spellings and as NFD', async () => {
    expect(await found('Hòa')).toEqual([NAMES[1], NAMES[0], NAMES[2]]);
    expect(await found('Hoà')).toEqual([NAMES[1], NAMES[0], NAMES[2]]);
    expect(await found('Hóa'.normalize('NFD'))).toEqual([NAMES[2], NAMES[1], NAMES[0]]);
    expect(await found('Thụy')).toEqual([NAMES[6], NAMES[5]]);
    expect(await found('Thuý')).toEqual([NAMES[5], NAMES[6]]);
  });

  test('a word that is being typed is a beginning', async () => {
    expect(await found('phu')).toHaveLength(3);
    expect(await found('đỗ th')).toEqual([NAMES[6], NAMES[5]]);
  });

  test('one letter waits, but may stand before a word', async () => {
    expect(await found('t')).toEqual([]);
    expect(await found('tran p')).toHaveLength(3);
    expect(await found('y bham')).toEqual([NAMES[4]]);
  });

  test('apostrophes and đ', async () => {
    expect(await found("h'lina")).toEqual([NAMES[3]]);
    expect(await found('do thi')).toHaveLength(2);
  });

  test('a code by a fragment, typed with any dash', async () => {
    expect(await found('261118-0003')).toEqual([NAMES[2]]);
    expect(await found('261118–0003')).toEqual([NAMES[2]]);
    expect(await found('h29-2611')).toHaveLength(7);
    expect(await found('0003')).toEqual([NAMES[2]]);
  });

  test('a phone and an id number by their last digits, spaces or not', async () => {
    expect(await found('7827')).toEqual([NAMES[0]]);
    expect(await found('095 779 7827')).toEqual([NAMES[0]]);
    expect(await found('33394')).toEqual([NAMES[4]]);
    expect(await found('079085933395')).toEqual([NAMES[5]]);
    expect(await found('hoa 7827')).toEqual([NAMES[0]]);
  });

  test.each(['"', "'", '*', 'a" OR "b', '()', 'NEAR(', '-', '   ', 'ho*a', 'AND', '\u0000', '😀'])(
    'takes %j as text',
    async (query) => {
      await expect(desk.office.read('search', { query, limit: 5 })).resolves.toBeInstanceOf(Array);
    },
  );

  test('no more than asked for', async () => {
    expect(await found('tran', 2)).toEqual([NAMES[2], NAMES[1]]);
  });

  test('merging in slices comes to an end and loses nothing; so does rewriting', () => {
    let slices = 0;
    while (mergeSearchIndex(desk.office)) {
      slices += 1;
      expect(slices).toBeLessThan(1000);
    }
    optimizeSearch(desk.office);
    for (const table of ['dossier_search', 'dossier_tones', 'dossier_code_search'] as const) {
      expect(indexedTokens(desk.office.connection, table)).toEqual(expectedTokens(desk.office.connection, table));
    }
  });
});

describe('work lists', () => {
  let many: TestOffice;
  let town: SmallCity;
  beforeAll(async () => {
    many = await testOffice();
    town = smallCity(many);
    for (let i = 0; i < 40; i += 1) {
      if (i % 8 === 7) town.say(uuidv7(), submittedOnline(many.clock.now(), i, `H29-9${i}`));
      else {
        const variant = i % 3 === 0 ? 0 : null;
        const command = receiveCommand(many.clock.now(), { parties: [party(i)], variant });
        expect(many.execute(command).ok).toBe(true);
        if (i % 5 === 0) town.say(command.dossierId, statusChanged('PROCESSING'));
        if (i % 10 === 0) town.say(command.dossierId, statusChanged('COMPLETED'));
      }
      town.settle();
      many.clock.advance(5);
    }
  });
  afterAll(() => many.dispose());

  async function everyPage(
    list: 'open' | 'all' | 'received' | 'online-waiting' | 'overdue' | 'due-today',
    sort: 'due' | 'newest',
    limit: number,
  ) {
    const rows = [];
    let after: string | null = null;
    for (;;) {
      const page: Awaited<ReturnType<typeof first>> = await first(list, sort, limit, after);
      rows.push(...page.rows);
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      if (page.next === null) return { rows, total: page.total };
      after = page.next;
    }
  }
  const first = (
    list: 'open' | 'all' | 'received' | 'online-waiting' | 'overdue' | 'due-today',
    sort: 'due' | 'newest',
    limit: number,
    after: string | null,
  ) => many.office.read('list', { list, sort, limit, after, now: many.clock.now() });

  test.each([
    ['open', 'due', 7],
    ['open', 'newest', 7],
    ['all', 'due', 1],
    ['all', 'newest', 500],
    ['received', 'due', 3],
    ['received', 'newest', 3],
    ['online-waiting', 'due', 2],
  ] as const)(
    '%s by %s in pages of %i: every dossier once, in order, as many as the counters say',
    async (list, sort, limit) => {
      const { rows, total } = await everyPage(list, sort, limit);
      expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
      expect(rows.length).toBe(total);
      const rests = (row: (typeof rows)[number]) =>
        list !== 'received' && !['online-waiting', 'received', 'processing'].includes(row.list);
      const order = (row: (typeof rows)[number]) =>
        sort === 'newest'
          ? -row.number
          : `${rests(row) ? 'z' : 'a'} ${row.due_at ?? '9999'} ${String(row.number).padStart(9, '0')}`;
      const sorted = rows.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
      expect(rows.map((row) => row.number)).toEqual(sorted.map((row) => row.number));
    },
  );

  test('overdue and due today: running clocks by promised date, as many as the counters say', async () => {
    const dues = (await everyPage('received', 'due', 50)).rows.flatMap((row) => row.due_at ?? []);
    const between = dues[Math.floor(dues.length / 2)] ?? '';
    for (const list of ['overdue', 'due-today'] as const) {
      const input = { list, sort: 'due', limit: 2, now: between } as const;
      const found = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof first>> = await many.office.read('list', { ...input, after });
        found.push(...page.rows);
        after = page.next;
      } while (after !== null);
      const counters = await many.office.read('counters', { now: between });
      expect(found.length).toBe(list === 'overdue' ? counters.overdue : counters.dueToday);
      expect(found.every((row) => (row.due_at ?? '') < between === (list === 'overdue'))).toBe(true);
      expect(found.map((row) => row.due_at)).toEqual(found.map((row) => row.due_at).toSorted());
    }
  });

  test('a cursor that makes no sense starts again', async () => {
    expect((await first('open', 'due', 3, 'x|y|z')).rows).toEqual((await first('open', 'due', 3, null)).rows);
  });

  test('counters are the counts, and due and overdue go by the hour', async () => {
    const count = (where: string) =>
      (many.office.connection.prepare(`SELECT count(*) AS n FROM dossier WHERE ${where}`).get() as { n: number }).n;
    const running = "list IN('received','processing')";
    const day = "'2026-11-18T17:00:00+07:00'";
    const before = await many.office.read('counters', { now: '2026-11-18T09:59:00.000Z' });
    expect(before.counters['online-waiting']).toBe(count("list = 'online-waiting'"));
    expect(before.counters.processing).toBe(count("list = 'processing'"));
    expect(before.dueToday).toBe(count(`${running} AND due_at = ${day}`));
    expect(before.dueToday).toBeGreaterThan(5);
    expect(before.overdue).toBe(0);
    const after = await many.office.read('counters', { now: '2026-11-18T10:00:01.000Z' });
    expect([after.dueToday, after.overdue]).toEqual([0, before.dueToday]);
  });
});

describe('what the sync page reads', () => {
  test('the queue names what is unsent, newest first, until the city has it', async () => {
    const own = await testOffice();
    const town = smallCity(own);
    const file = await own.file('tờ khai');
    const command = receiveCommand(own.clock.now(), { files: [file] });
    own.execute(command);
    own.execute(receiveCommand(own.clock.now(), { parties: [party(1)] }));
    const queue = await own.office.read('queue', { limit: 10 });
    expect(queue).toHaveLength(2);
    expect(queue[1]).toMatchObject({
      dossier_id: command.dossierId,
      facts: 1,
      files: 1,
      bytes: file.bytes,
      attempts: 0,
      lane: 'ok',
      sending: 0,
    });
    const now = own.clock.now();
    expect(await own.office.read('sync-counts', { now })).toMatchObject({
      waitingDossiers: 2,
      waitingFacts: 2,
      waitingFiles: 1,
      waitingBytes: file.bytes,
      sentToday: 0,
      refused: 0,
      needsAttention: 0,
      lastSentAt: null,
    });
    town.settle();
    expect(await own.office.read('queue', { limit: 10 })).toMatchObject([
      { dossier_id: command.dossierId, facts: 0, files: 1 },
    ]);
    recordUploadAvailable(own.office, { sha256: file.sha256, now });
    expect(await own.office.read('queue', { limit: 10 })).toEqual([]);
    expect(await own.office.read('sync-counts', { now })).toMatchObject({
      waitingDossiers: 0,
      sentToday: 2,
      lastSentAt: now,
    });
    await own.dispose();
  });
});

describe('the reader thread', () => {
  test('sees a commit at once, holds up no commit, and answers in order', async () => {
    const own = await testOffice();
    const answers: number[] = [];
    const reads: Promise<void>[] = [];
    for (let i = 0; i < 60; i += 1) {
      const command = receiveCommand(own.clock.now(), { parties: [party(i)] });
      expect(own.execute(command).ok).toBe(true);
      reads.push(
        own.office.read('counters', { now: own.clock.now() }).then(({ counters }) => {
          answers.push(counters.received);
        }),
      );
    }
    await Promise.all(reads);
    expect(answers).toEqual(answers.toSorted((a, b) => a - b));
    expect((await own.office.read('counters', { now: own.clock.now() })).counters.received).toBe(60);
    await own.dispose();
  });

  test('a read that fails rejects and the next one works', async () => {
    const own = await testOffice();
    const broken = { list: 'open', sort: 'due', after: null, limit: Number.NaN, now: own.clock.now() } as const;
    await expect(own.office.read('list', broken)).rejects.toThrow();
    expect(await own.office.read('dossier', { id: uuidv7() })).toBeNull();
    await own.dispose();
    await expect(own.office.read('dossier', { id: uuidv7() })).rejects.toThrow(/closed/);
  });
});

test('numbers: the range first, then temporary ones; a date set back gets temporary ones', async () => {
  const own = await testOffice({ range: false });
  storeRange(own.office, {
    id: uuidv7(),
    agency_code: '000.00.00.H29',
    template: '{agency}-{yyMMdd}-{NNNN}',
    first: 7,
    last: 8,
    valid_from: '2026-11-01',
    valid_to: '2026-12-31',
    epoch: own.office.epoch,
  });
  const code = () => {
    const reply = own.execute(receiveCommand(own.clock.now()));
    if (!reply.ok || reply.value.type !== 'dossier.receive') throw new Error(JSON.stringify(reply));
    return reply.value.code ?? reply.value.temporaryCode;
  };
  expect([code(), code()]).toEqual(['000.00.00.H29-261118-0007', '000.00.00.H29-261118-0008']);
  expect(code()).toMatch(/^T-.{4}-0001-/);
  own.clock.advance(24 * 60);
  expect(code()).toBe('000.00.00.H29-261119-0007');
  own.clock.advance(-24 * 60);
  expect(code()).toMatch(/^T-.{4}-0002-/);
  await own.dispose();
});
