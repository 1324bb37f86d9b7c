import { z } from 'zod';
import { receiveDossierSchema } from '../../domain/dossier/commands.ts';
import {
  dossierIdSchema,
  instantSchema,
  limitSchema,
  localDateSchema,
  procedureCodeSchema,
} from '../../domain/dossier/model.ts';
import { operation } from '../operation.ts';
import { explanationSchema } from '../views.ts';

const procedureHitSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  fieldName: z.string(),
  guideOnly: z.boolean(),
  limit: limitSchema,
});

const procedureDetailSchema = z.strictObject({
  code: z.string(),
  version: z.int(),
  name: z.string(),
  shortName: z.string(),
  fieldName: z.string(),
  guideOnly: z.boolean(),
  /** The name of who handles a guide-only procedure, to send the citizen there. */
  competentAuthority: z.string().nullable(),
  limit: limitSchema,
  variants: z.array(z.strictObject({ index: z.int(), condition: z.string(), limit: limitSchema })),
  components: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      originals: z.int(),
      certifiedCopies: z.int(),
      photocopies: z.int(),
      presentOnly: z.boolean(),
      required: z.boolean(),
      condition: z.string().nullable(),
      anyOfGroup: z.string().nullable(),
    }),
  ),
  anyOfGroups: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      required: z.boolean(),
      /** Papers outside the group that make it unnecessary. */
      alsoSatisfiedBy: z.array(z.string()),
    }),
  ),
  fees: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['PHI', 'LE_PHI']),
      amountVnd: z.int().nullable(),
      per: z.string(),
      optional: z.boolean(),
      note: z.string().nullable(),
    }),
  ),
  resultName: z.string(),
  /** Two owners (a marriage). */
  owners: z.int().min(1).max(2),
  verified: z.boolean(),
});
export type ProcedureDetail = z.infer<typeof procedureDetailSchema>;

const cardPersonSchema = z.strictObject({
  idNumber: z.string(),
  oldIdNumber: z.string().nullable(),
  fullName: z.string(),
  birthDate: localDateSchema,
  sex: z.enum(['MALE', 'FEMALE']),
  address: z.string(),
  issueDate: localDateSchema,
});

export const intakeOperations = {
  'procedures.search': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'Procedures by tone-free typing, initials or code; empty query gives the ones this desk uses most.',
    input: z.strictObject({ query: z.string().max(100), limit: z.int().min(1).max(50).default(12) }),
    output: z.strictObject({ hits: z.array(procedureHitSchema) }),
  }),
  'procedures.detail': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'The version of a procedure in force today: components, limits, fees.',
    input: z.strictObject({ code: procedureCodeSchema }),
    output: procedureDetailSchema,
  }),
  'intake.due-date': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'The date that would be promised now, with its day-by-day explanation.',
    input: z.strictObject({ procedureCode: procedureCodeSchema, variant: z.int().min(0).nullable() }),
    output: z.strictObject({
      receivedAt: instantSchema,
      dueAt: instantSchema,
      explanation: explanationSchema,
      calendarConfirmed: z.boolean(),
    }),
  }),
  'intake.read-card': operation({
    kind: 'query',
    access: 'signed-in',
    about: 'Parse what a scanner read from the QR code of a citizen card.',
    input: z.strictObject({ payload: z.string().max(2000) }),
    output: z.strictObject({ person: cardPersonSchema, warnings: z.array(z.string()), openDossiers: z.int() }),
  }),
  'intake.receive': operation({
    kind: 'command',
    access: 'signed-in',
    about: 'Take a dossier in. The same commandId twice gives the same answer and one dossier.',
    input: receiveDossierSchema.omit({ type: true }),
    output: z.strictObject({
      dossierId: dossierIdSchema,
      code: z.string().nullable(),
      temporaryCode: z.string().nullable(),
      receivedAt: instantSchema,
      dueAt: instantSchema,
    }),
  }),
} as const;
