import { z } from 'zod';
import {
  channelSchema,
  componentSchema,
  deliverySchema,
  feeLineSchema,
  fileSchema,
  instantSchema,
  limitSchema,
  partySchema,
  personNamedSchema,
  procedureCodeSchema,
  resultDocumentSchema,
  sha256Schema,
  statusSchema,
  text,
  unitsSchema,
} from './model.ts';

/**
 * Facts: what happened, said once, never edited. The desk writes its own into the journal; the city sends back the
 * ones it committed. Both are folded by `evolve`. A new meaning is a new type or a higher `schema` number.
 */
const promisedDateSchema = z.strictObject({
  dueAt: instantSchema,
  effectiveAt: instantSchema,
  limit: limitSchema,
  /** Index of the limit variant the clerk picked, null for the standard limit. */
  variant: z.int().min(0).nullable(),
  variantReason: text(300).nullable(),
  policy: z.enum(['END_OF_DAY', 'SAME_HOUR']),
  /** The day-by-day count as computed then (`DeadlineExplanation`), kept for the slip and the screen. */
  explanation: z.json(),
});

const procedureRefSchema = z.strictObject({
  code: procedureCodeSchema,
  version: z.int().positive(),
  name: text(500),
  shortName: text(200),
});

export const factSchemas = {
  /** A desk took the dossier in. */
  'dossier.received': z.strictObject({
    code: z.string().max(60).nullable(),
    temporaryCode: z.string().max(40).nullable(),
    procedure: procedureRefSchema,
    channel: channelSchema,
    receivedAt: instantSchema,
    receivedBy: personNamedSchema,
    promised: promisedDateSchema,
    units: unitsSchema,
    parties: z.array(partySchema).min(1).max(20),
    components: z.array(componentSchema).max(60),
    files: z.array(fileSchema).max(500),
    fees: z.array(feeLineSchema).max(20),
    delivery: deliverySchema,
    dossierSets: z.int().min(1).max(99),
    formSet: z.string().max(30),
    queueTicket: text(20).nullable(),
    note: text(1000).nullable(),
  }),
  /** A citizen handed the dossier in online; it waits for acceptance (one working day, NĐ 118/2025 Đ.17-18). */
  'dossier.submitted-online': z.strictObject({
    code: z.string().max(60),
    procedure: procedureRefSchema,
    submittedAt: instantSchema,
    acceptBy: instantSchema,
    units: unitsSchema,
    parties: z.array(partySchema).min(1).max(20),
    components: z.array(componentSchema).max(60),
    files: z.array(fileSchema).max(500),
    delivery: deliverySchema,
    note: text(1000).nullable(),
  }),
  /** The status moved; who moved it and why. */
  'dossier.status-changed': z.strictObject({
    to: statusSchema,
    reason: text(1000).nullable(),
    by: personNamedSchema,
    step: text(200).nullable(),
    /** Present when acceptance of an online dossier sets the promised date. */
    promised: promisedDateSchema.nullable(),
  }),
  /** The city gave the official number of a dossier that carried a temporary one. */
  'dossier.numbered': z.strictObject({ code: z.string().max(60) }),
  'dossier.result-attached': z.strictObject({ result: resultDocumentSchema, by: personNamedSchema }),
  'slip.made': z.strictObject({
    issue: z.int().positive(),
    formSet: z.string().max(30),
    formCode: z.string().max(10),
    pdfSha256: sha256Schema,
  }),
  'slip.spooled': z.strictObject({ issue: z.int().positive(), printer: text(200) }),
  'slip.confirmed': z.strictObject({ issue: z.int().positive() }),
  /** Personal payloads of a dossier were erased on this device; the journal's hash chain stays whole. */
  'dossier.payload-erased': z.strictObject({
    reason: text(500),
    journalPayloads: z.int().min(0),
    cityPayloads: z.int().min(0),
  }),
  'session.signed-in': z.strictObject({}),
  'session.sign-in-refused': z.strictObject({}),
  'session.signed-out': z.strictObject({}),
} as const;

export type FactType = keyof typeof factSchemas;
export type FactPayload<T extends FactType> = z.infer<(typeof factSchemas)[T]>;
export const FACT_TYPES = Object.keys(factSchemas) as FactType[];

/** A fact with its type, the form in which rules produce and fold it. */
export type Fact = { [T in FactType]: { readonly type: T; readonly payload: FactPayload<T> } }[FactType];

/** Schema number that this build writes for every fact type. */
export const FACT_SCHEMA = 1;

/** Facts that the city must learn; the others stay in this device's journal. */
const LEAVES_DESK: Record<FactType, boolean> = {
  'dossier.received': true,
  'dossier.submitted-online': false,
  'dossier.status-changed': true,
  'dossier.numbered': false,
  'dossier.result-attached': true,
  'slip.made': true,
  'slip.spooled': true,
  'slip.confirmed': true,
  'dossier.payload-erased': false,
  'session.signed-in': false,
  'session.sign-in-refused': false,
  'session.signed-out': false,
};

export function leavesDesk(type: FactType): boolean {
  return LEAVES_DESK[type];
}

/** Files a fact names: the city calls a dossier complete only when each of them is available. */
export function filesOf(fact: Fact): readonly string[] {
  switch (fact.type) {
    case 'dossier.received':
    case 'dossier.submitted-online':
      return fact.payload.files.map((file) => file.sha256);
    case 'dossier.result-attached':
      return fact.payload.result.file ? [fact.payload.result.file.sha256] : [];
    default:
      return [];
  }
}

/** Parses a stored or received fact; an unknown type or a broken payload is null. */
export function parseFact(type: string, payload: unknown): Fact | null {
  if (!Object.hasOwn(factSchemas, type)) return null;
  const parsed = factSchemas[type as FactType].safeParse(payload);
  return parsed.success ? ({ type, payload: parsed.data } as Fact) : null;
}
