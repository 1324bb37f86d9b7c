import { computeDueDate } from '../calendar/deadline.ts';
import { instantOfLegalTime, legalDateOf, legalTimeOf } from '../calendar/legal-time.ts';
import { findProcedure, isGuideOnly, versionInForce } from '../catalogue/catalogue.ts';
import { missingComponents } from '../catalogue/components.ts';
import type { ComponentSpec, Limit, Procedure, ProcedureVersion } from '../catalogue/procedure.ts';
import type { OfficePack } from '../office/model.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Command } from './commands.ts';
import type { DecideFacts } from './decide.ts';
import type { Fact, FactPayload } from './facts.ts';
import type { DossierComponent, FeeLine } from './model.ts';

type Receive = Extract<Command, { type: 'dossier.receive' }>;
type Received = FactPayload<'dossier.received'>;

/**
 * Taking a dossier in. Names of papers, fees and the procedure come from the catalogue, not from the client; the
 * promised date is counted here and must be the one that the clerk and the citizen saw.
 */
export function decideReceive(command: Receive, facts: DecideFacts): Result<Fact[]> {
  const { office } = facts;
  if (office === null) return fail({ code: 'not-set-up' });
  const receivedAt = instantOfLegalTime(legalTimeOf(facts.now));
  const chosen = chooseVersion(command, facts, legalDateOf(facts.now));
  if (!chosen.ok) return chosen;
  const { procedure, version, limit } = chosen.value;
  if (!command.parties.some((party) => party.role === 'owner')) return fail({ code: 'owner-missing' });
  const units = unitsOf(command, office);
  if (!units.ok) return units;
  const components = componentsOf(command, version);
  if (!components.ok) return components;
  const fees = feesOf(command, version);
  if (!fees.ok) return fees;
  const promised = promiseOf(command, facts, office, { receivedAt, limit });
  if (!promised.ok) return promised;
  const payload: Received = {
    ...facts.number,
    procedure: {
      code: command.procedureCode,
      version: version.version,
      name: procedure.name,
      shortName: procedure.shortName,
    },
    channel: command.channel,
    receivedAt,
    receivedBy: { id: facts.actor.id, name: facts.actor.name, unit: unitName(office, office.unitId) },
    promised: promised.value,
    units: units.value,
    parties: command.parties,
    components: components.value,
    files: command.files,
    fees: fees.value,
    delivery: command.delivery,
    dossierSets: command.dossierSets,
    formSet: office.formSet,
    queueTicket: command.queueTicket,
    note: command.note,
  };
  return ok([{ type: 'dossier.received', payload }]);
}

function chooseVersion(
  command: Receive,
  facts: DecideFacts,
  date: string,
): Result<{ procedure: Procedure; version: ProcedureVersion; limit: Limit }> {
  const procedure = findProcedure(facts.catalogue, command.procedureCode);
  if (procedure === undefined) return fail({ code: 'procedure-not-found' });
  if (isGuideOnly(procedure)) return fail({ code: 'procedure-guide-only' });
  const version = versionInForce(procedure, date);
  if (version === undefined) return fail({ code: 'procedure-not-in-force' });
  const limit = command.variant === null ? version.limit : version.limitVariants[command.variant]?.limit;
  return limit === undefined ? fail({ code: 'limit-variant-unknown' }) : ok({ procedure, version, limit });
}

/** Deciding and returning offices must be ones this office knows. */
function unitsOf(command: Receive, office: OfficePack): Result<Received['units']> {
  const deciding = command.decidingUnit ?? office.unitId;
  const returning = command.returningUnit ?? office.unitId;
  const known = new Set([office.unitId, ...office.units.map((unit) => unit.id)]);
  if (!known.has(deciding)) return invalid('decidingUnit', 'unit-unknown');
  if (!known.has(returning)) return invalid('returningUnit', 'unit-unknown');
  return ok({ receiving: office.unitId, deciding, returning });
}

function unitName(office: OfficePack, id: string): string | null {
  return office.units.find((unit) => unit.id === id)?.name ?? null;
}

/** Lines of nothing are left out; a line may stand once and only for a paper of this version. */
function componentsOf(command: Receive, version: ProcedureVersion): Result<DossierComponent[]> {
  const specs = new Map<string, ComponentSpec>(version.components.map((spec) => [spec.code, spec]));
  const given: DossierComponent[] = [];
  const seen = new Set<string>();
  for (const line of command.components) {
    const spec = specs.get(line.code);
    if (spec === undefined || seen.has(line.code)) return fail({ code: 'component-unknown', component: line.code });
    seen.add(line.code);
    const count = line.originals + line.certifiedCopies + line.photocopies;
    if (count > 0 || line.presented) given.push({ ...line, name: spec.name });
  }
  for (const { component } of command.files) {
    if (component !== null && !specs.has(component)) return fail({ code: 'component-unknown', component });
  }
  const missing = missingComponents(version, given);
  if (missing.length > 0) return fail({ code: 'components-missing', components: missing.map((entry) => entry.id) });
  return ok(given);
}

/**
 * Fees of this version only, each line the sum of all of its quantity. A known rate is the catalogue's, or nothing for an
 * exempt person; where the rate is not known or goes by pages, the sum is what the clerk entered.
 */
function feesOf(command: Receive, version: ProcedureVersion): Result<FeeLine[]> {
  const lines: FeeLine[] = [];
  for (const [i, line] of command.fees.entries()) {
    const spec = version.fees.find((fee) => fee.name === line.name && fee.kind === line.kind);
    if (spec === undefined) return invalid(`fees.${i}`, 'fee-unknown');
    const rate = spec.tiers === undefined && line.amountVnd !== 0 ? spec.amountVnd : null;
    lines.push({ ...line, amountVnd: rate === null ? line.amountVnd : rate * line.quantity });
  }
  return ok(lines);
}

function promiseOf(
  command: Receive,
  facts: DecideFacts,
  office: OfficePack,
  count: { readonly receivedAt: string; readonly limit: Limit },
): Result<Received['promised']> {
  const { receivedAt, limit } = count;
  const policy = office.duePolicy;
  const due = computeDueDate({ calendar: facts.calendar, receivedAt, limit, policy });
  if (!due.ok) return due;
  const { dueAt, effectiveAt, explanation } = due.value;
  if (Date.parse(dueAt) !== Date.parse(command.expectedDueAt)) return fail({ code: 'due-date-changed', dueAt });
  return ok({
    dueAt,
    effectiveAt,
    limit: { amount: limit.amount, unit: limit.unit },
    variant: command.variant,
    variantReason: command.variant === null ? null : command.variantReason,
    policy,
    explanation: JSON.parse(JSON.stringify(explanation)) as Received['promised']['explanation'],
  });
}

function invalid(path: string, reason: string): Result<never> {
  return fail({ code: 'invalid-input', fields: [{ path, reason }] });
}
