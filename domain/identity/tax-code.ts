import type { Parsed } from '../text/parsed.ts';
import { parsed, plainDashes, unparsed } from '../text/parsed.ts';

export type TaxCodeError = 'EMPTY' | 'FORMAT' | 'LENGTH' | 'CHECK_DIGIT' | 'BRANCH';
export interface TaxCode {
  /** Ten digits, ten digits with `-` and the branch, or the twelve digits of a personal identity number. */
  readonly normalized: string;
  readonly kind: 'ORG10' | 'BRANCH13' | 'PERSON12';
}

const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3] as const;

/** A tax code as typed. Twelve digits are a personal identity number (from 01/7/2025) and carry no check digit. */
export function parseTaxCode(input: string): Parsed<TaxCode, TaxCodeError> {
  const text = plainDashes(input).replace(/[\s\u200B-\u200D\u2060\uFEFF]/gu, '');
  if (text === '') return unparsed('EMPTY');
  if (!/^\d+(?:-\d+)?$/u.test(text)) return unparsed('FORMAT');
  const [head = '', tail] = text.split('-');
  if (tail !== undefined && head.length !== 10) return unparsed('FORMAT');
  const digits = head + (tail ?? '');
  if (digits.length === 12 && tail === undefined) return parsed({ normalized: digits, kind: 'PERSON12' as const });
  if (digits.length !== 10 && digits.length !== 13) return unparsed('LENGTH');
  if (!hasCheckDigit(digits.slice(0, 10))) return unparsed('CHECK_DIGIT');
  if (digits.length === 10) return parsed({ normalized: digits, kind: 'ORG10' as const });
  const branch = digits.slice(10);
  if (branch === '000') return unparsed('BRANCH');
  return parsed({ normalized: `${digits.slice(0, 10)}-${branch}`, kind: 'BRANCH13' as const });
}

function hasCheckDigit(ten: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(ten[index]), 0);
  return 10 - (sum % 11) === Number(ten[9]);
}
