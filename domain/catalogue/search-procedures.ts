import { initials, searchTerms } from '../text/fold.ts';
import type { Catalogue } from './catalogue.ts';
import { isGuideOnly, versionInForce } from './catalogue.ts';
import type { Procedure, ProcedureVersion } from './procedure.ts';

export interface ProcedureHit {
  readonly procedure: Procedure;
  readonly version: ProcedureVersion;
  /** Explained at the desk, received elsewhere. */
  readonly guideOnly: boolean;
  readonly favourite: boolean;
}

/** Smaller is better; null is no match. */
type Score = number | null;

const EXACT_CODE = 0;
const WHOLE_NAME = 1;
const NAME_START = 2;
const INITIALS = 3;
const RUN_OF_WORDS = 4;
const WORDS_IN_ORDER = 5;
const CODE_PART = 6;
const WORDS_ANY_ORDER = 7;

/**
 * Procedures in force on a local ISO date that fit what the clerk typed without tones: beginnings of words
 * (`khai s`, `kh s`), shortened words (`dk khai sinh`), initials (`dkks`), parts of the code (`1193`).
 * Best fit first; within one fit favourites, then what the desk receives, then shorter names, then catalogue order.
 * An empty query lists everything, favourites first.
 */
export function searchProcedures(
  catalogue: Catalogue,
  query: string,
  options: { readonly date: string; readonly favourites?: readonly string[] },
): ProcedureHit[] {
  const favourites = new Set(options.favourites ?? []);
  const terms = searchTerms(query);
  const hits: { hit: ProcedureHit; score: number; order: number }[] = [];
  for (const [order, procedure] of catalogue.procedures.entries()) {
    const version = versionInForce(procedure, options.date);
    if (version === undefined) continue;
    const score = terms.length === 0 ? 0 : scoreOf(procedure, terms, query);
    if (score === null) continue;
    const favourite = favourites.has(procedure.code);
    hits.push({ hit: { procedure, version, guideOnly: isGuideOnly(procedure), favourite }, score, order });
  }
  const shorterFirst = terms.length > 0;
  return hits
    .toSorted(
      (a, b) =>
        a.score - b.score ||
        Number(b.hit.favourite) - Number(a.hit.favourite) ||
        Number(a.hit.guideOnly) - Number(b.hit.guideOnly) ||
        (shorterFirst ? a.hit.procedure.name.length - b.hit.procedure.name.length : 0) ||
        a.order - b.order,
    )
    .map((entry) => entry.hit);
}

/** One way a procedure may be called, prepared for matching. */
interface Naming {
  readonly words: readonly string[];
  readonly text: string;
  readonly initials: string;
}

/** Openings that most names share; clerks leave them out. */
const OPENINGS = ['dang ky viec ', 'dang ky ', 'thuc hien ', 'cap '];

const namings = new WeakMap<Procedure, readonly Naming[]>();

function namingsOf(procedure: Procedure): readonly Naming[] {
  const known = namings.get(procedure);
  if (known !== undefined) return known;
  const texts = [procedure.name, procedure.shortName].map((name) => searchTerms(name).join(' '));
  const bare = texts.flatMap((text) => {
    const opening = OPENINGS.find((start) => text.startsWith(start));
    return opening === undefined ? [] : [text.slice(opening.length)];
  });
  const made = [...new Set([...texts, ...bare])].map((text) => ({
    words: text.split(' '),
    text,
    initials: initials(text),
  }));
  namings.set(procedure, made);
  return made;
}

function scoreOf(procedure: Procedure, terms: readonly string[], query: string): Score {
  const scores = [
    codeScore(procedure.code, query),
    ...namingsOf(procedure).map((naming) => nameScore(naming, terms)),
  ].filter((score) => score !== null);
  return scores.length === 0 ? null : Math.min(...scores);
}

function codeScore(code: string, query: string): Score {
  const typed = query.trim().replace(/\.[a-z]\d{2}$/iu, '');
  if (!/^[\d.]{2,}$/u.test(typed)) return null;
  if (typed === code || typed === code.replace('.', '')) return EXACT_CODE;
  return code.includes(typed) || code.replace('.', '').includes(typed) ? CODE_PART : null;
}

function nameScore(naming: Naming, terms: readonly string[]): Score {
  const { words } = naming;
  const typed = terms.join(' ');
  if (naming.text === typed) return WHOLE_NAME;
  if (terms.length === 1 && typed.length > 1) {
    if (naming.initials === typed) return WHOLE_NAME;
    if (naming.initials.startsWith(typed)) return INITIALS;
  }
  if (matchRun(words, 0, terms)) return NAME_START;
  if (words.some((_, start) => matchRun(words, start, terms))) return RUN_OF_WORDS;
  if (matchInOrder(words, terms)) return WORDS_IN_ORDER;
  if (terms.every((term) => words.some((word) => word.startsWith(term)))) return WORDS_ANY_ORDER;
  return naming.text.includes(typed) ? WORDS_ANY_ORDER : null;
}

/** The terms cover words from `start` without a gap; a term is the beginning of one word or the initials of several. */
function matchRun(words: readonly string[], start: number, terms: readonly string[]): boolean {
  const [term, ...rest] = terms;
  if (term === undefined) return true;
  return widthsOf(words, start, term).some((width) => matchRun(words, start + width, rest));
}

function matchInOrder(words: readonly string[], terms: readonly string[]): boolean {
  const [term, ...rest] = terms;
  if (term === undefined) return true;
  return words.some((_, at) => widthsOf(words, at, term).some((width) => matchInOrder(words.slice(at + width), rest)));
}

/** How many words a term may stand for at this place. */
function widthsOf(words: readonly string[], at: number, term: string): number[] {
  const widths: number[] = [];
  if (words[at]?.startsWith(term) === true) widths.push(1);
  const letters = words.slice(at, at + term.length).map((word) => word.slice(0, 1));
  if (term.length > 1 && letters.join('') === term) widths.push(term.length);
  return widths;
}
