import { type Connection, openOfficeDatabase } from '../../db/database.ts';
import { instantOfLegalTime, legalTimeOf } from '../../domain/calendar/legal-time.ts';
import { WORK_LISTS } from '../../domain/dossier/status.ts';
import { seededRandom } from '../../sync/city/sample/random.ts';
import type { Bench } from './bench-office.ts';
import { BENCH_NOW } from './city-feed.ts';
import { type BenchRow, comparedRows } from './rows.ts';
import { type SearchQuery, searchQueries } from './search-queries.ts';
import { percentile, timed, timedAsync } from './stats.ts';

const SEARCH_LIMIT = 20;
const PAGE = 50;
const WARM_UP = 10;
const LISTED = `number, id, code, temporary_code, status, list, procedure_code, procedure_name, owner_name, step, holder,
  received_at, due_at, accept_by, finished_at, pending_facts, pending_files, lane, lane_reason, city_version, city_at,
  receipt, erased`;

/** The same act three ways; each way runs at once after the other. */
interface Ways {
  office(): Promise<unknown>;
  rawEncrypted(): void;
  rawPlain(): void;
}

/**
 * Reads as the screen asks for them, through the reader thread, p95. Raw: the plain query on a reader's connection to
 * the same file, and on the plaintext copy, without a thread between.
 */
export async function measureReads(
  bench: Bench,
  options: { readonly runs: number; readonly seed: number; progress(done: string): void },
): Promise<BenchRow[]> {
  const { office, rawPlain } = bench;
  const opened = openOfficeDatabase({ dir: office.dir, key: office.key, role: 'reader' });
  if (!opened.ok) throw new Error(opened.failure.code);
  const reader = opened.value;
  try {
    const p95 = async (row: { id: string; measure: string; target?: string }, ways: (run: number) => Ways) => {
      options.progress(row.measure);
      return comparedRows({ ...row, unit: 'ms' }, await percentiles(ways, options.runs));
    };
    const queries = searchQueries(reader, seededRandom(options.seed + 2), options.runs);
    const search = (kind: readonly SearchQuery[]) => (run: number) => {
      const query = kind[run % kind.length];
      if (query === undefined) throw new Error('no query');
      return {
        office: () => office.read('search', { query: query.typed, limit: SEARCH_LIMIT }),
        rawEncrypted: () => rawSearch(reader, query),
        rawPlain: () => rawSearch(rawPlain.connection, query),
      };
    };
    const lists = listWays(bench, reader);
    return [
      ...(await p95({ id: 'search.code', measure: 'Tìm theo mã, p95', target: '≤ 30 ms (T2)' }, search(queries.code))),
      ...(await p95({ id: 'search.name', measure: 'Tìm theo tên, p95', target: '≤ 50 ms (T2)' }, search(queries.name))),
      ...(await p95(
        { id: 'search.common-name', measure: 'Tìm chữ hay gặp nhất, p95', target: '≤ 50 ms (T2)' },
        search(queries.commonName),
      )),
      ...(await p95({ id: 'search.phone', measure: 'Tìm theo đuôi số điện thoại, p95' }, search(queries.phoneTail))),
      ...(await p95({ id: 'list.open', measure: 'Trang 50 hồ sơ chưa xong, p95' }, () => lists.open)),
      ...(await p95({ id: 'list.closed', measure: 'Trang 50 hồ sơ đã xong, p95' }, () => lists.closed)),
      ...(await p95({ id: 'counters', measure: 'Bộ đếm, p95' }, () => ({
        office: () => office.read('counters', { now: BENCH_NOW }),
        rawEncrypted: () => rawCounters(reader),
        rawPlain: () => rawCounters(rawPlain.connection),
      }))),
    ];
  } finally {
    reader.close();
  }
}

async function percentiles(ways: (run: number) => Ways, runs: number) {
  const times = { office: [] as number[], rawEncrypted: [] as number[], rawPlain: [] as number[] };
  for (let run = -Math.min(WARM_UP, runs); run < runs; run += 1) {
    const { office, rawEncrypted, rawPlain } = ways(Math.abs(run));
    const one = {
      office: await timedAsync(office),
      rawEncrypted: timed(rawEncrypted),
      rawPlain: timed(rawPlain),
    };
    if (run < 0) continue;
    times.office.push(one.office);
    times.rawEncrypted.push(one.rawEncrypted);
    times.rawPlain.push(one.rawPlain);
  }
  return {
    office: percentile(times.office, 0.95),
    rawEncrypted: percentile(times.rawEncrypted, 0.95),
    rawPlain: percentile(times.rawPlain, 0.95),
  };
}

function rawSearch(connection: Connection, { table, match }: SearchQuery): void {
  connection
    .prepare(
      `SELECT number, id, code, temporary_code, owner_name, procedure_name, status, received_at
       FROM ${table} JOIN dossier ON dossier.number = ${table}.rowid
       WHERE ${table} MATCH ? ORDER BY ${table}.rowid DESC LIMIT ?`,
    )
    .all(match, SEARCH_LIMIT);
}

/** The first page by due date of everything open, and of the one list that is long. */
function listWays({ office, rawPlain }: Bench, reader: Connection): { readonly open: Ways; readonly closed: Ways } {
  const open = WORK_LISTS.filter((list) => list !== 'closed');
  const union = open
    .map((list) => `SELECT * FROM (SELECT ${LISTED} FROM dossier WHERE list = '${list}' ORDER BY due_at LIMIT ${PAGE})`)
    .join(' UNION ALL ');
  const openSql = `SELECT * FROM (${union}) ORDER BY due_at IS NULL, due_at, number LIMIT ${PAGE}`;
  const closedSql = `SELECT ${LISTED} FROM dossier WHERE list = 'closed' ORDER BY due_at, number LIMIT ${PAGE}`;
  const ways = (list: 'open' | 'closed', sql: string) => ({
    office: () => office.read('list', { list, sort: 'due', after: null, limit: PAGE, now: BENCH_NOW }),
    rawEncrypted: () => void reader.prepare(sql).all(),
    rawPlain: () => void rawPlain.connection.prepare(sql).all(),
  });
  return { open: ways('open', openSql), closed: ways('closed', closedSql) };
}

/** Counted each time, as a program without kept counters has to. */
function rawCounters(connection: Connection): void {
  const now = legalTimeOf(BENCH_NOW);
  const running = "SELECT count(*) FROM dossier WHERE list IN('received','processing') AND due_at IS NOT NULL";
  connection.prepare('SELECT list, count(*) FROM dossier GROUP BY list').all();
  connection.prepare(`${running} AND due_at < ?`).get(instantOfLegalTime(now));
  connection
    .prepare(`${running} AND due_at >= ? AND due_at < ?`)
    .get(instantOfLegalTime(now), instantOfLegalTime({ day: now.day + 1, ms: 0 }));
}
