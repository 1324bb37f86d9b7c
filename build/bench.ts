import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../db/database.ts';
import { createBench } from '../test/bench/bench-office.ts';
import { measureLoad } from '../test/bench/measure-load.ts';
import { measureOpen } from '../test/bench/measure-open.ts';
import { measureReads } from '../test/bench/measure-reads.ts';
import { measureSaves } from '../test/bench/measure-saves.ts';
import type { BenchRow } from '../test/bench/rows.ts';
import { benchTable } from '../test/bench/table.ts';
import { readOptions, wholeNumber } from './options.ts';

const USAGE = 'npm run bench -- [--dossiers N] [--seed S] [--json FILE|-] [--keep DIR]';
const DEFAULT_DOSSIERS = 20_000;
const MOST_DOSSIERS = 400_000;
const MOST_SAVES = 2000;
const MOST_RUNS = 200;

export interface BenchReport {
  readonly machine: { readonly cores: number; readonly node: string; readonly sqlite: string };
  readonly dossiers: number;
  readonly seed: number;
  readonly rows: readonly BenchRow[];
}

/**
 * Measures the storage of an office and raw SQL beside it in one run, prints a table and on request JSON. No figure
 * makes it fail: a time belongs to one machine at one moment. `--keep` leaves the databases and their key in a new or
 * empty folder. Answers the exit code.
 */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = readOptions(
    args,
    { dossiers: { type: 'string' }, seed: { type: 'string' }, json: { type: 'string' }, keep: { type: 'string' } },
    USAGE,
  );
  const dossiers = wholeNumber(values.dossiers, DEFAULT_DOSSIERS, 100, MOST_DOSSIERS, 'dossiers');
  const seed = wholeNumber(values.seed, 1, 0, 2 ** 32 - 1, 'seed');
  if (values.keep !== undefined && existsSync(values.keep) && readdirSync(values.keep).length > 0) {
    console.error('--keep cần một thư mục mới hoặc trống.');
    return 2;
  }
  const dir = values.keep ?? mkdtempSync(join(tmpdir(), 'mot-cua-bench-'));
  try {
    const report = await runBench({ dir, dossiers, seed, keepKey: values.keep !== undefined });
    const jsonOnly = values.json === '-';
    (jsonOnly ? console.error : console.log)(`${heading(report)}\n\n${benchTable(report.rows)}`);
    const json = `${JSON.stringify(report, null, 2)}\n`;
    if (jsonOnly) process.stdout.write(json);
    else if (values.json !== undefined) writeFileSync(values.json, json);
    return 0;
  } finally {
    if (values.keep === undefined) rmSync(dir, { recursive: true, force: true });
  }
}

async function runBench(options: {
  readonly dir: string;
  readonly dossiers: number;
  readonly seed: number;
  readonly keepKey: boolean;
}): Promise<BenchReport> {
  const { dir, dossiers, seed } = options;
  const key = randomBytes(32);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (options.keepKey) writeFileSync(join(dir, 'office.key'), `${key.toString('hex')}\n`, { mode: 0o600 });
  const bench = createBench({ officeDir: join(dir, 'office'), key, rawFile: (name) => join(dir, name) });
  const sqlite = sqliteVersion(bench.office.connection);
  const saves = Math.min(MOST_SAVES, Math.max(20, Math.floor(dossiers / 10)));
  const runs = Math.min(MOST_RUNS, Math.max(20, Math.floor(dossiers / 10)));
  const rows = [
    ...measureLoad(bench, { dossiers, seed, progress }),
    ...measureSaves(bench, { saves, seed, progress }),
    ...(await measureReads(bench, { runs, seed, progress })),
    ...(await measureOpen(bench)),
  ];
  progress('');
  return { machine: { cores: availableParallelism(), node: process.version, sqlite }, dossiers, seed, rows };
}

function heading(report: BenchReport): string {
  const { cores, node, sqlite } = report.machine;
  return (
    `${report.dossiers.toLocaleString('vi-VN')} hồ sơ, hạt giống ${report.seed}; ` +
    `${cores} nhân, Node ${node}, SQLite ${sqlite}. Mục tiêu tính cho 400.000 hồ sơ, 2 nhân.`
  );
}

function sqliteVersion(connection: Connection): string {
  return connection.prepare('SELECT sqlite_version()').pluck().get() as string;
}

/** One line that rewrites itself, only on a terminal. */
function progress(done: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${done}`);
}
