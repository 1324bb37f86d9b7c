import { assertNever } from '../result.ts';
import type { Fact, FactPayload } from './facts.ts';
import type {
  Channel,
  Delivery,
  DossierComponent,
  DossierFile,
  DossierUnits,
  FeeLine,
  Party,
  ResultDocument,
  SlipState,
} from './model.ts';
import type { DossierStatus } from './status.ts';

type Promised = FactPayload<'dossier.received'>['promised'];

/** One dossier as its facts tell it. All readonly; only `evolve` makes a new one. */
export interface Dossier {
  readonly status: DossierStatus;
  readonly code: string | null;
  readonly temporaryCode: string | null;
  readonly procedure: FactPayload<'dossier.received'>['procedure'];
  readonly channel: Channel;
  /** Instant of receipt at the desk, or of online submission while status is NEW. */
  readonly receivedAt: string;
  readonly receivedBy: FactPayload<'dossier.received'>['receivedBy'] | null;
  readonly acceptBy: string | null;
  readonly promised: Promised | null;
  readonly units: DossierUnits;
  readonly parties: readonly Party[];
  readonly components: readonly DossierComponent[];
  readonly files: readonly DossierFile[];
  readonly fees: readonly FeeLine[];
  readonly delivery: Delivery;
  readonly dossierSets: number;
  readonly formSet: string | null;
  readonly queueTicket: string | null;
  readonly note: string | null;
  readonly step: string | null;
  readonly holder: string | null;
  readonly statusReason: string | null;
  readonly results: readonly ResultDocument[];
  readonly slip: { readonly state: SlipState; readonly issue: number };
}

/**
 * Applies one fact. Facts are already true, so nothing is refused here: a fact that cannot be applied to an unknown
 * dossier (its first fact was erased or has not arrived) leaves it unknown.
 */
export function evolve(dossier: Dossier | null, fact: Fact): Dossier | null {
  switch (fact.type) {
    case 'dossier.received':
      return received(fact.payload);
    case 'dossier.submitted-online':
      return submittedOnline(fact.payload);
    case 'dossier.status-changed':
      return dossier && statusChanged(dossier, fact.payload);
    case 'dossier.numbered':
      return dossier && { ...dossier, code: fact.payload.code };
    case 'dossier.result-attached':
      return dossier && { ...dossier, results: [...dossier.results, fact.payload.result] };
    case 'slip.made':
      return dossier && { ...dossier, slip: { state: 'made', issue: fact.payload.issue } };
    case 'slip.spooled':
      return dossier && { ...dossier, slip: { state: 'spooled', issue: fact.payload.issue } };
    case 'slip.confirmed':
      return dossier && { ...dossier, slip: { state: 'confirmed', issue: fact.payload.issue } };
    case 'dossier.payload-erased':
    case 'session.signed-in':
    case 'session.sign-in-refused':
    case 'session.signed-out':
      return dossier;
    default:
      return assertNever(fact);
  }
}

/** Folds facts in order. Null when no fact opened a dossier. */
export function fold(facts: Iterable<Fact>): Dossier | null {
  let dossier: Dossier | null = null;
  for (const fact of facts) dossier = evolve(dossier, fact);
  return dossier;
}

function received(payload: FactPayload<'dossier.received'>): Dossier {
  return {
    ...payload,
    status: 'RECEIVED',
    acceptBy: null,
    step: null,
    holder: payload.receivedBy.name,
    statusReason: null,
    results: [],
    slip: { state: 'none', issue: 0 },
  };
}

function submittedOnline(payload: FactPayload<'dossier.submitted-online'>): Dossier {
  return {
    status: 'NEW',
    code: payload.code,
    temporaryCode: null,
    procedure: payload.procedure,
    channel: 'ONLINE',
    receivedAt: payload.submittedAt,
    receivedBy: null,
    acceptBy: payload.acceptBy,
    promised: null,
    units: payload.units,
    parties: payload.parties,
    components: payload.components,
    files: payload.files,
    fees: [],
    delivery: payload.delivery,
    dossierSets: 1,
    formSet: null,
    queueTicket: null,
    note: payload.note,
    step: null,
    holder: null,
    statusReason: null,
    results: [],
    slip: { state: 'none', issue: 0 },
  };
}

function statusChanged(dossier: Dossier, change: FactPayload<'dossier.status-changed'>): Dossier {
  return {
    ...dossier,
    status: change.to,
    step: change.step,
    holder: change.by.name,
    statusReason: change.reason,
    promised: change.promised ?? dossier.promised,
    acceptBy: change.to === 'NEW' ? dossier.acceptBy : null,
  };
}
