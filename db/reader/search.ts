import type { DossierStatus } from '../../domain/dossier/status.ts';
import { fold, searchTerms } from '../../domain/text/fold.ts';
import { plainDashes } from '../../domain/text/parsed.ts';
import type { Connection } from '../database.ts';
import { prepare } from '../query.ts';
import { plainWords, tailToken, toneWords } from '../search-text.ts';

export interface SearchInput {
  /** As typed: name with or without marks, code fragment, end of a phone or id number. */
  readonly query: string;
  readonly limit: number;
}

export interface SearchRow {
  readonly number: number;
  readonly id: string;
  readonly code: string | null;
  readonly temporary_code: string | null;
  readonly owner_name: string;
  readonly procedure_name: string;
  readonly status: DossierStatus;
  readonly received_at: string;
}

const SHORTEST_FRAGMENT = 3;
const SHORTEST_TAIL = 4;
const CODE_PART = /^(?=.*\d)[0-9A-Za-z.-]+$/;

/** Dossiers for the one search field, newest first; names that match with their tones come before the others. */
export function readSearch(connection: Connection, input: SearchInput): SearchRow[] {
  const query = plainDashes(input.query.normalize('NFC')).trim();
  const { limit } = input;
  const numbers = new Set<number>();
  const compact = query.replace(/\s+/gu, '');
  if (/^[\d.\s-]+$/u.test(query)) {
    const found = [...byCode(connection, compact, limit), ...byDigits(connection, compact, limit)];
    for (const number of found.toSorted((a, b) => b - a)) numbers.add(number);
  } else {
    if (CODE_PART.test(query)) for (const number of byCode(connection, query, limit)) numbers.add(number);
    for (const number of byName(connection, query, limit)) numbers.add(number);
  }
  return [...numbers].slice(0, limit).flatMap((number) => rowOf(connection, number));
}

function byCode(connection: Connection, fragment: string, limit: number): number[] {
  if (fragment.length < SHORTEST_FRAGMENT) return [];
  return matches(connection, 'dossier_code_search', quoted(fragment), limit);
}

function byDigits(connection: Connection, compact: string, limit: number): number[] {
  const digits = compact.replace(/\D/gu, '');
  return digits.length < SHORTEST_TAIL ? [] : matches(connection, 'dossier_search', numberTerm(digits), limit);
}

/** Tones first as a second query: only when the clerk typed marks. */
function byName(connection: Connection, query: string, limit: number): number[] {
  const terms = termsOf(query);
  if (terms.length === 0) return [];
  const folded = matches(connection, 'dossier_search', terms.map(foldedTerm).join(' AND '), limit);
  if (fold(query) === plainWords(query)) return folded;
  return [...matches(connection, 'dossier_tones', tonesQuery(query), limit), ...folded];
}

/** A single letter waits for the second one, unless more words follow it. */
function termsOf(query: string): string[] {
  const terms = searchTerms(query)
    .flatMap((term) => term.split('.'))
    .filter((term) => term !== '');
  const last = terms.at(-1);
  if (last !== undefined && last.length === 1) terms.pop();
  return terms;
}

function foldedTerm(term: string): string {
  if (/^\d+$/.test(term) && term.length >= SHORTEST_TAIL) return numberTerm(term);
  return term.length === 1 ? quoted(term) : `${quoted(term)}*`;
}

function tonesQuery(query: string): string {
  const words = plainWords(query)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  const kept = words.filter((word, i) => i < words.length - 1 || word.length > 1);
  return kept
    .map((word, i) => {
      const exact = quoted(toneWords(word));
      return i < kept.length - 1 ? exact : `(${exact} OR ${quoted(word)}*)`;
    })
    .join(' AND ');
}

function numberTerm(digits: string): string {
  return `(${quoted(tailToken(digits))}* OR ${quoted(digits)}*)`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function matches(connection: Connection, table: string, match: string, limit: number): number[] {
  return (
    prepare(connection, `SELECT rowid FROM ${table} WHERE ${table} MATCH ? ORDER BY rowid DESC LIMIT ?`).all(
      match,
      limit,
    ) as { rowid: number }[]
  ).map((row) => row.rowid);
}

function rowOf(connection: Connection, number: number): SearchRow[] {
  return prepare(
    connection,
    `SELECT number, id, code, temporary_code, owner_name, procedure_name, status, received_at
     FROM dossier WHERE number = ?`,
  ).all(number) as SearchRow[];
}
