import type { Parsed } from '../text/parsed.ts';
import { parsed, plainDashes, unparsed } from '../text/parsed.ts';

/** A number given while no official one may be given: `T-<device>-<counter>-<check>`, mapped to an official one later. */
export interface TemporaryCode {
  /** Four letters or digits that name the device. */
  readonly device: string;
  /** From 1. */
  readonly counter: number;
}
export type TemporaryCodeError = 'EMPTY' | 'FORMAT' | 'CHECK';

const CODE = /^T-([0-9A-Z]{4})-(\d{4,12})-(\d{2})$/u;

/** The printed form: `T-K3F9-0012-47`, check digits by ISO 7064 MOD 97-10. */
export function formatTemporaryCode(code: TemporaryCode): string {
  if (!/^[0-9A-Z]{4}$/u.test(code.device)) throw new RangeError('device of a temporary code is four letters or digits');
  if (!Number.isSafeInteger(code.counter) || code.counter < 1) throw new RangeError('counter starts at 1');
  const counter = String(code.counter).padStart(4, '0');
  return `T-${code.device}-${counter}-${checkDigits(code.device + counter)}`;
}

/** Reads and verifies a temporary code as typed or scanned; letters raised, long dashes accepted. */
export function parseTemporaryCode(input: string): Parsed<TemporaryCode, TemporaryCodeError> {
  const text = plainDashes(input.trim()).toUpperCase();
  if (text === '') return unparsed('EMPTY');
  const match = CODE.exec(text);
  if (match === null) return unparsed('FORMAT');
  const [, device = '', digits = '', check = ''] = match;
  if (checkDigits(device + digits) !== check) return unparsed('CHECK');
  const counter = Number(digits);
  if (counter < 1) return unparsed('FORMAT');
  return parsed({ device, counter });
}

/** ISO 7064 MOD 97-10 with A = 10 … Z = 35: the number followed by its check digits leaves 1 when divided by 97. */
function checkDigits(text: string): string {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return String(98 - ((remainder * 100) % 97)).padStart(2, '0');
}
