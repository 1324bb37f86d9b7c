import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../../domain/text/fold.ts';

/** A planted text found in the clear. */
export interface Leak {
  readonly file: string;
  readonly offset: number;
  readonly form: string;
}

/** Every form in which a text may stand in a file: Unicode forms, folded, both cases, UTF-8 and UTF-16 both ways. */
export function formsOf(text: string): { readonly form: string; readonly bytes: Buffer }[] {
  const texts: Record<string, string> = {
    nfc: text.normalize('NFC'),
    nfd: text.normalize('NFD'),
    folded: fold(text),
    upper: text.normalize('NFC').toUpperCase(),
    'upper nfd': text.normalize('NFD').toUpperCase(),
    lower: text.normalize('NFC').toLowerCase(),
  };
  return Object.entries(texts).flatMap(([form, value]) => {
    const little = Buffer.from(value, 'utf16le');
    return [
      { form: `${form} utf-8`, bytes: Buffer.from(value, 'utf8') },
      { form: `${form} utf-16le`, bytes: little },
      { form: `${form} utf-16be`, bytes: Buffer.from(little).swap16() },
    ];
  });
}

/** Looks for planted texts in every byte of every file under a folder, WAL and locks included. */
export function findLeaks(folder: string, planted: readonly string[]): Leak[] {
  const forms = planted.flatMap(formsOf);
  return filesUnder(folder).flatMap((file) => {
    const bytes = readFileSync(file);
    return forms.flatMap(({ form, bytes: wanted }) => {
      const offset = bytes.indexOf(wanted);
      return offset < 0 ? [] : [{ file, offset, form }];
    });
  });
}

/** Looks for one text of bytes, such as a search token, in one file. */
export function holds(file: string, text: string): boolean {
  return readFileSync(file).includes(Buffer.from(text, 'utf8'));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
