import { type KeyboardEvent, useState } from 'react';
import { isComposing } from './keys.ts';
import type { DataTableProps } from './table-types.ts';

const pageRows = 10;

export interface TableCursor {
  /** The current row; 0 when there are none. */
  index: number;
  moveTo: (index: number) => void;
  toggle: (index: number) => void;
  onKeyDown: (event: KeyboardEvent<HTMLTableElement>) => void;
}

function stepOf(key: string, index: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return index + 1;
    case 'ArrowUp':
      return index - 1;
    case 'PageDown':
      return index + pageRows;
    case 'PageUp':
      return index - pageRows;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return undefined;
  }
}

/** The current row of a table and its keys. The row is remembered by its key, so a refreshed list keeps the place. */
export function useTableCursor<Row>(table: DataTableProps<Row>, reveal: (index: number) => void): TableCursor {
  const { rows, rowKey, selected, onSelect, onOpen, onCurrent } = table;
  const [place, setPlace] = useState<{ key: string | undefined; index: number }>({ key: undefined, index: 0 });
  const found = place.key === undefined ? -1 : rows.findIndex((row) => rowKey(row) === place.key);
  const index = found >= 0 ? found : Math.min(place.index, Math.max(0, rows.length - 1));

  function moveTo(target: number): void {
    const bounded = Math.max(0, Math.min(rows.length - 1, target));
    const row = rows[bounded];
    if (row === undefined) return;
    setPlace({ key: rowKey(row), index: bounded });
    onCurrent?.(row);
    reveal(bounded);
  }

  function toggle(target: number): void {
    const row = rows[target];
    if (row === undefined || !onSelect) return;
    const next = new Set(selected);
    const key = rowKey(row);
    if (!next.delete(key)) next.add(key);
    onSelect(next);
  }

  function extend(target: number): void {
    if (!onSelect) return;
    const next = new Set(selected);
    for (const at of [index, target]) {
      const row = rows[at];
      if (row !== undefined) next.add(rowKey(row));
    }
    onSelect(next);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>): void {
    if (event.target !== event.currentTarget || isComposing(event.nativeEvent) || event.altKey || event.metaKey) return;
    if (event.ctrlKey) {
      if (event.key.toLowerCase() !== 'a' || !onSelect) return;
      event.preventDefault();
      onSelect(new Set(rows.map(rowKey)));
      return;
    }
    const row = rows[index];
    const target = stepOf(event.key, index, rows.length);
    if (target !== undefined) {
      if (event.shiftKey) extend(Math.max(0, Math.min(rows.length - 1, target)));
      moveTo(target);
    } else if (event.key === ' ' && onSelect) toggle(index);
    else if (event.key === 'Enter' && onOpen && row !== undefined) onOpen(row);
    else return;
    event.preventDefault();
  }

  return { index, moveTo, toggle, onKeyDown };
}
