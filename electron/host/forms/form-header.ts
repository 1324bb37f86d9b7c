import { drawing, type PdfElement, text, view } from './elements.ts';
import type { Form } from './form-set.ts';
import type { FormStyles } from './form-styles.ts';
import { dateWords } from './legal-date.ts';
import { QR_QUIET_ZONE, qrMatrix, qrPath } from './qr-code.ts';

/** Capital letters the agency's column holds on one line. */
const AGENCY_LINE_LENGTH = 25;

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
        text({ style: styles.headerSmall }, agencyLines(data.parentAgency)),
        text({ style: styles.headerAgency }, agencyLines(data.agency)),
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

/** A long agency name in capitals on lines of about the same length, as such names are set by hand. */
function agencyLines(name: string | null): string {
  if (name === null) return dots(30);
  const capitals = name.toLocaleUpperCase('vi');
  const lineCount = Math.ceil(capitals.length / AGENCY_LINE_LENGTH);
  const lines: string[] = [];
  let rest = capitals.split(' ');
  for (let left = lineCount; left > 1 && rest.length > 1; left -= 1) {
    const ideal = rest.join(' ').length / left;
    const taken = wordsNearest(rest, ideal);
    lines.push(rest.slice(0, taken).join(' '));
    rest = rest.slice(taken);
  }
  return [...lines, rest.join(' ')].join('\n');
}

/** How many of the words, at least one and not all, come closest to a length in characters. */
function wordsNearest(words: readonly string[], ideal: number): number {
  let best = 1;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (let count = 1; count < words.length; count += 1) {
    const distance = Math.abs(words.slice(0, count).join(' ').length - ideal);
    if (distance < bestDistance) [best, bestDistance] = [count, distance];
  }
  return best;
}
