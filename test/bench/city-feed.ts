import type { PulledEvent } from '../../db/city-events.ts';
import { instantOfLegalTime, legalDateOf, legalTimeOf } from '../../domain/calendar/legal-time.ts';
import { isWorkingDay, sampleCalendar } from '../../domain/calendar/working-calendar.ts';
import type { ProcedureVersion } from '../../domain/catalogue/procedure.ts';
import type { Fact } from '../../domain/dossier/facts.ts';
import type { DossierStatus } from '../../domain/dossier/status.ts';
import { formatDossierCode } from '../../domain/numbers/dossier-code.ts';
import {
  acceptByFor,
  componentsFor,
  type DatedProcedure,
  feesFor,
  procedureAt,
  promisedFor,
  wardProcedureCodes,
} from '../../sync/city/sample/procedures.ts';
import { type SeededRandom, seededRandom, seededUuid } from '../../sync/city/sample/random.ts';
import { SAMPLE_OFFICE } from '../support/sample-packs.ts';
import { madeUpParty } from './made-up-people.ts';

/** Where the feed ends: a Wednesday at 09:00, so that saves of that day follow. */
export const BENCH_NOW = '2026-11-18T02:00:00.000Z';
/** As the desk asks for them. */
const PAGE_EVENTS = 200;
const WORKING_DAYS = 200;
const MINUTE = 60_000;
/** Leaves the numbers below to the desk that saves. */
const FIRST_NUMBER = 5001;
const MARRIAGES = ['1.000894', '1.004746', '2.000806'];

const WARD = SAMPLE_OFFICE.unitId;
const AGENCY = SAMPLE_OFFICE.units[0]?.agencyCode ?? '';
const UNITS = { receiving: WARD, deciding: WARD, returning: WARD };
const CITY_ACTOR = { id: 'city', name: 'Hệ thống thành phố' };
const CLERK = { id: 'u-clerk', name: 'Trần Hoàng Diệu', unit: 'Phường Tân Sơn Nhất' };
const OFFICER = { id: null, name: 'Lê Quốc Thái', unit: 'Phòng chuyên môn' };

/** A fact of the feed with its minute of the day. */
interface Told {
  readonly minute: number;
  readonly agg: string;
  readonly version: number;
  readonly fact: Fact;
}

/**
 * What the city told over the last 200 working days about `dossiers` made-up dossiers, page by page in commit order,
 * the same for the same seed. Most ended; those of the last weeks are open, some late, some waiting for papers, for
 * payment, for acceptance.
 */
export function* cityFeed(options: { readonly dossiers: number; readonly seed: number }): Generator<PulledEvent[]> {
  const random = seededRandom(options.seed);
  const days = workingDays();
  const codes = wardProcedureCodes(BENCH_NOW);
  const later: (Told[] | undefined)[] = [];
  let page: PulledEvent[] = [];
  for (const [index, day] of days.entries()) {
    const first = Math.floor((index * options.dossiers) / days.length);
    const end = Math.floor(((index + 1) * options.dossiers) / days.length);
    for (let i = first; i < end; i += 1) {
      const story = newStory(random, { index, day, number: FIRST_NUMBER + i - first, codes });
      for (const { dayIndex, ...told } of story) {
        if (dayIndex >= days.length) break;
        later[dayIndex] ??= [];
        later[dayIndex]?.push(told);
      }
    }
    // Sorting is stable: facts of one dossier stay in order.
    for (const told of (later[index] ?? []).sort((a, b) => a.minute - b.minute)) {
      page.push(eventOf(random, day, told));
      if (page.length === PAGE_EVENTS) {
        yield page;
        page = [];
      }
    }
    later[index] = undefined;
  }
  if (page.length > 0) yield page;
}

