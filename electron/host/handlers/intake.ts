import type { ProcedureDetail } from '../../../contract/operations/intake.ts';
import type { Handlers } from '../../../contract/server.ts';
import { executeCommand } from '../../../db/execute-command.ts';
import { computeDueDate } from '../../../domain/calendar/deadline.ts';
import { legalDateOf } from '../../../domain/calendar/legal-time.ts';
import { findProcedure, isGuideOnly, versionInForce } from '../../../domain/catalogue/catalogue.ts';
import type { Procedure, ProcedureVersion } from '../../../domain/catalogue/procedure.ts';
import { searchProcedures } from '../../../domain/catalogue/search-procedures.ts';
import { parseCitizenCard } from '../../../domain/identity/citizen-card.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import type { HostContext } from '../context.ts';

type IntakeHandlers = Pick<
  Handlers,
  'procedures.search' | 'procedures.detail' | 'intake.due-date' | 'intake.read-card' | 'intake.receive'
>;

export function intakeHandlers(context: HostContext): IntakeHandlers {
  const today = () => legalDateOf(context.now());

  function inForce(code: string): Result<{ procedure: Procedure; version: ProcedureVersion }> {
    const procedure = findProcedure(context.office().db.reference().catalogue, code);
    if (procedure === undefined) return fail({ code: 'procedure-not-found' });
    const version = versionInForce(procedure, today());
    return version === undefined ? fail({ code: 'procedure-not-in-force' }) : ok({ procedure, version });
  }

  return {
    async 'procedures.search'({ query, limit }) {
      const { db } = context.office();
      const favourites = await db.read('favourites', { limit: 8 });
      const hits = searchProcedures(db.reference().catalogue, query, { date: today(), favourites });
      return ok({
        hits: hits.slice(0, limit).map(({ procedure, version, guideOnly }) => ({
          code: procedure.code,
          name: procedure.name,
          shortName: procedure.shortName,
          fieldName: procedure.field.name,
          guideOnly,
          limit: limitOf(version.limit),
        })),
      });
    },

    'procedures.detail'({ code }) {
      const found = inForce(code);
      return found.ok ? ok(detailOf(found.value.procedure, found.value.version)) : found;
    },

    'intake.due-date'({ procedureCode, variant }) {
      const found = inForce(procedureCode);
      if (!found.ok) return found;
      const limit = variant === null ? found.value.version.limit : found.value.version.limitVariants[variant]?.limit;
      if (limit === undefined) return fail({ code: 'limit-variant-unknown' });
      const reference = context.office().db.reference();
      const receivedAt = context.now();
      const due = computeDueDate({
        calendar: reference.calendar,
        receivedAt,
        limit,
        policy: reference.office?.duePolicy ?? 'END_OF_DAY',
      });
      if (!due.ok) return due;
      const { dueAt, explanation } = due.value;
      const calendarConfirmed = explanation.warnings === undefined;
      return ok({ receivedAt, dueAt, explanation: JSON.parse(JSON.stringify(explanation)), calendarConfirmed });
    },

    async 'intake.read-card'({ payload }) {
      const card = parseCitizenCard(payload, today());
      if (!card.ok) return card;
      const openDossiers = await context.office().db.read('open-dossiers-of', { idNumber: card.value.card.idNumber });
      return ok({ person: { ...card.value.card }, warnings: [...card.value.warnings], openDossiers });
    },

    'intake.receive'(input) {
      const reply = executeCommand(
        context.office().db,
        { type: 'dossier.receive', ...input },
        { actor: context.actor(), now: context.now(), clockQuality: context.clockQuality() },
      );
      if (!reply.ok) return reply;
      if (reply.value.type !== 'dossier.receive') throw new Error('a command answered as another');
      const { type: _type, ...answer } = reply.value;
      return ok(answer);
    },
  };
}

function detailOf(procedure: Procedure, version: ProcedureVersion): ProcedureDetail {
  return {
    code: procedure.code,
    version: version.version,
    name: procedure.name,
    shortName: procedure.shortName,
    fieldName: procedure.field.name,
    guideOnly: isGuideOnly(procedure),
    competentAuthority: procedure.competentAuthorityName ?? null,
    limit: limitOf(version.limit),
    variants: version.limitVariants.map(({ condition, limit }, index) => ({ index, condition, limit: limitOf(limit) })),
    components: version.components.map((spec) => ({
      code: spec.code,
      name: spec.name,
      originals: spec.originals,
      certifiedCopies: spec.certifiedCopies,
      photocopies: spec.photocopies,
      presentOnly: spec.presentOnly,
      required: spec.required,
      condition: spec.condition ?? null,
      anyOfGroup: spec.anyOfGroup ?? null,
    })),
    anyOfGroups: version.anyOfGroups.map(({ id, label, required, alsoSatisfiedBy }) => ({
      id,
      label,
      required,
      alsoSatisfiedBy: [...(alsoSatisfiedBy ?? [])],
    })),
    fees: version.fees.map((fee) => ({
      name: fee.name,
      kind: fee.kind,
      amountVnd: fee.amountVnd,
      per: fee.per,
      optional: fee.optional ?? false,
      note: fee.note ?? null,
    })),
    resultName: version.result.name,
    owners: procedure.owners,
    verified: version.verified,
  };
}

function limitOf(limit: ProcedureVersion['limit']): ProcedureDetail['limit'] {
  return { amount: limit.amount, unit: limit.unit };
}
