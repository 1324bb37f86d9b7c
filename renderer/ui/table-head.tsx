import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useT } from '../i18n/i18n.ts';
import styles from './data-table.module.css';
import type { DataTableProps, TableColumn, TableSort } from './table-types.ts';

function nextSort<Row>(column: TableColumn<Row>, sort: TableSort | undefined): TableSort {
  const turned = sort?.column === column.id && sort.direction === 'up';
  return { column: column.id, direction: turned ? 'down' : 'up' };
}

/** The sticky header: the "all" tick box and the column titles, which sort where they can. */
export function TableHead<Row>({ columns, rows, rowKey, selected, onSelect, sort, onSort }: DataTableProps<Row>) {
  const t = useT('ui');
  const ticked = rows.filter((row) => selected?.has(rowKey(row))).length;
  const all = rows.length > 0 && ticked === rows.length;
  return (
    <thead>
      <tr aria-rowindex={1}>
        {onSelect ? (
          <th className={styles.tick} scope="col">
            <label>
              <input
                type="checkbox"
                tabIndex={-1}
                checked={all}
                aria-label={t('table.selectAll')}
                ref={(box) => {
                  if (box) box.indeterminate = ticked > 0 && !all;
                }}
                onChange={() => onSelect(all ? new Set() : new Set(rows.map(rowKey)))}
              />
            </label>
          </th>
        ) : undefined}
        {columns.map((column) => {
          const direction = sort?.column === column.id ? sort.direction : undefined;
          const Icon = direction === 'up' ? IconChevronUp : IconChevronDown;
          return (
            <th
              key={column.id}
              scope="col"
              data-align={column.align}
              aria-sort={direction === undefined ? undefined : direction === 'up' ? 'ascending' : 'descending'}
            >
              {column.sortable && onSort ? (
                <button type="button" className={styles.sort} onClick={() => onSort(nextSort(column, sort))}>
                  {column.title}
                  {direction ? <Icon size={14} stroke={2} aria-hidden="true" /> : undefined}
                </button>
              ) : (
                column.title
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
