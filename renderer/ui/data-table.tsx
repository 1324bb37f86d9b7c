import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import styles from './data-table.module.css';
import { useKeys } from './keys.ts';
import { TableHead } from './table-head.tsx';
import type { DataTableProps, TableColumn } from './table-types.ts';
import { useNarrow } from './use-narrow.ts';
import { useTableCursor } from './use-table-cursor.ts';

const rowHeight = 36;
const headHeight = 34;
const virtualFrom = 200;

function widthOf<Row>(column: TableColumn<Row>, narrow: boolean): { width: number } | undefined {
  const width = narrow ? (column.narrowWidth ?? column.width) : column.width;
  return width === undefined ? undefined : { width };
}

/**
 * A list of rows: 36 px, sticky header, one tab stop. Arrows, PageUp, PageDown, Home, End move; Space ticks,
 * Shift with an arrow ticks a range, Ctrl+A all; Enter opens. Beyond 200 rows only the visible ones are drawn.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const t = useT('ui');
  const { rows, rowKey, rowLabel, selected, onSelect } = props;
  const narrow = useNarrow();
  const columns = narrow ? props.columns.filter((column) => column.wideOnly !== true) : props.columns;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = rows.length > virtualFrom;
  const virtualizer = useVirtualizer({
    count: virtual ? rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
  });
  const cursor = useTableCursor(props, (index) => {
    if (virtual) virtualizer.scrollToIndex(index);
    else document.getElementById(`${id}-${index}`)?.scrollIntoView({ block: 'nearest' });
  });
  useKeys([
    { id: 'table.move', keys: 'Up Down', label: t('keys.move') },
    ...(onSelect ? [{ id: 'table.select', keys: 'Space', label: t('keys.select') }] : []),
    ...(props.onOpen ? [{ id: 'table.open', keys: 'Enter', label: t('keys.open') }] : []),
  ]);

  const items = virtual ? virtualizer.getVirtualItems() : undefined;
  const first = items ? (items[0]?.index ?? 0) : 0;
  const last = items ? (items.at(-1)?.index ?? -1) : rows.length - 1;
  const before = first * rowHeight;
  const after = (rows.length - 1 - last) * rowHeight;
  const span = columns.length + (onSelect ? 1 : 0);
  const currentId = cursor.index >= first && cursor.index <= last ? `${id}-${cursor.index}` : undefined;

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      data-frame={props.frame ?? 'card'}
      data-fill={props.fill || undefined}
    >
      <table
        className={styles.table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table driven by arrows is a grid (WAI-ARIA)
        role="grid"
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-multiselectable={onSelect ? true : undefined}
        aria-activedescendant={currentId}
        tabIndex={0}
        onKeyDown={cursor.onKeyDown}
      >
        <colgroup>
          {onSelect ? <col style={{ width: 40 }} /> : undefined}
          {columns.map((column) => (
            <col key={column.id} style={widthOf(column, narrow)} />
          ))}
        </colgroup>
        <TableHead {...props} columns={columns} />
        <tbody>
          {before > 0 ? (
            // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row that only keeps the height
            <tr aria-hidden="true">
              <td colSpan={span} className={styles.spacer} style={{ height: before }} />
            </tr>
          ) : undefined}
          {rows.slice(first, last + 1).map((row, offset) => {
            const index = first + offset;
            const key = rowKey(row);
            const ticked = selected?.has(key) === true;
            return (
              <tr
                key={key}
                id={`${id}-${index}`}
                className={styles.row}
                aria-rowindex={index + 2}
                aria-selected={onSelect ? ticked : undefined}
                data-current={index === cursor.index || undefined}
                onClick={() => cursor.moveTo(index)}
                onDoubleClick={() => props.onOpen?.(row)}
              >
                {onSelect ? (
                  <td className={styles.tick}>
                    <label>
                      <input
                        type="checkbox"
                        tabIndex={-1}
                        checked={ticked}
                        aria-label={t('table.select', { name: rowLabel(row) })}
                        onChange={() => cursor.toggle(index)}
                      />
                    </label>
                  </td>
                ) : undefined}
                {columns.map((column) => (
                  <td key={column.id} data-align={column.align}>
                    {column.render(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 ? (
            // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row that only keeps the height
            <tr aria-hidden="true">
              <td colSpan={span} className={styles.spacer} style={{ height: after }} />
            </tr>
          ) : undefined}
          {rows.length === 0 && props.empty !== undefined ? (
            <tr>
              <td colSpan={span} className={styles.empty}>
                {props.empty}
              </td>
            </tr>
          ) : undefined}
        </tbody>
      </table>
    </div>
  );
}
