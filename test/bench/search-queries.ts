import type { Connection } from '../../db/database.ts';
import { fold } from '../../domain/text/fold.ts';
import type { SeededRandom } from '../../sync/city/sample/random.ts';

/** What is typed into the search field, and the full-text query a plain program would ask for it. */
export interface SearchQuery {
  readonly typed: string;
  readonly table: 'dossier_search' | 'dossier_code_search';
  readonly match: string;
}

export interface SearchQueries {
  /** The end of a code or a middle part of it. */
  readonly code: readonly SearchQuery[];
  /** Whole names without marks, of people of the database. */
  readonly name: readonly SearchQuery[];
  /** The commonest words, alone and together, with and without marks. */
  readonly commonName: readonly SearchQuery[];
  /** The last four and six digits of a phone number. */
  readonly phoneTail: readonly SearchQuery[];
}

const COMMON_WORDS = 3;

/** Makes queries up that find what the database holds, `count` of each kind. */
export function searchQueries(connection: Connection, random: SeededRandom, count: number): SearchQueries {
  const highest = connection.prepare('SELECT max(number) FROM dossier').pluck().get() as number;
  const rowOf = connection.prepare('SELECT code, owner_name FROM dossier WHERE number = ?');
  const phones = connection
    .prepare('SELECT phone FROM dossier_party WHERE phone IS NOT NULL')
    .pluck()
    .all() as string[];
  const rows = Array.from(
    { length: count },
    () => rowOf.get(1 + random.below(highest)) as { code: string; owner_name: string },
  );
  return {
    code: rows.map(({ code }, i) => {
      const fragment = i % 2 === 0 ? code.slice(-9) : code.slice(-4);
      return { typed: fragment, table: 'dossier_code_search', match: quoted(fragment) };
    }),
    name: rows.map(({ owner_name }) => nameQuery(fold(owner_name.split(',')[0] ?? ''))),
    commonName: repeated(commonNames(connection), count).map(nameQuery),
    phoneTail: Array.from({ length: count }, (_, i) => {
      const tail = random.pick(phones).slice(i % 2 === 0 ? -4 : -6);
      return { typed: tail, table: 'dossier_search', match: `"x${[...tail].reverse().join('')}"*` };
    }),
  };
}

/** The three commonest words of a name as people write them: each alone, each pair, all, then the same folded. */
function commonNames(connection: Connection): string[] {
  const names = connection.prepare('SELECT full_name FROM dossier_party').pluck().iterate() as Iterable<string>;
  const counts = new Map<string, number>();
  for (const name of names) for (const word of name.split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, COMMON_WORDS)
    .map(([word]) => word);
  const [a = '', b = '', c = ''] = words;
  const written = [a, b, c, `${a} ${b}`, `${a} ${c}`, `${b} ${c}`, `${a} ${b} ${c}`];
  return [...written, ...written.map(fold)];
}

function nameQuery(typed: string): SearchQuery {
  const words = fold(typed).match(/[\p{L}\p{N}]+/gu) ?? [];
  return { typed, table: 'dossier_search', match: words.map((word) => `${quoted(word)}*`).join(' AND ') };
}

function repeated<T>(items: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, i) => items[i % items.length]).filter((item) => item !== undefined);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
