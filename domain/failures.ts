import { z } from 'zod';
import { instantSchema } from './dossier/model.ts';

/**
 * Every expected failure of the product: one catalogue, stable codes, never reused.
 * The page turns a code into words (`renderer/failure-text.ts` is exhaustive over this list).
 * Details never hold personal data.
 */
export const failureSchema = z.discriminatedUnion('code', [
  // session and permission
  z.object({ code: z.literal('not-signed-in') }),
  z.object({ code: z.literal('sign-in-refused'), retryAfterSeconds: z.number().int().nonnegative() }),
  z.object({ code: z.literal('not-permitted'), neededRole: z.string() }),
  // the call itself
  z.object({ code: z.literal('unknown-operation') }),
  z.object({ code: z.literal('invalid-input'), fields: z.array(z.object({ path: z.string(), reason: z.string() })) }),
  z.object({ code: z.literal('message-too-large'), limitBytes: z.number().int() }),
  z.object({ code: z.literal('disconnected') }),
  z.object({ code: z.literal('internal-error'), reference: z.string() }),
  // commands
  z.object({ code: z.literal('command-id-reused') }),
  z.object({ code: z.literal('dossier-not-found') }),
  z.object({ code: z.literal('transition-not-allowed'), from: z.string(), command: z.string() }),
  z.object({ code: z.literal('procedure-not-found') }),
  z.object({ code: z.literal('procedure-guide-only') }),
  z.object({ code: z.literal('procedure-not-in-force') }),
  z.object({ code: z.literal('limit-variant-unknown') }),
  z.object({ code: z.literal('components-missing'), components: z.array(z.string()) }),
  z.object({ code: z.literal('component-unknown'), component: z.string() }),
  z.object({ code: z.literal('owner-missing') }),
  z.object({ code: z.literal('calendar-missing'), year: z.number().int() }),
  z.object({ code: z.literal('due-date-changed'), dueAt: instantSchema }),
  z.object({ code: z.literal('slip-not-made') }),
  z.object({ code: z.literal('already-erased') }),
  z.object({ code: z.literal('not-sent-yet'), facts: z.number().int(), files: z.number().int() }),
  // files
  z.object({ code: z.literal('file-empty') }),
  z.object({ code: z.literal('file-too-large'), limitBytes: z.number().int() }),
  z.object({ code: z.literal('file-type-not-accepted'), found: z.string() }),
  z.object({ code: z.literal('file-damaged'), found: z.string() }),
  z.object({ code: z.literal('file-encrypted') }),
  z.object({ code: z.literal('file-active-content'), found: z.string() }),
  z.object({ code: z.literal('image-too-large'), megapixels: z.number(), limitMegapixels: z.number() }),
  z.object({ code: z.literal('too-many-pages'), pages: z.number().int(), limitPages: z.number().int() }),
  z.object({ code: z.literal('file-inspection-failed'), cause: z.enum(['timeout', 'memory', 'crash']) }),
  z.object({ code: z.literal('upload-out-of-order') }),
  z.object({ code: z.literal('file-not-found') }),
  z.object({ code: z.literal('file-elsewhere'), pages: z.number().int() }),
  z.object({ code: z.literal('file-unreadable') }),
  // citizen card
  z.object({
    code: z.literal('card-unreadable'),
    error: z.enum(['EMPTY', 'FIELD_COUNT', 'ID_NUMBER', 'FULL_NAME', 'BIRTH_DATE', 'SEX', 'ISSUE_DATE', 'CHARACTERS']),
  }),
  // storage
  z.object({ code: z.literal('storage-full') }),
  z.object({ code: z.literal('storage-busy') }),
  z.object({ code: z.literal('storage-damaged') }),
  z.object({ code: z.literal('storage-too-new'), found: z.number().int(), known: z.number().int() }),
  z.object({ code: z.literal('storage-key-wrong') }),
  z.object({ code: z.literal('storage-in-use') }),
  // first start and enrolment
  z.object({ code: z.literal('already-set-up') }),
  z.object({ code: z.literal('not-set-up') }),
  z.object({ code: z.literal('enrolment-refused'), reason: z.enum(['code-unknown', 'code-used', 'code-expired']) }),
  z.object({ code: z.literal('sample-city-failed') }),
  // city
  z.object({ code: z.literal('city-unreachable') }),
  z.object({
    code: z.literal('not-our-city'),
    cause: z.enum(['captive-portal', 'wrong-server', 'damaged-reply', 'wrong-content']),
  }),
  z.object({ code: z.literal('city-busy'), retryAfterSeconds: z.number() }),
  z.object({ code: z.literal('city-refused'), status: z.number().int(), reason: z.string() }),
  z.object({ code: z.literal('city-access-lost') }),
  z.object({ code: z.literal('clock-wrong'), offsetSeconds: z.number() }),
]);

export type Failure = z.infer<typeof failureSchema>;
export type FailureCode = Failure['code'];
