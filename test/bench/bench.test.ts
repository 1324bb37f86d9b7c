import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BenchReport } from '../../build/bench.ts';
import { mustOpen } from '../support/office-db.ts';
import { BENCH_NOW, cityFeed } from './city-feed.ts';

const MEASURES = [
  'load.rate',
  'load.events',
  'save.p50',
  'save.p99',
  'save.rate',
  'search.code',
  'search.name',
  'search.common-name',
  'search.phone',
  'list.open',
  'list.closed',
  'counters',
  'open',
  'open.first-page',
];

describe('npm run bench', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mot-cua-bench-test-'));
  const kept = join(dir, 'kept');
  let report: BenchReport;

  beforeAll(() => {
    const entry = join(import.meta.dirname, '../../build/run.js');
    const args = [entry, 'bench', '--dossiers', '200', '--seed', '7', '--json', '-', '--keep', kept];
    const said = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    report = JSON.parse(said) as BenchReport;
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('says what was measured on what', () => {
    expect(report).toMatchObject({ dossiers: 200, seed: 7, machine: { node: process.version } });
    expect(report.machine.cores).toBeGreaterThan(0);
    expect(report.machine.sqlite).toMatch(/^3\.\d+\.\d+$/);
  });

  it('has every figure with raw SQL beside it', () => {
    const expected = MEASURES.flatMap((id) => [id, `${id}.raw-encrypted`, `${id}.raw-plain`]);
    expect(report.rows.map((row) => row.id)).toEqual(expected);
    for (const row of report.rows) {
      expect(row.value, row.id).toBeGreaterThan(0);
      if (MEASURES.includes(row.id)) expect(row.ratioToRaw, row.id).toBeGreaterThan(0);
      else expect(row, row.id).toMatchObject({ ratioToRaw: null, target: null });
    }
    expect(report.rows.find((row) => row.id === 'save.p99')?.target).toContain('T3');
  });

  it('keeps the databases and their key: the same rows in the office and in the raw ones', async () => {
    const key = Buffer.from(readFileSync(join(kept, 'office.key'), 'utf8').trim(), 'hex');
    const office = mustOpen(join(kept, 'office'), key, BENCH_NOW);
    try {
      const { counters } = await office.read('counters', { now: BENCH_NOW });
      const total = Object.values(counters).reduce((sum, count) => sum + count, 0);
      expect(total).toBe(220);
      expect(counters.closed).toBeGreaterThan(100);
      expect(counters.received).toBeGreaterThanOrEqual(20);
    } finally {
      await office.close();
    }
    expect(existsSync(join(kept, 'raw-encrypted.db'))).toBe(true);
    expect(existsSync(join(kept, 'raw-plain.db'))).toBe(true);
  });
});

describe('made-up city feed', () => {
  it('is the same for the same seed and another for another', () => {
    const feed = (seed: number) => [...cityFeed({ dossiers: 120, seed })];
    expect(feed(3)).toEqual(feed(3));
    expect(feed(3)).not.toEqual(feed(4));
  });

  it('tells each dossier in order, in the order of commits, before the present', () => {
    const events = [...cityFeed({ dossiers: 300, seed: 1 })].flat();
    const versions = new Map<string, number>();
    let last = '';
    for (const event of events) {
      expect(event.version).toBe((versions.get(event.agg) ?? 0) + 1);
      versions.set(event.agg, event.version);
      expect(event.committed_at >= last).toBe(true);
      last = event.committed_at;
    }
    expect(versions.size).toBe(300);
    expect(last < BENCH_NOW).toBe(true);
  });
});
