import { z } from 'zod';
import { clockQualitySchema, dossierIdSchema, instantSchema, sha256Schema } from '../../domain/dossier/model.ts';
import { officePackSchema, referencePackSchema } from '../../domain/office/model.ts';

/** Wire schemas of `hoso-sync/1`, shared by the desk and the city. Field names are snake_case on the wire. */

const epochSchema = z.string().regex(/^[0-9a-f]{32}$/);

/** `GET /.well-known/hoso-sync` */
export const wellKnownSchema = z.strictObject({
  server_id: z.string(),
  timeline: z.string(),
  protocol: z.strictObject({ min: z.int(), max: z.int() }),
  limits: z.strictObject({
    max_batch_ops: z.int().positive(),
    max_batch_bytes: z.int().positive(),
    max_blob_bytes: z.int().positive(),
    max_chunk_bytes: z.int().positive(),
  }),
  encodings: z.array(z.string()),
});
export type WellKnown = z.infer<typeof wellKnownSchema>;

/** `POST /v1/enroll`: a one-time code binds this device; the same code with the same epoch answers the same. */
export const enrollRequestSchema = z.strictObject({
  code: z.string().min(4).max(64),
  epoch: epochSchema,
  device_name: z.string().max(100),
});
export const enrollReplySchema = z.strictObject({
  device_id: z.uuid(),
  /** Bearer token bound to this device until device keys exist. */
  token: z.string().min(32),
  server_id: z.string(),
  timeline: z.string(),
  office: officePackSchema,
});
export type EnrollReply = z.infer<typeof enrollReplySchema>;

const actorSchema = z.strictObject({ id: z.string().max(60), name: z.string().max(200) });
const atSchema = z.strictObject({ wall: instantSchema, quality: clockQualitySchema });

/** One fact on its way up. `op_id` is made by the desk and is the idempotency key; `agg_seq` orders a dossier's ops. */
export const opSchema = z.strictObject({
  seq: z.int().positive(),
  op_id: z.uuid(),
  agg: dossierIdSchema,
  agg_seq: z.int().positive(),
  /** City version of the dossier the desk had seen; null for the first op of a new dossier. */
  base: z.int().min(0).nullable(),
  type: z.string().max(60),
  schema: z.int().positive(),
  actor: actorSchema,
  at: atSchema,
  /** SHA-256 of the RFC 8785 text of `payload`. */
  sha256: sha256Schema,
  /** Files the fact names. */
  needs: z.array(sha256Schema),
  payload: z.json(),
});
export type Op = z.infer<typeof opSchema>;

