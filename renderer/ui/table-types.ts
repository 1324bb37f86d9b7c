import type { ReactNode } from 'react';

export interface TableColumn<Row> {
  id: string;
  title: string;
  /** Width in px; leave out on the column that takes the rest. */
  width?: number;
  /** Numbers and dates stand right. */
  align?: 'start' | 'end';
  sortable?: boolean;
  /** Width below 1100 px, where it differs. */
  narrowWidth?: number;
  /** Left out below 1100 px of width (150 % scaling). */
  wideOnly?: boolean;
  render: (row: Row) => ReactNode;
}

export interface TableSort {
  column: string;
  direction: 'up' | 'down';
}

export interface DataTableProps<Row> {
  /** Read out as the table's name. */
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** How a row is called when it is chosen: its code, usually. */
  rowLabel: (row: Row) => string;
  /** Given together with `onSelect`: rows can be ticked. */
  selected?: ReadonlySet<string>;
  onSelect?: (keys: ReadonlySet<string>) => void;
  onOpen?: (row: Row) => void;
  /** Told when the current row moves. */
  onCurrent?: (row: Row) => void;
  sort?: TableSort;
  onSort?: (sort: TableSort) => void;
  /** Shown instead of rows when there are none. */
  empty?: ReactNode;
  /** `panel`: no outer border, inside a panel. */
  frame?: 'card' | 'panel';
  /** Height is given by the layout and rows scroll inside; otherwise the table is as high as its rows. */
  fill?: boolean;
}
