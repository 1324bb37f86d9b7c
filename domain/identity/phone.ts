import type { Parsed } from '../text/parsed.ts';
import { parsed, plainDashes, unparsed } from '../text/parsed.ts';

export type PhoneError = 'EMPTY' | 'FORMAT' | 'LENGTH';
export interface Phone {
  /** Domestic form with the leading zero, digits only. */
  readonly normalized: string;
  readonly kind: 'MOBILE' | 'LANDLINE';
}

/**
 * A Vietnamese phone number as people write it: mobile `0[35789]` and 8 digits, landline `02` and 9 digits.
 * Spaces, dots, dashes, brackets and full-width digits are accepted; +84, 84 and 0084 become 0.
 * FORMAT: foreign characters or an unknown prefix; LENGTH: known prefix, wrong number of digits.
 */
export function parsePhone(input: string): Parsed<Phone, PhoneError> {
  const text = plainDashes(input.normalize('NFKC')).replace(/[\s.()\-\u200B-\u200D\u2060\uFEFF]/gu, '');
  if (text === '') return unparsed('EMPTY');
  if (!/^\+?\d+$/u.test(text)) return unparsed('FORMAT');
  const digits = text.replace(/^(?:\+84|0084|84)0?/u, '0');
  if (/^0[35789]/u.test(digits)) {
    return digits.length === 10 ? parsed({ normalized: digits, kind: 'MOBILE' as const }) : unparsed('LENGTH');
  }
  if (/^02/u.test(digits)) {
    return digits.length === 11 ? parsed({ normalized: digits, kind: 'LANDLINE' as const }) : unparsed('LENGTH');
  }
  return unparsed('FORMAT');
}
