import type { Connection } from '../../db/database.ts';
import { type Bench, openBenchOffice } from './bench-office.ts';
import { BENCH_NOW } from './city-feed.ts';
import { openRaw } from './raw-database.ts';
import { type BenchRow, comparedRows } from './rows.ts';
import { percentile } from './stats.ts';

const OPENINGS = 7;
const PAGE = 50;

/**
 * Opens what was closed cleanly, again and again (the system's file cache is warm): until the writer stands, and until
 * the first page of the work list has come from the reader thread. Medians. Closes the databases of the bench.
 */
export async function measureOpen(bench: Bench): Promise<BenchRow[]> {
  const { dir, key } = bench.office;
  await bench.office.close();
  bench.rawEncrypted.connection.close();
  bench.rawPlain.connection.close();
  const opened = { office: [] as number[], rawEncrypted: [] as number[], rawPlain: [] as number[] };
  const listed = { office: [] as number[], rawEncrypted: [] as number[], rawPlain: [] as number[] };
  for (let i = 0; i < OPENINGS; i += 1) {
    const start = performance.now();
    const office = openBenchOffice(dir, key);
    opened.office.push(performance.now() - start);
    await office.read('list', { list: 'open', sort: 'due', after: null, limit: PAGE, now: BENCH_NOW });
    listed.office.push(performance.now() - start);
    await office.close();
    for (const [name, raw, rawKey] of [
      ['rawEncrypted', bench.rawEncrypted, key],
      ['rawPlain', bench.rawPlain, null],
    ] as const) {
      const rawStart = performance.now();
      const connection = openRaw(raw.file, rawKey);
      connection.prepare('SELECT count(*) FROM sqlite_master').get();
      opened[name].push(performance.now() - rawStart);
      firstPage(connection);
      listed[name].push(performance.now() - rawStart);
      connection.close();
    }
  }
  return [
    ...comparedRows({ id: 'open', measure: 'Mở cơ sở dữ liệu, p50', unit: 'ms' }, medians(opened)),
    ...comparedRows(
      { id: 'open.first-page', measure: 'Mở đến trang danh sách đầu, p50', unit: 'ms', target: '≤ 3.000 ms (T1)' },
      medians(listed),
    ),
  ];
}

function firstPage(connection: Connection): void {
  connection.prepare("SELECT * FROM dossier WHERE list = 'processing' ORDER BY due_at, number LIMIT ?").all(PAGE);
}

function medians<K extends string>(times: Record<K, number[]>): Record<K, number> {
  const entries = Object.entries(times) as [K, number[]][];
  return Object.fromEntries(entries.map(([name, values]) => [name, percentile(values, 0.5)])) as Record<K, number>;
}
