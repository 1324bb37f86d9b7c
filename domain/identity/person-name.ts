import { collapseSpaces, isStorableText } from '../text/fold.ts';
import type { Parsed } from '../text/parsed.ts';
import { parsed, unparsed } from '../text/parsed.ts';

export type PersonNameError = 'EMPTY' | 'CHARACTERS' | 'LENGTH';

const LONGEST_NAME = 200;

/**
 * A person's name as written: NFC, spaces collapsed, upper and lower case kept as printed.
 * Apostrophes and hyphens are kept (`H'Lina Niê`). CHARACTERS: no letter at all, digits, control characters or
 * text that cannot be stored.
 */
export function parsePersonName(input: string): Parsed<string, PersonNameError> {
  if (!isStorableText(input)) return unparsed('CHARACTERS');
  const name = collapseSpaces(input);
  if (name === '') return unparsed('EMPTY');
  if (!/\p{L}/u.test(name) || /[\p{Cc}\p{Nd}|<>\u202A-\u202E\u2066-\u2069]/u.test(name)) return unparsed('CHARACTERS');
  if (name.length > LONGEST_NAME) return unparsed('LENGTH');
  return parsed(name);
}
