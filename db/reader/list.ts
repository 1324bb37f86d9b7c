import { WORK_LISTS, type WorkList } from '../../domain/dossier/status.ts';
import type { Connection } from '../database.ts';
import { prepare } from '../query.ts';
import { LISTED_COLUMNS, type ListedDossier } from './dossier-row.ts';

export interface ListInput {
  /** `open` = every list but `closed`. */
  readonly list: WorkList | 'open' | 'all';
  /** `due`: earliest promised date first, dossiers without one last; `newest`: last received first. */
  readonly sort: 'due' | 'newest';
  /** `next` of the page before; null for the first page. An unreadable cursor starts again. */
  readonly after: string | null;
  readonly limit: number;
}

export interface ListOutput {
  readonly rows: ListedDossier[];
  readonly next: string | null;
  /** From the counters, not counted. */
  readonly total: number;
}

type Cursor =
  | { readonly at: 'start' }
  | { readonly at: 'newest'; readonly number: number }
  | { readonly at: 'due'; readonly due: string; readonly number: number }
  | { readonly at: 'undated'; readonly number: number };

/** A page of one or more work lists: every list is read by its own index and the pages are merged. */
export function readList(connection: Connection, input: ListInput): ListOutput {
  const lists = listsOf(input.list);
  const cursor = parseCursor(input.sort, input.after);
  const wanted = input.limit + 1;
  const found = lists.flatMap((list) =>
    input.sort === 'newest' ? newest(connection, list, cursor, wanted) : byDue(connection, list, cursor, wanted),
  );
  if (lists.length > 1) found.sort(input.sort === 'newest' ? (a, b) => b.number - a.number : compareDue);
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  const next = found.length > input.limit && last !== undefined ? cursorText(input.sort, last) : null;
  return { rows, next, total: totalOf(connection, lists) };
}

function newest(connection: Connection, list: WorkList, cursor: Cursor, wanted: number): ListedDossier[] {
  const below = cursor.at === 'newest' ? cursor.number : Number.MAX_SAFE_INTEGER;
  return prepare(
    connection,
    `SELECT ${LISTED_COLUMNS} FROM dossier WHERE list = ? AND number < ? ORDER BY number DESC LIMIT ?`,
  ).all(list, below, wanted) as ListedDossier[];
}

function byDue(connection: Connection, list: WorkList, cursor: Cursor, wanted: number): ListedDossier[] {
  const dated = cursor.at === 'undated' ? [] : dueAfter(connection, list, cursor, wanted);
  if (dated.length >= wanted) return dated;
  const above = cursor.at === 'undated' ? cursor.number : 0;
  const undated = prepare(
    connection,
    `SELECT ${LISTED_COLUMNS} FROM dossier WHERE list = ? AND due_at IS NULL AND number > ? ORDER BY number LIMIT ?`,
  ).all(list, above, wanted - dated.length) as ListedDossier[];
  return [...dated, ...undated];
}

function dueAfter(connection: Connection, list: WorkList, cursor: Cursor, wanted: number): ListedDossier[] {
  const [due, number] = cursor.at === 'due' ? [cursor.due, cursor.number] : ['', 0];
  return prepare(
    connection,
    `SELECT ${LISTED_COLUMNS} FROM dossier WHERE list = ? AND (due_at, number) > (?, ?) ORDER BY due_at, number LIMIT ?`,
  ).all(list, due, number, wanted) as ListedDossier[];
}

function compareDue(a: ListedDossier, b: ListedDossier): number {
  if (a.due_at === b.due_at) return a.number - b.number;
  if (a.due_at === null) return 1;
  if (b.due_at === null) return -1;
  return a.due_at < b.due_at ? -1 : 1;
}

function listsOf(list: ListInput['list']): readonly WorkList[] {
  if (list === 'all') return WORK_LISTS;
  return list === 'open' ? WORK_LISTS.filter((name) => name !== 'closed') : [list];
}

function totalOf(connection: Connection, lists: readonly WorkList[]): number {
  const rows = prepare(connection, 'SELECT list, count FROM work_counter').all() as { list: string; count: number }[];
  return rows.reduce((sum, row) => sum + ((lists as readonly string[]).includes(row.list) ? row.count : 0), 0);
}

function cursorText(sort: ListInput['sort'], row: ListedDossier): string {
  if (sort === 'newest') return `n|${row.number}`;
  return row.due_at === null ? `u|${row.number}` : `d|${row.number}|${row.due_at}`;
}

function parseCursor(sort: ListInput['sort'], text: string | null): Cursor {
  const match = /^([ndu])\|(\d{1,15})(?:\|([0-9T:+-]{25}))?$/.exec(text ?? '');
  const number = Number(match?.[2]);
  const due = match?.[3];
  if (sort === 'newest') return match?.[1] === 'n' ? { at: 'newest', number } : { at: 'start' };
  if (match?.[1] === 'u') return { at: 'undated', number };
  return match?.[1] === 'd' && due !== undefined ? { at: 'due', due, number } : { at: 'start' };
}
