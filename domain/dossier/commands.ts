import { z } from 'zod';
import { ROLES, type Role } from '../office/model.ts';
import {
  channelSchema,
  componentSchema,
  deliverySchema,
  dossierIdSchema,
  feeLineSchema,
  fileSchema,
  instantSchema,
  partySchema,
  procedureCodeSchema,
  text,
} from './model.ts';

/**
 * Everything a person can make happen, as one strict tagged union. `commandId` is made by the client: the same command
 * twice changes nothing and answers the same.
 */
const commandId = z.uuid();

export const receiveDossierSchema = z.strictObject({
  type: z.literal('dossier.receive'),
  commandId,
  /** Made by the client (UUIDv7). */
  dossierId: dossierIdSchema,
  procedureCode: procedureCodeSchema,
  variant: z.int().min(0).nullable(),
  variantReason: text(300).nullable(),
  channel: channelSchema.exclude(['ONLINE']),
  parties: z.array(partySchema).min(1).max(20),
  components: z.array(componentSchema).max(60),
  files: z.array(fileSchema).max(500),
  fees: z.array(feeLineSchema).max(20),
  delivery: deliverySchema,
  dossierSets: z.int().min(1).max(99),
  queueTicket: text(20).nullable(),
  note: text(1000).nullable(),
  /** Units other than this office; null means this office. */
  decidingUnit: text(60).nullable(),
  returningUnit: text(60).nullable(),
  /** The promised date the clerk and the citizen saw. When the rules now give another one, nothing is written. */
  expectedDueAt: instantSchema,
});

export const recordSlipSchema = z.discriminatedUnion('state', [
  z.strictObject({
    type: z.literal('slip.record'),
    commandId,
    dossierId: dossierIdSchema,
    state: z.literal('made'),
    formSet: text(30),
    formCode: text(10),
    pdfSha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  z.strictObject({
    type: z.literal('slip.record'),
    commandId,
    dossierId: dossierIdSchema,
    state: z.literal('spooled'),
    printer: text(200),
  }),
  z.strictObject({
    type: z.literal('slip.record'),
    commandId,
    dossierId: dossierIdSchema,
    state: z.literal('confirmed'),
  }),
]);

export const erasePayloadSchema = z.strictObject({
  type: z.literal('dossier.erase-payload'),
  commandId,
  dossierId: dossierIdSchema,
  reason: text(500).pipe(z.string().min(3)),
});

const recordSessionSchema = z.strictObject({
  type: z.literal('session.record'),
  commandId,
  event: z.enum(['signed-in', 'sign-in-refused', 'signed-out']),
});

const commandSchema = z.union([receiveDossierSchema, recordSlipSchema, erasePayloadSchema, recordSessionSchema]);
export type Command = z.infer<typeof commandSchema>;
export type CommandType = Command['type'];

/** What a command answers. Ids, codes and times only: it is stored to answer a repeat, so it holds no personal data. */
const commandReplySchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('dossier.receive'),
    dossierId: dossierIdSchema,
    code: z.string().nullable(),
    temporaryCode: z.string().nullable(),
    receivedAt: instantSchema,
    dueAt: instantSchema,
  }),
  z.strictObject({ type: z.literal('slip.record'), dossierId: dossierIdSchema, issue: z.int().positive() }),
  z.strictObject({ type: z.literal('dossier.erase-payload'), dossierId: dossierIdSchema, erased: z.int().min(0) }),
  z.strictObject({ type: z.literal('session.record') }),
]);
export type CommandReply = z.infer<typeof commandReplySchema>;

/** Which roles may issue a command, and who owns the fact it makes. */
interface CommandRule {
  readonly roles: readonly Role[];
  readonly owner: 'desk' | 'city' | 'both';
}

export const COMMAND_RULES = {
  'dossier.receive': { roles: ['clerk', 'supervisor'], owner: 'desk' },
  'slip.record': { roles: ['clerk', 'supervisor'], owner: 'desk' },
  'dossier.erase-payload': { roles: ['leader'], owner: 'desk' },
  'session.record': { roles: ROLES, owner: 'desk' },
} as const satisfies Record<CommandType, CommandRule>;

/** Whether `role` may issue the command. */
export function mayIssue(role: Role, type: CommandType): boolean {
  return (COMMAND_RULES[type].roles as readonly Role[]).includes(role);
}
