import { z } from 'zod';

/** Whether the text may be stored at all: no NUL and no lone surrogate (both break UTF-8 stores and printed forms). */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/** The one stored form of any text: Unicode NFC. Call at every parse boundary. */
export function normaliseText(text: string): string {
  return text.normalize('NFC');
}

/** Schema for text that arrives from outside: refuses what cannot be stored, gives NFC. */
export const storableText = z.string().refine(isStorableText, 'unstorable-text').transform(normaliseText);

/** NFC, no-break spaces become spaces, runs of white space become one space, both ends trimmed. */
export function collapseSpaces(text: string): string {
  return normaliseText(text).replace(/\s+/gu, ' ').trim();
}

/**
 * Search form of a text: lower case, no marks, đ as d. `Hòa`, `Hoà` and `HOA` are all `hoa`.
 * Applying it twice changes nothing.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/đ/gu, 'd')
    .normalize('NFC');
}

const TONE_MARKS = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/**
 * Lower case with the tone mark moved to the end of its word: the two spellings of one word (`Hòa`/`Hoà`,
 * `Thụy`/`Thuỵ`) become equal while different tones (`Hòa`/`Hóa`) stay different.
 */
export function toneKey(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split(/([^\p{L}\p{M}\p{N}]+)/u)
    .map((part) => {
      const marks = part.normalize('NFD');
      const tones = marks.match(TONE_MARKS);
      return tones === null ? part : marks.replace(TONE_MARKS, '').normalize('NFC') + tones.join('');
    })
    .join('');
}

/** The folded words of a query. Dots stay inside codes (`1.001193`); other punctuation separates. */
export function searchTerms(query: string): string[] {
  return fold(query)
    .split(/[^\p{L}\p{N}.]+/u)
    .map((term) => term.replace(/^\.+|\.+$/gu, ''))
    .filter((term) => term !== '');
}

/** First letters of the folded words: `Đăng ký khai sinh` gives `dkks`. */
export function initials(text: string): string {
  return searchTerms(text)
    .map((term) => term.slice(0, 1))
    .join('');
}
