import { z } from 'zod';
import { isRealDate } from '../calendar/civil-date.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { collapseSpaces } from '../text/fold.ts';

export const citizenCardSchema = z.strictObject({
  /** Twelve digits. The number carries no check digit. */
  idNumber: z.string().regex(/^\d{12}$/),
  /** The former identity card number as encoded, or null. */
  oldIdNumber: z.string().nullable(),
  /** As printed: upper and lower case kept, NFC. */
  fullName: z.string().min(1),
  birthDate: z.iso.date(),
  sex: z.enum(['MALE', 'FEMALE']),
  address: z.string(),
  issueDate: z.iso.date(),
});
export type CitizenCard = z.infer<typeof citizenCardSchema>;

const CARD_WARNINGS = ['ID_CENTURY_MISMATCH', 'ID_SEX_MISMATCH', 'ID_YEAR_MISMATCH', 'OLD_ID_FORMAT'] as const;
export type CardWarning = (typeof CARD_WARNINGS)[number];

/** What a card says, and what a person at the desk has to confirm about it. */
export interface CardReading {
  readonly card: CitizenCard;
  readonly warnings: readonly CardWarning[];
}

type CardError =
  | 'EMPTY'
  | 'CHARACTERS'
  | 'FIELD_COUNT'
  | 'ID_NUMBER'
  | 'FULL_NAME'
  | 'BIRTH_DATE'
  | 'SEX'
  | 'ISSUE_DATE';

const FIELD_COUNT = 7;

/** Control characters and direction overrides never stand on a real card; a reader that sends them is not believed. */
const REFUSED = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/**
 * Reads the text of the QR code on a citizen identity card:
 * `number|former number|full name|birth date|Nam or Nữ|residence|issue date`, dates `ddMMyyyy` or `dd/MM/yyyy`.
 * Fields after the seventh are ignored. `today` is the local ISO date (+07:00); a later birth date is refused.
 * Fails with `card-unreadable` and the first error in field order. Never throws.
 */
export function parseCitizenCard(payload: string, today: string): Result<CardReading> {
  const text = payload.replace(/^[\uFEFF \t\r\n]+|[\uFEFF \t\r\n]+$/gu, '');
  if (text === '') return unreadable('EMPTY');
  if (!text.isWellFormed() || REFUSED.test(text)) return unreadable('CHARACTERS');
  const fields = text.split('|').map(collapseSpaces);
  if (fields.length < FIELD_COUNT) return unreadable('FIELD_COUNT');
  const [idNumber = '', oldId = '', fullName = '', birth = '', sexWord = '', address = '', issue = ''] = fields;

  if (!/^\d{12}$/u.test(idNumber)) return unreadable('ID_NUMBER');
  if (!/\p{L}/u.test(fullName) || /\d/u.test(fullName)) return unreadable('FULL_NAME');
  const birthDate = cardDate(birth);
  if (birthDate === null || birthDate > today) return unreadable('BIRTH_DATE');
  const sex = cardSex(sexWord);
  if (sex === null) return unreadable('SEX');
  const issueDate = cardDate(issue);
  if (issueDate === null) return unreadable('ISSUE_DATE');

  const card: CitizenCard = {
    idNumber,
    oldIdNumber: oldId === '' ? null : oldId,
    fullName,
    birthDate,
    sex,
    address,
    issueDate,
  };
  return ok({ card, warnings: cardWarnings(card) });
}

/**
 * Contradictions inside one person's data: the fourth digit of the number tells century and sex
 * (0/1 = 19xx male/female, 2/3 = 20xx, and so on), the fifth and sixth the year of birth.
 */
function cardWarnings(card: CitizenCard): CardWarning[] {
  const warnings: CardWarning[] = [];
  const digit = Number(card.idNumber[3]);
  const year = Number(card.birthDate.slice(0, 4));
  if (Math.floor(year / 100) !== 19 + Math.floor(digit / 2)) warnings.push('ID_CENTURY_MISMATCH');
  if ((digit % 2 === 0) !== (card.sex === 'MALE')) warnings.push('ID_SEX_MISMATCH');
  if (card.idNumber.slice(4, 6) !== card.birthDate.slice(2, 4)) warnings.push('ID_YEAR_MISMATCH');
  if (card.oldIdNumber !== null && !/^(?:\d{9}|\d{12})$/u.test(card.oldIdNumber)) warnings.push('OLD_ID_FORMAT');
  return warnings;
}

function cardDate(text: string): string | null {
  const match = /^(\d{2})(\d{2})(\d{4})$/u.exec(text) ?? /^(\d{2})\/(\d{2})\/(\d{4})$/u.exec(text);
  if (match === null) return null;
  const iso = `${match[3]}-${match[2]}-${match[1]}`;
  return isRealDate(iso) ? iso : null;
}

function cardSex(word: string): CitizenCard['sex'] | null {
  switch (word.toLowerCase()) {
    case 'nam':
      return 'MALE';
    case 'nữ':
      return 'FEMALE';
    default:
      return null;
  }
}

function unreadable(error: CardError): Result<never> {
  return fail({ code: 'card-unreadable', error });
}
