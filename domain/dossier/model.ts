import { z } from 'zod';
import { DOSSIER_STATUSES } from './status.ts';

/**
 * Text that may be stored: well-formed Unicode without control characters other than tab and line feed,
 * normalised to NFC at this boundary and trimmed.
 */
export function text(maxLength: number) {
  return z
    .string()
    .refine((value) => value.isWellFormed() && !hasControlCharacter(value), { error: 'characters' })
    .overwrite((value) => value.normalize('NFC').trim())
    .max(maxLength);
}

function hasControlCharacter(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if ((unit < 0x20 && unit !== 0x09 && unit !== 0x0a) || unit === 0x7f) return true;
  }
  return false;
}

export const dossierIdSchema = z.uuid();
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
/** A local calendar date in the legal zone +07:00. */
export const localDateSchema = z.iso.date();
/** An instant, always with an explicit offset. */
export const instantSchema = z.iso.datetime({ offset: true });
export const procedureCodeSchema = z.string().regex(/^[1-6]\.\d{6}$/);

export const channelSchema = z.enum(['DESK', 'ONLINE', 'POST']);
export type Channel = z.infer<typeof channelSchema>;

export const deliverySchema = z.enum(['DESK', 'POST', 'ONLINE']);
export type Delivery = z.infer<typeof deliverySchema>;

/** How sure the desk was of its own clock: `suspect` prints "to be confirmed by the city". */
export const clockQualitySchema = z.enum(['ok', 'stale', 'suspect']);
export type ClockQuality = z.infer<typeof clockQualitySchema>;

const partyRoleSchema = z.enum(['owner', 'co-owner', 'submitter', 'authorised', 'contact', 'related']);
export type PartyRole = z.infer<typeof partyRoleSchema>;

/** A person or organisation in a dossier. `source` says where the facts were taken from. */
export const partySchema = z.strictObject({
  role: partyRoleSchema,
  kind: z.enum(['person', 'organisation']),
  fullName: text(200).pipe(z.string().min(1)),
  idNumber: z
    .string()
    .regex(/^\d{12}$/)
    .nullable(),
  oldIdNumber: text(20).nullable(),
  birthDate: localDateSchema.nullable(),
  sex: z.enum(['MALE', 'FEMALE']).nullable(),
  taxCode: text(20).nullable(),
  phone: text(20).nullable(),
  email: text(200).nullable(),
  address: text(300).nullable(),
  /** Address as printed on the card, kept when the current address is written under new unit names. */
  printedAddress: text(300).nullable(),
  /** What this person is to the matter, e.g. "Mẹ của trẻ". */
  relation: text(100).nullable(),
  source: z.enum(['card', 'typed', 'earlier', 'online']),
});
export type Party = z.infer<typeof partySchema>;

/** One line of the checklist as handed in: how many of each kind of paper. */
export const componentSchema = z.strictObject({
  code: text(60).pipe(z.string().min(1)),
  name: text(600),
  originals: z.int().min(0).max(999),
  certifiedCopies: z.int().min(0).max(999),
  photocopies: z.int().min(0).max(999),
  /** Shown to the clerk and given back. */
  presented: z.boolean(),
});
export type DossierComponent = z.infer<typeof componentSchema>;

/** A digitised file; its bytes are addressed by the SHA-256 of the plaintext. */
export const fileSchema = z.strictObject({
  sha256: sha256Schema,
  /** Component it belongs to; null for a file not yet bound to one. */
  component: text(60).nullable(),
  name: text(200),
  mime: z.enum(['application/pdf', 'image/jpeg', 'image/png', 'image/tiff']),
  bytes: z.int().positive(),
  pages: z.int().positive().nullable(),
});
export type DossierFile = z.infer<typeof fileSchema>;

const unitIdSchema = text(60).pipe(z.string().min(1));

/** The office that takes the dossier in, the one that decides, and the one that hands the result over. */
export const unitsSchema = z.strictObject({
  receiving: unitIdSchema,
  deciding: unitIdSchema,
  returning: unitIdSchema,
});
export type DossierUnits = z.infer<typeof unitsSchema>;

export const limitSchema = z.strictObject({
  amount: z.int().positive(),
  unit: z.enum(['WORKING_DAY', 'CALENDAR_DAY', 'WORKING_HOUR', 'SAME_DAY']),
});

export const feeLineSchema = z.strictObject({
  name: text(300),
  kind: z.enum(['PHI', 'LE_PHI']),
  /** Đồng for the whole line, all of `quantity` together; null when the rate is not known. */
  amountVnd: z.int().min(0).nullable(),
  quantity: z.int().min(0).max(9999),
});
export type FeeLine = z.infer<typeof feeLineSchema>;

/** A result document decided by the city or another office. */
export const resultDocumentSchema = z.strictObject({
  name: text(300),
  number: text(100).nullable(),
  issuedOn: localDateSchema.nullable(),
  signed: z.boolean(),
  file: fileSchema.nullable(),
});
export type ResultDocument = z.infer<typeof resultDocumentSchema>;

export const personNamedSchema = z.strictObject({
  id: text(60).nullable(),
  name: text(200),
  unit: text(200).nullable(),
});

export const statusSchema = z.enum(DOSSIER_STATUSES);

export const SLIP_STATES = ['none', 'made', 'spooled', 'confirmed'] as const;
/** How far the paper slip is known to have come: never assumed. */
export type SlipState = (typeof SLIP_STATES)[number];
