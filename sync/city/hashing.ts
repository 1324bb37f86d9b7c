import { createHash, randomBytes } from 'node:crypto';

export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Name of an applied op that a person can read out: `BN-7F3A-91C2`, derived from the event it became. */
export function receiptOf(eventId: string): string {
  const digits = sha256Hex(eventId).slice(0, 8).toUpperCase();
  return `BN-${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/** Letters and digits that are not mistaken for one another when read out or typed. */
const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A fresh enrolment code, `K7QF-M2XD`: 40 random bits, used once and soon. */
export function newEnrolmentCode(): string {
  const letters = Array.from(randomBytes(8), (byte) => CODE_LETTERS.charAt(byte % CODE_LETTERS.length)).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** What is stored of a code: its hash, whatever case, spaces and dashes it was typed with. */
export function enrolmentCodeHash(typed: string): string {
  return sha256Hex(typed.toUpperCase().replaceAll(/[^A-Z0-9]/gu, ''));
}
