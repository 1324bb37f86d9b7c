import type { DuePolicy } from '../../../domain/calendar/deadline.ts';
import { computeDueAt, computeDueDate } from '../../../domain/calendar/deadline.ts';
import { legalDateOf } from '../../../domain/calendar/legal-time.ts';
import type { WorkingCalendar } from '../../../domain/calendar/working-calendar.ts';
import { sampleCalendar } from '../../../domain/calendar/working-calendar.ts';
import {
  findProcedure,
  isGuideOnly,
  levelOn,
  sampleCatalogue,
  versionInForce,
} from '../../../domain/catalogue/catalogue.ts';
import type { Procedure, ProcedureVersion } from '../../../domain/catalogue/procedure.ts';
import type { FactPayload } from '../../../domain/dossier/facts.ts';
import type { Channel, DossierComponent, FeeLine } from '../../../domain/dossier/model.ts';

type Promised = FactPayload<'dossier.received'>['promised'];
type ProcedureRef = FactPayload<'dossier.received'>['procedure'];

/** A procedure with the version in force at an instant. */
export interface DatedProcedure {
  readonly procedure: Procedure;
  readonly version: ProcedureVersion;
  readonly ref: ProcedureRef;
}

/** The procedure of the sample catalogue as in force at `at`; null when unknown or not in force then. */
export function procedureAt(code: string, at: string): DatedProcedure | null {
  const procedure = findProcedure(sampleCatalogue(), code);
  const version = procedure && versionInForce(procedure, legalDateOf(at));
  if (procedure === undefined || version === undefined) return null;
  const { name, shortName } = procedure;
  return { procedure, version, ref: { code: procedure.code.slice(0, 8), version: version.version, name, shortName } };
}

/** Codes of the procedures a ward desk receives on a date. */
export function wardProcedureCodes(at: string): readonly string[] {
  const date = legalDateOf(at);
  return sampleCatalogue()
    .procedures.filter((procedure) => !isGuideOnly(procedure) && levelOn(procedure, date).includes('WARD'))
    .filter((procedure) => versionInForce(procedure, date) !== undefined)
    .map((procedure) => procedure.code);
}

/** The promised date by the real rules. Throws where the calendar has no data: a sample must not guess. */
export function promisedFor(version: ProcedureVersion, receivedAt: string, calendar = sampleCalendar()): Promised {
  const { amount, unit } = version.limit;
  const due = computeDueDate({ calendar, receivedAt, limit: { amount, unit }, policy: POLICY });
  if (!due.ok) throw new Error(`no due date: ${due.failure.code}`);
  const { dueAt, effectiveAt, explanation } = due.value;
  return {
    dueAt,
    effectiveAt,
    limit: { amount, unit },
    variant: null,
    variantReason: null,
    policy: POLICY,
    explanation: JSON.parse(JSON.stringify(explanation)) as Promised['explanation'],
  };
}

const POLICY: DuePolicy = 'END_OF_DAY';

/** When a dossier received at `receivedAt` is due, without the explanation. */
export function dueAtFor(version: ProcedureVersion, receivedAt: string, calendar = sampleCalendar()): string {
  const due = computeDueAt({ calendar, receivedAt, limit: version.limit, policy: POLICY });
  if (!due.ok) throw new Error(`no due date: ${due.failure.code}`);
  return due.value.dueAt;
}

/** Until when an online dossier has to be accepted: one working day (NĐ 118/2025 Đ.17-18), from the calendar's data. */
export function acceptByFor(submittedAt: string, calendar: WorkingCalendar = sampleCalendar()): string {
  const { amount, unit } = calendar.data.acceptanceLimit;
  const due = computeDueAt({ calendar, receivedAt: submittedAt, limit: { amount, unit }, policy: 'SAME_HOUR' });
  if (!due.ok) throw new Error(`no acceptance date: ${due.failure.code}`);
  return due.value.dueAt;
}

/** The papers that a complete dossier of this version brings. */
export function componentsFor(version: ProcedureVersion): DossierComponent[] {
  const groups = new Set<string>();
  return version.components
    .filter((spec) => {
      if (spec.anyOfGroup === undefined) return spec.required && spec.condition === undefined;
      const first = !groups.has(spec.anyOfGroup);
      groups.add(spec.anyOfGroup);
      return first;
    })
    .map((spec) => ({
      code: spec.code,
      name: spec.name,
      originals: spec.originals,
      certifiedCopies: spec.certifiedCopies,
      photocopies: spec.photocopies,
      presented: spec.presentOnly,
    }));
}

export function feesFor(version: ProcedureVersion, channel: Channel): FeeLine[] {
  return version.fees
    .filter((fee) => fee.optional !== true)
    .map((fee) => ({
      name: fee.name,
      kind: fee.kind,
      amountVnd: channel === 'ONLINE' ? fee.onlineAmountVnd : fee.amountVnd,
      quantity: 1,
    }));
}
