import type { Parsed } from '../text/parsed.ts';
import { parsed, unparsed } from '../text/parsed.ts';

export type EmailError = 'EMPTY' | 'FORMAT' | 'LENGTH';

/** An e-mail address as typed: ends trimmed, domain in lower case. Whether it can be reached is not known here. */
export function parseEmail(input: string): Parsed<string, EmailError> {
  const text = input.normalize('NFC').replace(/^[\s\u200B\uFEFF]+|[\s\u200B\uFEFF]+$/gu, '');
  if (text === '') return unparsed('EMPTY');
  if (text.length > 254) return unparsed('LENGTH');
  const match =
    /^([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64})@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63})$/u.exec(
      text,
    );
  const [, local = '', domain = ''] = match ?? [];
  if (match === null || local.startsWith('.') || local.endsWith('.') || local.includes('..')) return unparsed('FORMAT');
  return parsed(`${local}@${domain.toLowerCase()}`);
}
