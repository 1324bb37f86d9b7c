import { executeCommand } from '../../db/execute-command.ts';
import type { Command } from '../../domain/dossier/commands.ts';
import { procedureAt, promisedFor, wardProcedureCodes } from '../../sync/city/sample/procedures.ts';
import { type SeededRandom, seededRandom, seededUuid } from '../../sync/city/sample/random.ts';
import { enoughComponents } from '../support/dossiers.ts';
import { SAMPLE_USERS } from '../support/sample-packs.ts';
import type { Bench } from './bench-office.ts';
import { BENCH_NOW } from './city-feed.ts';
import { madeUpParty } from './made-up-people.ts';
import { storedDossier } from './raw-database.ts';
import { type BenchRow, comparedRows } from './rows.ts';
import { summarise, timed } from './stats.ts';

const COMPONENTS = 3;
const SECOND = 1000;

/**
 * Durable saves through the one way a person writes, search index left as the load left it. Each is followed at once
 * by the same rows in one transaction of each raw database, so a busy moment of the machine hits all three.
 */
export function measureSaves(
  bench: Bench,
  options: { readonly saves: number; readonly seed: number; progress(done: string): void },
): BenchRow[] {
  const { office, rawEncrypted, rawPlain } = bench;
  const random = seededRandom(options.seed + 1);
  const clerk = SAMPLE_USERS.users.find((user) => user.role === 'clerk');
  if (clerk === undefined) throw new Error('the sample has no clerk');
  const actor = { id: clerk.id, name: clerk.fullName, role: clerk.role };
  const codes = codesWithComponents();
  const times = { office: [] as number[], rawEncrypted: [] as number[], rawPlain: [] as number[] };
  const newest = office.connection.prepare('SELECT max(number) FROM dossier').pluck();
  for (let i = 0; i < options.saves; i += 1) {
    const now = new Date(Date.parse(BENCH_NOW) + i * SECOND).toISOString();
    const command = receive(random, random.pick(codes), now);
    times.office.push(
      timed(() => {
        const saved = executeCommand(office, command, { actor, now, clockQuality: 'ok' });
        if (!saved.ok) throw new Error(`not saved: ${saved.failure.code}`);
      }),
    );
    const same = [storedDossier(office.connection, newest.get() as number)];
    times.rawEncrypted.push(timed(() => rawEncrypted.insert(same)));
    times.rawPlain.push(timed(() => rawPlain.insert(same)));
    if ((i + 1) % 500 === 0) options.progress(`lưu ${i + 1} hồ sơ`);
  }
  const summaries = {
    office: summarise(times.office),
    rawEncrypted: summarise(times.rawEncrypted),
    rawPlain: summarise(times.rawPlain),
  };
  const figures = (of: (summary: (typeof summaries)['office']) => number) => ({
    office: of(summaries.office),
    rawEncrypted: of(summaries.rawEncrypted),
    rawPlain: of(summaries.rawPlain),
  });
  return [
    ...comparedRows(
      { id: 'save.p50', measure: 'Lưu một hồ sơ, p50', unit: 'ms' },
      figures((s) => s.p50),
    ),
    ...comparedRows(
      { id: 'save.p99', measure: 'Lưu một hồ sơ, p99', unit: 'ms', target: '≤ 30 ms (T3)' },
      figures((s) => s.p99),
    ),
    ...comparedRows(
      { id: 'save.rate', measure: 'Lưu hồ sơ liên tục', unit: 'per-second', target: '≥ 300/s (T3)' },
      figures((s) => 1000 / s.mean),
    ),
  ];
}

/** Procedures of a ward desk whose complete dossier has three components. */
function codesWithComponents(): string[] {
  return wardProcedureCodes(BENCH_NOW).filter((code) => {
    const dated = procedureAt(code, BENCH_NOW);
    return dated !== null && enoughComponents(dated.version).length === COMPONENTS;
  });
}

function receive(random: SeededRandom, procedureCode: string, now: string): Command {
  const dated = procedureAt(procedureCode, now);
  if (dated === null) throw new Error(`${procedureCode} is not in force`);
  const at = Date.parse(now);
  return {
    type: 'dossier.receive',
    commandId: seededUuid(random, at),
    dossierId: seededUuid(random, at),
    procedureCode,
    variant: null,
    variantReason: null,
    channel: 'DESK',
    parties: [madeUpParty(random, 'owner', 'card')],
    components: enoughComponents(dated.version),
    files: [],
    fees: [],
    delivery: 'DESK',
    dossierSets: 1,
    queueTicket: null,
    note: null,
    decidingUnit: null,
    returningUnit: null,
    expectedDueAt: promisedFor(dated.version, now).dueAt,
  };
}
