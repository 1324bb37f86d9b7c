import { legalDateOf } from '../../../domain/calendar/legal-time.ts';
import type { Fact, FactPayload } from '../../../domain/dossier/facts.ts';
import type { Channel, Party } from '../../../domain/dossier/model.ts';
import type { DossierStatus } from '../../../domain/dossier/status.ts';
import { formatDossierCode } from '../../../domain/numbers/dossier-code.ts';
import { SAMPLE_FIRST } from '../numbers.ts';
import { CITY_ACTOR } from '../push.ts';
import type { CityFact } from '../store.ts';
import type { SampleFile } from './files.ts';
import { filesFor } from './files.ts';
import type { DueWish, Moments } from './moments.ts';
import { newMoments } from './moments.ts';
import { partyOf, SAMPLE_PEOPLE } from './people.ts';
import type { DatedProcedure } from './procedures.ts';
import { acceptByFor, componentsFor, feesFor, procedureAt, promisedFor, wardProcedureCodes } from './procedures.ts';
import type { SeededRandom } from './random.ts';
import { seededUuid } from './random.ts';
import { DEPARTMENT_UNIT_ID, NEIGHBOUR_UNIT_ID, SAMPLE_UNIT_ID, sampleUnit } from './units.ts';

/** Tells the facts of the sample dossier with this index, in order. */
export type StoryTeller = (index: number, withFiles: boolean) => CityFact[];
type By = FactPayload<'dossier.status-changed'>['by'];

const PLAN: readonly DossierStatus[] = [
  'PROCESSING',
  'RECEIVED',
  'NEW',
  'PROCESSING',
  'RETURNED',
  'RECEIVED',
  'PROCESSING',
  'COMPLETED',
  'PROCESSING',
  'SUPPLEMENT_REQUESTED',
  'RECEIVED',
  'RETURNED',
  'NEW',
  'PROCESSING',
  'COMPLETED',
  'RECEIVED',
  'FINANCIAL_OBLIGATION',
  'PROCESSING',
  'RETURNED',
];
const CLOSED_OTHERWISE: readonly DossierStatus[] = ['REFUSED', 'WITHDRAWN', 'TERMINATED'];
const WISHES: readonly DueWish[] = ['overdue', 'soon', 'later', 'today', 'later', 'soon', 'later'];
/** Marriages have two owners. */
const MARRIAGES = ['1.000894', '1.004746', '2.000806'];
const WITH_SAMPLE_FILES = ['1.001193', '1.013225'];
const WITH_DUTIES = ['1.012817', '1.013225'];

const OFFICERS = ['Lê Quốc Thái', 'Phạm Thu Hà', 'Đỗ Minh Quân', 'Võ Ngọc Lan'] as const;
const CLERK: By = { id: 'u-dieu', name: 'Trần Hoàng Diệu', unit: sampleUnit(SAMPLE_UNIT_ID).shortName };
const NEIGHBOUR_CLERK: By = { id: null, name: 'Phan Gia Bảo', unit: sampleUnit(NEIGHBOUR_UNIT_ID).shortName };

const REASONS: Partial<Record<DossierStatus, readonly string[]>> = {
  SUPPLEMENT_REQUESTED: [
    'Bổ sung bản sao giấy tờ chứng minh nơi cư trú.',
    'Tờ khai chưa ký, đề nghị nộp lại tờ khai đã ký.',
  ],
  FINANCIAL_OBLIGATION: ['Chờ người nộp hoàn thành nghĩa vụ tài chính.'],
  REFUSED: ['Hồ sơ không thuộc thẩm quyền giải quyết của phường.', 'Giấy tờ tải lên không đọc được.'],
  WITHDRAWN: ['Người nộp đề nghị rút hồ sơ.'],
  TERMINATED: ['Quá thời hạn bổ sung, người nộp không bổ sung hồ sơ.'],
};

