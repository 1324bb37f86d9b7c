import type { Dossier } from '../domain/dossier/dossier.ts';
import { fold, toneKey } from '../domain/text/fold.ts';

/** What the three search tables hold for one dossier. */
export interface SearchText {
  /** Folded names of all parties, phones and id numbers, each number also from its end. */
  readonly folded: string;
  /** Names with their tones: exact words first in the answers. */
  readonly words: string;
  /** Official and temporary code, searched by fragments. */
  readonly codes: string;
}

export function searchTextOf(dossier: Dossier): SearchText {
  const names = dossier.parties.map((party) => party.fullName);
  const numbers = dossier.parties
    .flatMap((party) => [party.phone, party.idNumber, party.oldIdNumber])
    .flatMap((number) => numberTokens(number));
  return {
    folded: [...new Set([...names.map(fold), ...numbers])].join(' '),
    words: [...new Set(names.flatMap((name) => [toneWords(name), plainWords(name)]))].join(' '),
    codes: [dossier.code, dossier.temporaryCode].filter((code) => code !== null).join(' '),
  };
}

/** Token that finds a number by its last digits: a prefix search on the number written backwards. */
export function tailToken(digits: string): string {
  return `x${[...digits].toReversed().join('')}`;
}

/** Words with the tone at the end of each as a digit: both spellings of one word are equal, other tones differ. */
export function toneWords(text: string): string {
  return toneKey(text).replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, (mark) => TONE_DIGITS[mark] ?? '');
}

/** Lower case as written, for a last word that is still being typed. */
export function plainWords(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

const TONE_DIGITS: Readonly<Record<string, string>> = {
  '\u0300': '1',
  '\u0301': '2',
  '\u0303': '3',
  '\u0309': '4',
  '\u0323': '5',
};

function numberTokens(number: string | null): string[] {
  const digits = (number ?? '').replace(/\D/gu, '');
  return digits === '' ? [] : [digits, tailToken(digits)];
}