/** A person at the desk takes it in, or it comes online; then it moves on as most do. */
function newStory(
  random: SeededRandom,
  at: { readonly index: number; readonly day: number; readonly number: number; readonly codes: readonly string[] },
): (Told & { readonly dayIndex: number })[] {
  const minute = random.next() < 0.6 ? 450 + random.below(240) : 780 + random.below(210);
  const receivedAt = instantAt(at.day, minute);
  const agg = seededUuid(random, Date.parse(receivedAt));
  const dated = pickProcedure(random, at.codes, receivedAt);
  const story: (Told & { dayIndex: number })[] = [];
  let dayIndex = at.index;
  let last = minute;
  const tell = (fact: Fact, daysLater: number) => {
    dayIndex += daysLater;
    last = daysLater > 0 ? 460 + random.below(540) : last + 5 + random.below(40);
    story.push({ dayIndex, minute: last, agg, version: story.length + 1, fact });
  };
  const move = (to: DossierStatus, daysLater: number, reason: string | null = null) =>
    tell({ type: 'dossier.status-changed', payload: statusOf(to, dated.version, reason) }, daysLater);

  const online = random.next() < 0.12;
  tell(online ? submitted(random, dated, at.number, receivedAt) : received(random, dated, at.number, receivedAt), 0);
  if (online) {
    const promised = promisedFor(dated.version, receivedAt);
    const payload = { to: 'RECEIVED' as const, reason: null, by: CLERK, step: null, promised };
    tell({ type: 'dossier.status-changed', payload }, random.below(2));
  }
  const length = workingDaysOf(dated.version);
  const fate = random.next();
  move('PROCESSING', length > 1 ? random.below(2) : 0);
  if (fate < 0.02) {
    move('WITHDRAWN', 1, 'Người nộp đề nghị rút hồ sơ.');
    return story;
  }
  if (fate < 0.06) {
    move('SUPPLEMENT_REQUESTED', 1, 'Tờ khai chưa ký, đề nghị nộp lại tờ khai đã ký.');
    if (fate < 0.025) return story;
    move('PROCESSING', 2 + random.below(10));
  } else if (fate < 0.07) {
    move('FINANCIAL_OBLIGATION', 1, 'Chờ người nộp hoàn thành nghĩa vụ tài chính.');
    move('PROCESSING', 5 + random.below(10));
  }
  const late = random.next() < 0.04 ? 3 + random.below(15) : 0;
  move('COMPLETED', Math.round(length * (0.4 + 0.6 * random.next())) + late);
  if (random.next() < 0.98) move('RETURNED', random.below(5));
  return story;
}

function submitted(random: SeededRandom, dated: DatedProcedure, seq: number, submittedAt: string): Fact {
  const shared = sharedOf(random, dated, 'online');
  const code = formatDossierCode({ agency: AGENCY, date: legalDateOf(submittedAt), seq });
  return {
    type: 'dossier.submitted-online',
    payload: { ...shared, code, submittedAt, acceptBy: acceptByFor(submittedAt) },
  };
}

function received(random: SeededRandom, dated: DatedProcedure, seq: number, receivedAt: string): Fact {
  return {
    type: 'dossier.received',
    payload: {
      ...sharedOf(random, dated, 'card'),
      code: formatDossierCode({ agency: AGENCY, date: legalDateOf(receivedAt), seq }),
      temporaryCode: null,
      channel: 'DESK',
      receivedAt,
      receivedBy: CLERK,
      promised: promisedFor(dated.version, receivedAt),
      fees: feesFor(dated.version, 'DESK'),
      dossierSets: 1,
      formSet: SAMPLE_OFFICE.formSet,
      queueTicket: `A${String(1 + random.below(180)).padStart(3, '0')}`,
    },
  };
}

function sharedOf(random: SeededRandom, { ref, version }: DatedProcedure, source: 'card' | 'online') {
  const parties = [madeUpParty(random, 'owner', source)];
  if (MARRIAGES.includes(ref.code)) parties.push(madeUpParty(random, 'co-owner', source));
  else if (random.next() < 0.15) parties.push(madeUpParty(random, 'submitter', source));
  return {
    procedure: ref,
    units: UNITS,
    parties,
    components: componentsFor(version),
    files: [],
    delivery: 'DESK' as const,
    note: null,
  };
}

function statusOf(to: DossierStatus, version: ProcedureVersion, reason: string | null) {
  const step = to === 'PROCESSING' ? (version.steps[1]?.name.slice(0, 200) ?? null) : null;
  return { to, reason, by: to === 'RETURNED' ? CLERK : OFFICER, step, promised: null };
}

function pickProcedure(random: SeededRandom, codes: readonly string[], at: string): DatedProcedure {
  for (;;) {
    const dated = procedureAt(random.pick(codes), at);
    if (dated !== null) return dated;
  }
}

function workingDaysOf(version: ProcedureVersion): number {
  const { amount, unit } = version.limit;
  if (unit === 'SAME_DAY') return 0;
  if (unit === 'WORKING_HOUR') return amount / 8;
  return unit === 'CALENDAR_DAY' ? (amount * 5) / 7 : amount;
}

function eventOf(random: SeededRandom, day: number, told: Told): PulledEvent {
  const wall = instantAt(day, told.minute);
  return {
    event_id: seededUuid(random, Date.parse(wall)),
    agg: told.agg,
    version: told.version,
    op_id: null,
    type: told.fact.type,
    schema: 1,
    actor: CITY_ACTOR,
    at: { wall, quality: 'ok' },
    committed_at: new Date(wall).toISOString(),
    payload: told.fact.payload,
  };
}

/** The working days before the day of `BENCH_NOW`, oldest first. */
function workingDays(): number[] {
  const calendar = sampleCalendar();
  const days: number[] = [];
  for (let day = legalTimeOf(BENCH_NOW).day - 1; days.length < WORKING_DAYS; day -= 1) {
    if (isWorkingDay(calendar, day)) days.unshift(day);
  }
  return days;
}

function instantAt(day: number, minute: number): string {
  return instantOfLegalTime({ day, ms: minute * MINUTE });
}
