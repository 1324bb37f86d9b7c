import { z } from 'zod';
import {
  channelSchema,
  componentSchema,
  deliverySchema,
  dossierIdSchema,
  feeLineSchema,
  instantSchema,
  limitSchema,
  localDateSchema,
  partySchema,
  resultDocumentSchema,
  SLIP_STATES,
  sha256Schema,
  statusSchema,
} from '../domain/dossier/model.ts';
import { WORK_LISTS } from '../domain/dossier/status.ts';
import { roleSchema } from '../domain/office/model.ts';

/** Shapes that queries return to the page. */

/** Where a dossier stands between this desk and the city; the words are the same on every screen. */
export const syncMarkSchema = z.strictObject({
  state: z.enum(['waiting', 'sending', 'received', 'needs-attention', 'refused']),
  /** When the city committed the newest fact of this dossier; null while it has none. */
  at: instantSchema.nullable(),
});
export type SyncMark = z.infer<typeof syncMarkSchema>;

/** `TRUTH` of the network, from the last real exchange with the city. */
export const networkTruthSchema = z.enum([
  'not-enrolled',
  'connecting',
  'online',
  'offline',
  'not-our-city',
  'city-busy',
  'access-lost',
  'clock-wrong',
]);
export type NetworkTruth = z.infer<typeof networkTruthSchema>;

export const syncStatusSchema = z.strictObject({
  network: networkTruthSchema,
  /** Since when the network has been as it is. */
  since: instantSchema.nullable(),
  lastExchangeAt: instantSchema.nullable(),
  lastSentAt: instantSchema.nullable(),
  /** Dossiers with something unsent, a fact or a file. */
  waitingDossiers: z.int(),
  waitingFacts: z.int(),
  waitingFiles: z.int(),
  waitingBytes: z.int(),
  sending: z.boolean(),
  /** Dossiers of today of which the city has everything. */
  sentToday: z.int(),
  refused: z.int(),
  needsAttention: z.int(),
  /** Official numbers left for today; null without a range. */
  numbersLeft: z.int().nullable(),
  clockOffsetSeconds: z.number().nullable(),
});
export type SyncStatus = z.infer<typeof syncStatusSchema>;

export const userViewSchema = z.strictObject({
  id: z.string(),
  fullName: z.string(),
  title: z.string(),
  role: roleSchema,
});
export type UserView = z.infer<typeof userViewSchema>;

export const officeViewSchema = z.strictObject({
  unitId: z.string(),
  name: z.string(),
  shortName: z.string(),
  deskName: z.string(),
  agencyCode: z.string().nullable(),
  sample: z.boolean(),
  units: z.array(z.strictObject({ id: z.string(), name: z.string(), shortName: z.string() })),
});
export type OfficeView = z.infer<typeof officeViewSchema>;

export const explanationSchema = z.json();

const spanFields = { days: z.int(), hours: z.int(), minutes: z.int() };
/** How a dossier stands with its date; the page puts it into words. Meanings: `domain/calendar/clock-reading.ts`. */
export const clockSchema = z.strictObject({
  tone: z.enum(['late', 'now', 'soon', 'run', 'pause', 'done']),
  reading: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('left'), ...spanFields }),
    z.strictObject({ kind: z.literal('late'), ...spanFields }),
    z.strictObject({ kind: z.literal('overdue') }),
    z.strictObject({ kind: z.literal('today'), time: z.string() }),
    z.strictObject({ kind: z.literal('due-on'), date: localDateSchema }),
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('paused'), reason: z.enum(['supplement', 'payment']).nullable() }),
    z.strictObject({ kind: z.literal('finished'), how: z.enum(['early', 'on-time', 'late']) }),
    z.strictObject({ kind: z.literal('ended'), how: z.enum(['refused', 'withdrawn', 'terminated']) }),
  ]),
});
export type Clock = z.infer<typeof clockSchema>;

