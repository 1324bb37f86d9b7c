import { create } from 'qrcode';

/** The modules of a QR code, row by row, without the quiet zone. */
export type QrMatrix = {
  readonly size: number;
  readonly isDark: (row: number, column: number) => boolean;
};

/** Width in modules of the white border that readers need (ISO/IEC 18004). */
export const QR_QUIET_ZONE = 4;

/** The QR code of a text (UTF-8), error correction M: readable with about 15 % of it damaged. */
export function qrMatrix(text: string): QrMatrix {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 };
}

/** The dark modules as one SVG path, one unit per module, each row's neighbours joined so that no hairline shows between them. */
export function qrPath(matrix: QrMatrix): string {
  const bars: string[] = [];
  for (let row = 0; row < matrix.size; row += 1) {
    let column = 0;
    while (column < matrix.size) {
      const start = column;
      while (column < matrix.size && matrix.isDark(row, column)) column += 1;
      if (column > start) bars.push(`M${start} ${row}h${column - start}v1h${start - column}z`);
      else column += 1;
    }
  }
  return bars.join('');
}
