import { type PdfElement, text, view } from './elements.ts';
import type { Form } from './form-set.ts';
import type { FormStyles } from './form-styles.ts';

/** The signature blocks of a form side by side, with room to sign above each typed name; `names` goes by role. */
export function signatureBlocks(
  form: Form,
  names: Readonly<Record<string, string | null>>,
  styles: FormStyles,
): PdfElement {
  const ordered = [...form.signatures].sort((a, b) => a.side.localeCompare(b.side));
  return view(
    { style: styles.signatures },
    ...ordered.map(({ role, label, hint }) =>
      view(
        { style: styles.signature },
        text({ style: styles.bold }, label),
        text({ style: styles.italic }, hint),
        view({ style: styles.signatureSpace }),
        text({ style: styles.bold }, names[role] ?? ' '),
      ),
    ),
  );
}
