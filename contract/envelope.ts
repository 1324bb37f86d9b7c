import { z } from 'zod';
import { failureSchema } from '../domain/failures.ts';

/** The three kinds of message that cross a transport. */
export const requestSchema = z.strictObject({ id: z.int().positive(), call: z.string().max(100), input: z.json() });
export const replySchema = z.union([
  z.strictObject({ id: z.int().positive(), ok: z.literal(true), value: z.json() }),
  z.strictObject({ id: z.int().positive(), ok: z.literal(false), failure: failureSchema }),
]);
export const notificationSchema = z.strictObject({ notify: z.string().max(100), body: z.json() });

export type ReplyMessage = z.infer<typeof replySchema>;

/** Deepest nesting of lists and objects in a request; recursion over it must never reach the end of the stack. */
const MAX_NESTING = 64;

/** Whether every list and object of the message lies within `MAX_NESTING`. Does not recurse. */
export function isNestedSensibly(message: unknown): boolean {
  let level: unknown[] = [message];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_NESTING) return false;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return true;
}

/** Size of a message on any transport: bytes of its UTF-8 JSON text. */
export function messageBytes(message: unknown): number {
  return utf8Length(JSON.stringify(message));
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      bytes += 2;
      i++;
    } else if (unit > 0x7ff) bytes += 2;
    else if (unit > 0x7f) bytes += 1;
  }
  return bytes;
}
