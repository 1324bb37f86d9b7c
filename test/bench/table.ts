import { type BenchRow, RAW_ENCRYPTED, RAW_PLAIN } from './rows.ts';

const HEADINGS = ['Phép đo', 'Một Cửa', 'SQL thô, mã hoá', 'SQL thô, để rõ', 'Gấp SQL thô', 'Mục tiêu'] as const;
const TEXT_COLUMNS = [0, 5];

/** The rows as a table of fixed width, one line for each measure with its raw figures beside it. */
export function benchTable(rows: readonly BenchRow[]): string {
  const values = new Map(rows.map((row) => [row.id, row]));
  const lines = rows
    .filter((row) => row.ratioToRaw !== null)
    .map((row) => [
      row.measure,
      figure(row),
      figure(values.get(`${row.id}.${RAW_ENCRYPTED}`)),
      figure(values.get(`${row.id}.${RAW_PLAIN}`)),
      `×${decimal(row.ratioToRaw ?? 0, 2)}`,
      row.target ?? '',
    ]);
  const cells: readonly (readonly string[])[] = [HEADINGS, ...lines];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((line) => [...(line[column] ?? '')].length)));
  const [head = '', ...body] = cells.map((line) =>
    line
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - [...cell].length);
        return TEXT_COLUMNS.includes(column) ? cell + space : space + cell;
      })
      .join('  ')
      .trimEnd(),
  );
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width, 2 * (widths.length - 1)));
  return [head, rule, ...body].join('\n');
}

function figure(row: BenchRow | undefined): string {
  if (row === undefined) return '';
  return row.unit === 'ms' ? `${decimal(row.value, 2)} ms` : `${decimal(row.value, 0)}/s`;
}

function decimal(value: number, digits: number): string {
  return value.toLocaleString('vi-VN', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