/** `POST /v1/sync/push` */
export const pushRequestSchema = z.strictObject({
  batch_id: z.uuid(),
  epoch: epochSchema,
  last_known_acked: z.int().min(0),
  clock: z.strictObject({ wall: instantSchema, quality: clockQualitySchema, offset_ms: z.int().nullable() }),
  /** Head of this device's journal chain: lets the city notice a journal cut or swapped. */
  journal_head: z.strictObject({ seq: z.int().min(0), hash: sha256Schema }),
  ops: z.array(opSchema),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

const verdictSchema = z.discriminatedUnion('verdict', [
  z.strictObject({
    op_id: z.uuid(),
    verdict: z.literal('applied'),
    version: z.int().positive(),
    code: z.string().nullable(),
    receipt: z.string(),
  }),
  z.strictObject({
    op_id: z.uuid(),
    verdict: z.literal('duplicate'),
    version: z.int().positive(),
    code: z.string().nullable(),
    receipt: z.string(),
  }),
  /** An earlier op of the dossier is missing: keep, not an error. */
  z.strictObject({ op_id: z.uuid(), verdict: z.literal('waiting'), expects_agg_seq: z.int().positive() }),
  z.strictObject({ op_id: z.uuid(), verdict: z.literal('conflict'), version: z.int().min(0), status: z.string() }),
  z.strictObject({ op_id: z.uuid(), verdict: z.literal('rejected'), code: z.string(), fields: z.array(z.string()) }),
  z.strictObject({ op_id: z.uuid(), verdict: z.literal('id_reuse') }),
  z.strictObject({ op_id: z.uuid(), verdict: z.literal('retry') }),
]);
export type Verdict = z.infer<typeof verdictSchema>;

export const pushReplySchema = z.strictObject({
  /** Highest `seq` of this epoch up to which every op has been committed. */
  acked_seq: z.int().min(0),
  /** Highest `seq` that is also inside the city's own backup. */
  durable_seq: z.int().min(0),
  results: z.array(verdictSchema),
  max_batch_bytes: z.int().positive(),
  next_after_ms: z.int().min(0),
});
export type PushReply = z.infer<typeof pushReplySchema>;

/** One committed fact on its way down. `op_id` names the desk's op it came from, null when made at the city. */
const cityEventSchema = z.strictObject({
  event_id: z.uuid(),
  agg: dossierIdSchema,
  version: z.int().positive(),
  op_id: z.uuid().nullable(),
  type: z.string().max(60),
  schema: z.int().positive(),
  actor: actorSchema,
  at: atSchema,
  committed_at: instantSchema,
  payload: z.json(),
});
export type CityEvent = z.infer<typeof cityEventSchema>;

/** `GET /v1/sync/pull?cursor=…&limit=…&wait=…`; sending a cursor acknowledges what is before it. */
export const pullReplySchema = z.strictObject({
  events: z.array(cityEventSchema),
  cursor: z.string().max(300),
  more: z.boolean(),
  /** Newest version of each reference pack this device should hold. */
  packs: z.partialRecord(referencePackSchema, z.int().positive()),
});
export type PullReply = z.infer<typeof pullReplySchema>;

/** `GET /v1/reference/{pack}` */
export const referenceReplySchema = z.strictObject({
  pack: referencePackSchema,
  version: z.int().positive(),
  body: z.json(),
});
export type ReferenceReply = z.infer<typeof referenceReplySchema>;

/** A standing daily sub-range of dossier numbers. */
const numberRangeSchema = z.strictObject({
  id: z.uuid(),
  agency_code: z.string().max(40),
  /** e.g. `{agency}-{yyMMdd}-{NNNN}` */
  template: z.string().max(60),
  first: z.int().positive(),
  last: z.int().positive(),
  valid_from: z.iso.date(),
  valid_to: z.iso.date(),
  epoch: epochSchema,
});
export type NumberRange = z.infer<typeof numberRangeSchema>;
/** `POST /v1/number-blocks`; the same `lease_request_id` answers the same range. */
export const leaseRequestSchema = z.strictObject({ lease_request_id: z.uuid(), epoch: epochSchema });
export const leaseReplySchema = z.strictObject({ range: numberRangeSchema });
export type LeaseReply = z.infer<typeof leaseReplySchema>;

/** `PUT /v1/blobs/{sha256}`: creates or finds an upload; repeatable. */
export const blobPutRequestSchema = z.strictObject({
  size: z.int().positive(),
  mime: z.enum(['application/pdf', 'image/jpeg', 'image/png', 'image/tiff']),
  dossier: dossierIdSchema,
});
const BLOB_STATES = ['absent', 'receiving', 'verifying', 'available', 'infected', 'rejected'] as const;
const blobStateSchema = z.enum(BLOB_STATES);
export const blobReplySchema = z.strictObject({
  state: blobStateSchema,
  offset: z.int().min(0),
  upload_url: z.string().max(300).nullable(),
});
export type BlobReply = z.infer<typeof blobReplySchema>;

/** `GET /v1/dossiers/{id}`: the city's folded copy. `complete`: every file its facts name is available. */
export const dossierReplySchema = z.strictObject({
  id: dossierIdSchema,
  version: z.int().positive(),
  status: z.string(),
  code: z.string().nullable(),
  state: z.json(),
  files: z.array(z.strictObject({ sha256: sha256Schema, state: blobStateSchema })),
  complete: z.boolean(),
});
export type DossierReply = z.infer<typeof dossierReplySchema>;

/** Error body (RFC 9457) with a stable `code`. */
export const problemSchema = z.looseObject({ type: z.string(), title: z.string(), status: z.int(), code: z.string() });
export const PROBLEM_CODES = [
  'code_unknown',
  'code_used',
  'code_expired',
  'unauthorized',
  'device_revoked',
  'epoch_unknown',
  'malformed',
  'too_large',
  'busy',
  'cursor_expired',
  'timeline_changed',
  'scope_changed',
  'offset_mismatch',
  'checksum_mismatch',
  'upload_gone',
  'out_of_scope',
  'not_found',
  'schema_too_old',
  'range_unavailable',
  'internal',
] as const;
