import { type PdfElement, text, view } from './elements.ts';
import type { FormStyles } from './form-styles.ts';

/** One labelled value of a form. A value of null leaves a dotted line to be filled with a pen. */
export type FieldLine = {
  readonly label: string;
  readonly value: string | null;
  /** Printed after the value, e.g. `(bộ)`. */
  readonly suffix?: string | undefined;
  readonly emphasised?: boolean;
  /** An explanation in italics after everything else. */
  readonly remark?: string | null;
};

/** A field on a line of its own; long values wrap below the label. */
export function fieldLine(field: FieldLine, styles: FormStyles): PdfElement {
  return view({ style: styles.line }, ...fieldParts(field, styles));
}

/** Two fields side by side, each in half of the width. */
export function fieldPair(left: FieldLine, right: FieldLine, styles: FormStyles): PdfElement {
  return view(
    { style: styles.line },
    view({ style: styles.half }, ...fieldParts(left, styles)),
    view({ style: styles.half }, ...fieldParts(right, styles)),
  );
}

function fieldParts({ label, value, suffix, emphasised, remark }: FieldLine, styles: FormStyles): PdfElement[] {
  const tail = suffix === undefined ? '' : ` ${suffix}`;
  const remarkText = remark ? [text({ style: styles.italic }, ` (${remark})`)] : [];
  if (value !== null) {
    const valueStyle = emphasised ? styles.bold : {};
    return [text({ style: styles.lineText }, `${label} `, text({ style: valueStyle }, value), tail, ...remarkText)];
  }
  const ending =
    tail === '' && remarkText.length === 0 ? [] : [text({ style: styles.lineSuffix }, tail.trim(), ...remarkText)];
  return [text({ style: styles.lineText }, label), view({ style: styles.leader }), ...ending];
}