export const dossierRowSchema = z.strictObject({
  id: dossierIdSchema,
  code: z.string().nullable(),
  temporaryCode: z.string().nullable(),
  status: statusSchema,
  list: z.enum(WORK_LISTS),
  procedureCode: z.string(),
  procedureName: z.string(),
  ownerName: z.string(),
  step: z.string().nullable(),
  holder: z.string().nullable(),
  receivedAt: instantSchema,
  dueAt: instantSchema.nullable(),
  clock: clockSchema,
  sync: syncMarkSchema,
});
export type DossierRow = z.infer<typeof dossierRowSchema>;

export const countersSchema = z.record(z.enum(WORK_LISTS), z.int());
export type Counters = z.infer<typeof countersSchema>;

const fileViewSchema = z.strictObject({
  sha256: sha256Schema,
  component: z.string().nullable(),
  name: z.string(),
  mime: z.string(),
  bytes: z.int(),
  pages: z.int().nullable(),
  /** `here` on this machine; `elsewhere` must be fetched; `sent` tells whether the city has it. */
  place: z.enum(['here', 'elsewhere', 'missing']),
  sent: z.boolean(),
  /** Shown in the viewer; TIFF is kept sealed. */
  viewable: z.boolean(),
});
export type FileView = z.infer<typeof fileViewSchema>;

const historyEntrySchema = z.strictObject({
  type: z.string(),
  at: instantSchema,
  actor: z.string(),
  /** Short facts for the line, keyed for translation; no more than the reader may see anyway. */
  detail: z.record(z.string(), z.string()),
  origin: z.enum(['desk', 'city']),
  /** A local fact the city has not confirmed through pull yet. */
  pending: z.boolean(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const dossierViewSchema = z.strictObject({
  id: dossierIdSchema,
  code: z.string().nullable(),
  temporaryCode: z.string().nullable(),
  status: statusSchema,
  procedure: z.strictObject({ code: z.string(), version: z.int(), name: z.string(), shortName: z.string() }),
  channel: channelSchema,
  receivedAt: instantSchema,
  acceptBy: instantSchema.nullable(),
  receivedBy: z.string().nullable(),
  promised: z
    .strictObject({
      dueAt: instantSchema,
      limit: limitSchema,
      variantReason: z.string().nullable(),
      explanation: explanationSchema,
    })
    .nullable(),
  units: z.strictObject({ receiving: z.string(), deciding: z.string(), returning: z.string() }),
  parties: z.array(partySchema),
  components: z.array(componentSchema),
  files: z.array(fileViewSchema),
  fees: z.array(feeLineSchema),
  delivery: deliverySchema,
  queueTicket: z.string().nullable(),
  note: z.string().nullable(),
  step: z.string().nullable(),
  holder: z.string().nullable(),
  statusReason: z.string().nullable(),
  results: z.array(resultDocumentSchema.extend({ file: fileViewSchema.nullable() })),
  slip: z.strictObject({ state: z.enum(SLIP_STATES), issue: z.int() }),
  clock: clockSchema,
  sync: syncMarkSchema,
  city: z.strictObject({
    version: z.int(),
    receivedAt: instantSchema.nullable(),
    receipt: z.string().nullable(),
    filesHeld: z.int(),
    filesTotal: z.int(),
    problem: z.string().nullable(),
  }),
  history: z.array(historyEntrySchema),
  /** Personal payloads were erased on this device; only dates, codes and statuses remain. */
  erased: z.boolean(),
});
export type DossierView = z.infer<typeof dossierViewSchema>;

export const searchHitSchema = z.strictObject({
  id: dossierIdSchema,
  code: z.string().nullable(),
  temporaryCode: z.string().nullable(),
  ownerName: z.string(),
  procedureName: z.string(),
  status: statusSchema,
  receivedOn: localDateSchema,
});
export type SearchHit = z.infer<typeof searchHitSchema>;
