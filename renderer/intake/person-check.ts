import { isRealDate } from '../../domain/calendar/civil-date.ts';
import { parseEmail } from '../../domain/identity/email.ts';
import { parsePersonName } from '../../domain/identity/person-name.ts';
import { parsePhone } from '../../domain/identity/phone.ts';

export type PersonField = 'fullName' | 'idNumber' | 'birthDate' | 'phone' | 'email';

/** What is wrong with a typed value. `left` is how many digits are missing. */
export type FieldProblem =
  | {
      readonly kind: 'name' | 'id-characters' | 'id-long' | 'date' | 'date-future' | 'phone' | 'phone-length' | 'email';
    }
  | { readonly kind: 'id-short'; readonly left: number };

/**
 * Checks one field of a person as typed; empty is not wrong here. `today` is the local ISO date (+07:00).
 * The value is read again when the dossier is saved.
 */
export function checkField(field: PersonField, value: string, today: string): FieldProblem | null {
  const text = value.trim();
  if (text === '') return null;
  switch (field) {
    case 'fullName':
      return parsePersonName(text).ok ? null : { kind: 'name' };
    case 'idNumber':
      return checkIdNumber(text);
    case 'birthDate': {
      const date = typedDate(text);
      return date === null ? { kind: 'date' } : date > today ? { kind: 'date-future' } : null;
    }
    case 'phone': {
      const phone = parsePhone(text);
      return phone.ok ? null : { kind: phone.error === 'LENGTH' ? 'phone-length' : 'phone' };
    }
    case 'email':
      return parseEmail(text).ok ? null : { kind: 'email' };
  }
}

/** Digits of an identity number as typed: spaces, dots and dashes between groups are left out. */
export function idDigits(value: string): string {
  return value.normalize('NFKC').replace(/[\s.\-\u200B\u2060\uFEFF]/gu, '');
}

function checkIdNumber(text: string): FieldProblem | null {
  const digits = idDigits(text);
  if (!/^\d+$/u.test(digits)) return { kind: 'id-characters' };
  if (digits.length < 12) return { kind: 'id-short', left: 12 - digits.length };
  return digits.length > 12 ? { kind: 'id-long' } : null;
}

/** `14/12/1985`, `14121985` or `14-12-1985` to an ISO date; null when it is no real day. */
export function typedDate(value: string): string | null {
  const match =
    /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/u.exec(value.trim()) ?? /^(\d{2})(\d{2})(\d{4})$/u.exec(value.trim());
  if (match === null) return null;
  const [, day = '', month = '', year = ''] = match;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isRealDate(iso) ? iso : null;
}

/** `1985-12-14` as `14/12/1985`. */
export function dateWords(iso: string): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  return `${day}/${month}/${year}`;
}

/** `079085933392` as `079 085 933 392`. */
export function idWords(digits: string): string {
  return digits.replace(/(\d{3})(?=\d)/gu, '$1 ');
}