/** Makes stories up from the seed; `now` is where they end. */
export function newStoryTeller(random: SeededRandom, now: string, files: readonly SampleFile[]): StoryTeller {
  const moments = newMoments(random, now);
  const codes = wardProcedureCodes(now);
  const numbers = new Map<string, number>();

  function newCode(unitId: string, at: string): string {
    const agency = sampleUnit(unitId).agencyCode ?? '';
    const date = legalDateOf(at);
    const seq = numbers.get(`${agency} ${date}`) ?? SAMPLE_FIRST;
    numbers.set(`${agency} ${date}`, seq + 1);
    return formatDossierCode({ agency, date, seq });
  }

  return (index, withFiles) => {
    const status = statusFor(index);
    const units = unitsFor(index);
    const dated = pickProcedure(random, moments, codes, now, status, index, withFiles);
    const { receivedAt } = dated;
    const accepted = status !== 'NEW' && status !== 'REFUSED';
    const online = !accepted || random.next() < 0.2;
    const submittedAt = online ? moments.shortlyBefore(receivedAt, status === 'NEW' ? 30 : 18) : receivedAt;
    const story = newStory(random, submittedAt);
    const components = componentsFor(dated.version);
    const base = {
      procedure: dated.ref,
      units,
      parties: partiesFor(random, dated.ref.code, online ? 'ONLINE' : 'DESK'),
      components,
      files: withFiles ? filesFor(files, dated.ref.code, components) : [],
      delivery: random.next() < 0.8 ? ('DESK' as const) : random.pick(['POST', 'ONLINE'] as const),
      note: null,
    };
    const code = newCode(units.receiving, submittedAt);
    const clerk = units.receiving === SAMPLE_UNIT_ID ? CLERK : NEIGHBOUR_CLERK;
    const promised = accepted ? promisedFor(dated.version, receivedAt) : null;
    if (online) {
      const acceptBy = acceptByFor(submittedAt);
      story.tell({ type: 'dossier.submitted-online', payload: { ...base, code, submittedAt, acceptBy } }, submittedAt);
      if (promised !== null) {
        const payload = { to: 'RECEIVED' as const, reason: null, by: clerk, step: null, promised };
        story.tell({ type: 'dossier.status-changed', payload }, receivedAt);
      }
    } else if (promised !== null) {
      const channel: Channel = random.next() < 0.06 ? 'POST' : 'DESK';
      story.tell(
        {
          type: 'dossier.received',
          payload: {
            ...base,
            code,
            temporaryCode: null,
            channel,
            receivedAt,
            receivedBy: clerk,
            promised,
            fees: feesFor(dated.version, channel),
            dossierSets: 1,
            formSet: 'TT03_2025',
            queueTicket: `A${String(1 + random.below(180)).padStart(3, '0')}`,
          },
        },
        receivedAt,
      );
    }
    for (const to of stepsTo(status)) moveOn(story, dated, to, promised?.dueAt ?? now, clerk);
    return story.facts;
  };

  function moveOn(story: Story, dated: DatedProcedure, to: DossierStatus, dueAt: string, clerk: By): void {
    const ends = to === 'COMPLETED' || to === 'RETURNED';
    const at = moments.after(story.last(), ends && to === 'COMPLETED' ? dueAt : now);
    const officer: By = { id: null, name: random.pick(OFFICERS), unit: 'Phòng chuyên môn' };
    if (to === 'COMPLETED') {
      const result = {
        name: dated.version.result.name.slice(0, 300),
        number: `${1 + random.below(900)}/GXN-UBND`,
        issuedOn: legalDateOf(at),
        signed: true,
        file: null,
      };
      story.tell({ type: 'dossier.result-attached', payload: { result, by: officer } }, at);
    }
    const middle = dated.version.steps.filter((step) => step.role !== 'DESK' && step.role !== 'RETURN_DESK');
    const step = to === 'PROCESSING' && middle.length > 0 ? random.pick(middle).name : null;
    const reasons = REASONS[to];
    const payload = {
      to,
      reason: reasons ? random.pick(reasons) : null,
      by: to === 'RETURNED' || to === 'WITHDRAWN' || to === 'REFUSED' ? clerk : officer,
      step,
      promised: null,
    };
    story.tell({ type: 'dossier.status-changed', payload }, at);
  }
}

