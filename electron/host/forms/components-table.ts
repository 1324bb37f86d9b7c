import { type PdfElement, text, view } from './elements.ts';
import type { FormField } from './form-set.ts';
import type { FormStyles } from './form-styles.ts';
import { twoDigits } from './legal-date.ts';
import type { PrintableReceipt } from './receipt-slip-data.ts';

type Component = PrintableReceipt['components'][number];
type CountKey = 'originals' | 'certifiedCopies' | 'photocopies';

const WIDTHS: Record<string, string> = {
  no: '7%',
  name: '55%',
  originals: '10.5%',
  certifiedCopies: '17%',
  photocopies: '10.5%',
};
const COUNTS_WIDTH = '38%';
const NONE = '–';
const PRESENTED_ONLY = 'Xuất trình để đối chiếu';
const LONGEST_UNSPLIT_NAME = 600;

/** The papers handed in, counted by kind. The heading row comes again on every page the table reaches. */
export function componentsTable(field: FormField, components: readonly Component[], styles: FormStyles): PdfElement {
  const columns = field.columns ?? [];
  const headRow = view(
    { style: styles.headRow, fixed: true },
    ...columns.map((column) =>
      cell(column.key, styles, text({ style: [styles.bold, styles.centred] }, column.label.replace(' (', '\n('))),
    ),
  );
  const rows = components.length === 0 ? [emptyRow(columns, styles)] : components.map(componentRow(columns, styles));
  return view({ style: styles.table }, headRow, ...rows);
}

function componentRow(columns: NonNullable<FormField['columns']>, styles: FormStyles) {
  return (component: Component, index: number): PdfElement => {
    const printedColumns = component.presentedOnly ? columns.filter((column) => !isCount(column.key)) : columns;
    const cells = printedColumns.map(({ key }) => {
      if (key === 'no') return cell(key, styles, text({ style: styles.centred }, String(index + 1)));
      if (isCount(key)) return cell(key, styles, text({ style: styles.centred }, countWords(component[key])));
      return cell(key, styles, text({}, component.name ?? NONE));
    });
    if (component.presentedOnly) cells.push(presentedCell(styles));
    return view({ style: styles.row, wrap: (component.name?.length ?? 0) > LONGEST_UNSPLIT_NAME }, ...cells);
  };
}

function emptyRow(columns: NonNullable<FormField['columns']>, styles: FormStyles): PdfElement {
  return view({ style: styles.row, wrap: false }, ...columns.map(({ key }) => cell(key, styles, text({}, ' '))));
}

function presentedCell(styles: FormStyles): PdfElement {
  return view(
    { style: [styles.cell, { width: COUNTS_WIDTH }] },
    text({ style: [styles.italic, styles.centred] }, PRESENTED_ONLY),
  );
}

function cell(key: string, styles: FormStyles, content: PdfElement): PdfElement {
  return view({ style: [styles.cell, { width: WIDTHS[key] ?? 'auto' }] }, content);
}

function isCount(key: string): key is CountKey {
  return key === 'originals' || key === 'certifiedCopies' || key === 'photocopies';
}

function countWords(count: number): string {
  return count === 0 ? NONE : twoDigits(count);
}
