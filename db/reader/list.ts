import { WORK_LISTS, type WorkList } from '../../domain/dossier/status.ts';
import type { Connection } from '../database.ts';
import { prepare } from '../query.ts';
import { LISTED_COLUMNS, type ListedDossier } from './dossier-row.ts';
import { countPromised, PROMISED_BETWEEN, type PromisedList, promisedBounds } from './promised.ts';

export interface ListInput {
  /** `open` = every list but `closed`; `overdue` and `due-today`: running clocks by their promised date. */
  readonly list: WorkList | 'open' | 'all' | PromisedList;
  /** `due`: earliest promised date first, dossiers without one last; `newest`: last received first. */
  readonly sort: 'due' | 'newest';
  /** `next` of the page before; null for the first page. An unreadable cursor starts again. */
  readonly after: string | null;
  readonly limit: number;
  /** Any ISO instant; decides what is overdue and due today. */
  readonly now: string;
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

/** Lists whose clock runs: what is open is shown by due date with these first. */
const RUNNING: readonly WorkList[] = ['online-waiting', 'received', 'processing'];

/** A page of one or more work lists: every list is read by its own index and the pages are merged. */
export function readList(connection: Connection, input: ListInput): ListOutput {
  const { list, sort, limit } = input;
  if (list === 'overdue' || list === 'due-today') return readByPromise(connection, list, input);
  const lists = listsOf(list);
  const rest = lists.filter((list) => !RUNNING.includes(list));
  const total = totalOf(connection, lists);
  if (sort === 'newest' || rest.length === lists.length || rest.length === 0) {
    const found = readLists(connection, lists, sort, parseCursor(sort, input.after), limit + 1);
    return { ...pageOf(found, sort, limit, ''), total };
  }
  const resting = input.after?.startsWith(RESTING) ?? false;
  const running = lists.filter((list) => RUNNING.includes(list));
  const found = resting ? [] : readLists(connection, running, sort, parseCursor(sort, input.after), limit + 1);
  if (found.length > limit) return { ...pageOf(found, sort, limit, ''), total };
  const after = resting ? (input.after ?? '').slice(RESTING.length) : null;
  const more = readLists(connection, rest, sort, parseCursor(sort, after), limit - found.length + 1);
  const page = pageOf(more, sort, limit - found.length, RESTING);
  return { rows: [...found, ...page.rows], next: page.next, total };
}

/** Marks a cursor that stands after the running clocks. */
const RESTING = 'r|';

function readLists(
  connection: Connection,
  lists: readonly WorkList[],
  sort: ListInput['sort'],
  cursor: Cursor,
  wanted: number,
): ListedDossier[] {
  const found = lists.flatMap((list) =>
    sort === 'newest' ? newest(connection, list, cursor, wanted) : byDue(connection, list, cursor, wanted),
  );
  if (lists.length > 1) found.sort(sort === 'newest' ? (a, b) => b.number - a.number : compareDue);
  return found.slice(0, wanted);
}

/** The first `limit` rows; `next` is null when nothing follows. */
function pageOf(
  found: readonly ListedDossier[],
  sort: ListInput['sort'],
  limit: number,
  mark: string,
): { rows: ListedDossier[]; next: string | null } {
  const rows = found.slice(0, limit);
  if (found.length <= limit) return { rows, next: null };
  const last = rows.at(-1);
  return { rows, next: last === undefined ? `${mark}start` : mark + cursorText(sort, last) };
}

/** Running clocks whose promised time has passed, or comes later today; by promised date. */
function readByPromise(connection: Connection, list: PromisedList, input: ListInput): ListOutput {
  const cursor = parseCursor('due', input.after);
  const [due, number] = cursor.at === 'due' ? [cursor.due, cursor.number] : ['', 0];
  const found = prepare(
    connection,
    `SELECT ${LISTED_COLUMNS} ${PROMISED_BETWEEN} AND (due_at, number) > (?, ?) ORDER BY due_at, number LIMIT ?`,
  ).all(...promisedBounds(list, input.now), due, number, input.limit + 1) as ListedDossier[];
  return { ...pageOf(found, 'due', input.limit, ''), total: countPromised(connection, list, input.now) };
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

function listsOf(list: Exclude<ListInput['list'], PromisedList>): readonly WorkList[] {
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
