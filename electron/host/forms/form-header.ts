import { dateWords } from './legal-date.ts';
import { drawing, type PdfElement, text, view } from './elements.ts';
import type { Form } from './form-set.ts';
import type { FormStyles } from './form-styles.ts';
import { QR_QUIET_ZONE, qrMatrix, qrPath } from './qr-code.ts';

/** What the head of every form says. */
export type HeaderData = {
  readonly parentAgency: string | null;
  readonly agency: string | null;
  readonly place: string | null;
  /** ISO 8601 with offset: the day the document bears. */
  readonly datedAt: string;
  /** The number line at the left, e.g. `Mã hồ sơ:` and the code. */
  readonly numberLabel: string;
  readonly number: string | null;
};

/**
 * The head of an official form: the code's QR in the top left corner (Thông tư 01/2023/TT-VPCP), the issuing agency,
 * the country's name and motto at the right with its rule, then number and place with date.
 */
export function formHeader(form: Form, data: HeaderData, styles: FormStyles): PdfElement {
  const [nation, motto] = form.header.right;
  return view(
    {},
    view(
      { style: styles.header },
      view({ style: styles.headerQr }, data.number === null ? null : qrDrawing(data.number, styles.qrSize)),
      view(
        { style: styles.headerLeft },
        text({ style: styles.headerSmall }, upperCase(data.parentAgency)),
        text({ style: styles.headerAgency }, upperCase(data.agency)),
        view({ style: styles.agencyRule }),
      ),
      view(
        { style: styles.headerRight },
        text({ style: styles.headerNation }, nation),
        text({ style: styles.headerMotto }, motto),
        view({ style: styles.mottoRule }),
      ),
    ),
    view(
      { style: styles.numberAndDate },
      text({}, `${data.numberLabel} `, text({ style: styles.bold }, data.number ?? dots(30))),
      text({ style: styles.italic }, `${data.place ?? dots(16)}, ${dateWords(data.datedAt)}`),
    ),
  );
}

/** A dotted gap inside a line of text, for a pen. */
export function dots(length: number): string {
  return '.'.repeat(length);
}

function qrDrawing(code: string, size: number): PdfElement {
  const matrix = qrMatrix(code);
  const width = matrix.size + 2 * QR_QUIET_ZONE;
  return drawing(qrPath(matrix), `${-QR_QUIET_ZONE} ${-QR_QUIET_ZONE} ${width} ${width}`, size);
}

function upperCase(words: string | null): string {
  return words === null ? dots(30) : words.toLocaleUpperCase('vi');
}
