import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseFile, openOfficeDatabase } from '../../db/database.ts';
import { unmergedDossiers } from '../../db/search-index.ts';
import { startUpkeep, type Upkeep } from '../../electron/host/upkeep.ts';
import { submittedOnline } from '../support/city-facts.ts';
import { receiveCommand } from '../support/dossiers.ts';
import { type TestOffice, testOffice } from '../support/office-db.ts';
import { expectedTokens, indexedTokens } from '../support/search-tokens.ts';
import { smallCity } from '../support/small-city.ts';

const TABLES = ['dossier_search', 'dossier_tones', 'dossier_code_search'] as const;

let desk: TestOffice;
let upkeep: Upkeep;
let faults: unknown[];
let waiting: { readonly due: number; readonly work: () => void }[];
let time: number;

beforeEach(async () => {
  desk = await testOffice();
  faults = [];
  waiting = [];
  time = 0;
});
afterEach(async () => {
  upkeep.stop();
  await desk.dispose();
});

function start(): void {
  upkeep = startUpkeep(desk.office, {
    clock: { now: () => new Date(desk.clock.now()), monotonic: () => time },
    timer(ms, work) {
      const entry = { due: time + ms, work };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    onFault: (error) => faults.push(error),
  });
}

/** Lets time pass; answers how often the upkeep woke up. */
function pass(ms: number): number {
  const end = time + ms;
  let woken = 0;
  for (;;) {
    const next = waiting.filter(({ due }) => due <= end).toSorted((a, b) => a.due - b.due)[0];
    if (next === undefined) break;
    waiting = waiting.filter((entry) => entry !== next);
    time = Math.max(time, next.due);
    next.work();
    woken += 1;
  }
  time = end;
  return woken;
}

function receive(): void {
  const reply = desk.execute(receiveCommand(desk.clock.now()));
  if (!reply.ok) throw new Error(reply.failure.code);
}

function load(dossiers: number): void {
  const city = smallCity(desk);
  for (let i = 0; i < dossiers; i += 1) {
    city.say(uuidv7(), submittedOnline(desk.clock.now(), i % 40, `000.00.00.H29-261118-${i + 10_000}`));
  }
  while (city.feed.length > 0 && dossiersHere() < dossiers) city.pull(400);
}

function dossiersHere(): number {
  return desk.office.connection.prepare('SELECT count(*) FROM dossier').pluck().get() as number;
}

function segments(table: string): number {
  return desk.office.connection.prepare(`SELECT count(DISTINCT segid) FROM ${table}_idx`).pluck().get() as number;
}

/** Dossiers in the database file alone, without its WAL. */
function dossiersInFile(name: string): number {
  const dir = join(desk.dir, name);
  mkdirSync(dir);
  copyFileSync(databaseFile(desk.dir), databaseFile(dir));
  const opened = openOfficeDatabase({ dir, key: desk.key, role: 'writer' });
  if (!opened.ok) throw new Error(opened.failure.code);
  const count = opened.value.prepare('SELECT count(*) FROM dossier').pluck().get() as number;
  opened.value.close();
  return count;
}

describe('upkeep', () => {
  it('leaves everything alone until nothing was committed for two seconds, then merges and empties the WAL', () => {
    desk.office.connection.pragma('wal_checkpoint(PASSIVE)');
    start();
    for (let i = 0; i < 20; i += 1) {
      receive();
      pass(1000);
    }
    const before = segments('dossier_search');
    expect(dossiersInFile('before')).toBe(0);
    expect(before).toBeGreaterThan(4);
    expect(pass(20_000)).toBeGreaterThan(3);
    expect(segments('dossier_search')).toBeLessThan(before);
    expect(dossiersInFile('after')).toBe(20);
    for (const table of TABLES) {
      expect(indexedTokens(desk.office.connection, table)).toEqual(expectedTokens(desk.office.connection, table));
    }
    expect(waiting).toEqual([]);
    expect(pass(60_000)).toBe(0);
    expect(faults).toEqual([]);
  });

  it('makes one segment of each index after a bulk load, once', () => {
    start();
    load(2100);
    expect(unmergedDossiers(desk.office.connection)).toBe(2100);
    expect(Math.max(...TABLES.map(segments))).toBeGreaterThan(1);
    pass(60_000);
    expect(TABLES.map(segments)).toEqual([1, 1, 1]);
    expect(unmergedDossiers(desk.office.connection)).toBe(0);
    for (const table of TABLES) {
      expect(indexedTokens(desk.office.connection, table)).toEqual(expectedTokens(desk.office.connection, table));
    }
    receive();
    pass(60_000);
    expect(segments('dossier_search')).toBe(2);
  });

  it('gives way to a commit and goes on after it', () => {
    start();
    load(2100);
    time += 2000;
    waiting.splice(0)[0]?.work();
    receive();
    expect(pass(1900)).toBe(1);
    expect(Math.max(...TABLES.map(segments))).toBeGreaterThan(1);
    pass(60_000);
    expect(unmergedDossiers(desk.office.connection)).toBe(0);
  });

  it('touches nothing after it was stopped, and a fault waits for the next commit', async () => {
    start();
    receive();
    expect(waiting).toHaveLength(1);
    upkeep.stop();
    expect(waiting).toEqual([]);
    receive();
    expect(waiting).toEqual([]);
    start();
    receive();
    await desk.office.read('counters', { now: desk.clock.now() });
    const { connection } = desk.office;
    connection.exec('BEGIN');
    pass(5000);
    connection.exec('COMMIT');
    expect(faults).toHaveLength(1);
    expect(waiting).toEqual([]);
    receive();
    pass(20_000);
    expect(faults).toHaveLength(1);
    expect(dossiersInFile('after')).toBe(4);
  });
});