interface Story {
  readonly facts: CityFact[];
  tell(fact: Fact, at: string): void;
  last(): string;
}

function newStory(random: SeededRandom, startsAt: string): Story {
  const agg = seededUuid(random, Date.parse(startsAt));
  const facts: CityFact[] = [];
  let last = startsAt;
  return {
    facts,
    tell(fact, at) {
      last = at;
      facts.push({
        agg,
        fact,
        actor: CITY_ACTOR,
        at: { wall: at, quality: 'ok' },
        eventId: seededUuid(random, Date.parse(at)),
        committedAt: new Date(at).toISOString(),
      });
    },
    last: () => last,
  };
}

function statusFor(index: number): DossierStatus {
  const slot = index % (PLAN.length + 1);
  const round = Math.floor(index / (PLAN.length + 1));
  return PLAN[slot] ?? CLOSED_OTHERWISE[round % CLOSED_OTHERWISE.length] ?? 'REFUSED';
}

/** Most dossiers stay in the ward; some come from the neighbour, some are decided by a department. */
function unitsFor(index: number) {
  if (index % 25 === 7) return { receiving: NEIGHBOUR_UNIT_ID, deciding: SAMPLE_UNIT_ID, returning: SAMPLE_UNIT_ID };
  if (index % 25 === 13) return { receiving: SAMPLE_UNIT_ID, deciding: DEPARTMENT_UNIT_ID, returning: SAMPLE_UNIT_ID };
  return { receiving: SAMPLE_UNIT_ID, deciding: SAMPLE_UNIT_ID, returning: SAMPLE_UNIT_ID };
}

/** Statuses that lead from reception to the wished one. */
function stepsTo(status: DossierStatus): readonly DossierStatus[] {
  switch (status) {
    case 'NEW':
    case 'RECEIVED':
      return [];
    case 'REFUSED':
      return ['REFUSED'];
    case 'PROCESSING':
      return ['PROCESSING'];
    case 'RETURNED':
      return ['PROCESSING', 'COMPLETED', 'RETURNED'];
    default:
      return ['PROCESSING', status];
  }
}

function pickProcedure(
  random: SeededRandom,
  moments: Moments,
  codes: readonly string[],
  now: string,
  status: DossierStatus,
  index: number,
  withFiles: boolean,
): DatedProcedure & { receivedAt: string } {
  const open = status === 'RECEIVED' || status === 'PROCESSING' || status === 'NEW';
  const first: DueWish = open ? (WISHES[index % WISHES.length] ?? 'later') : 'any';
  const choice = withFiles ? WITH_SAMPLE_FILES : status === 'FINANCIAL_OBLIGATION' ? WITH_DUTIES : codes;
  for (const wish of [first, 'later', 'overdue', 'any'] as const) {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const dated = procedureAt(random.pick(choice), now);
      const receivedAt = dated && moments.receivedFor(dated.version, wish);
      if (dated && receivedAt) return { ...dated, receivedAt };
    }
  }
  throw new Error('no procedure fits the sample');
}

function partiesFor(random: SeededRandom, procedureCode: string, channel: Channel): Party[] {
  const source = channel === 'ONLINE' ? 'online' : 'card';
  const owner = random.pick(SAMPLE_PEOPLE);
  const parties = [partyOf(owner, 'owner', source, null)];
  const other = random.pick(SAMPLE_PEOPLE);
  if (other.id === owner.id) return parties;
  if (MARRIAGES.includes(procedureCode)) parties.push(partyOf(other, 'co-owner', source, null));
  else if (random.next() < 0.15) parties.push(partyOf(other, 'submitter', source, 'Người nộp thay'));
  return parties;
}
