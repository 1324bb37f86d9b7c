import { z } from 'zod';
import formsJson from '../../../domain/data/forms.json' with { type: 'json' };

const fieldSchema = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum([
    'code',
    'qr',
    'text',
    'number',
    'date',
    'datetime',
    'choice',
    'multiline',
    'list',
    'table',
    'money',
    'static',
  ]),
  required: z.boolean().optional(),
  verified: z.boolean(),
  sameLine: z.string().optional(),
  suffix: z.string().optional(),
  format: z.string().optional(),
  options: z.array(z.string()).optional(),
  columns: z.array(z.object({ key: z.string(), label: z.string() })).optional(),
});

const formSchema = z.object({
  formSet: z.enum(['TT01_2018', 'TT03_2025']),
  formCode: z.string(),
  kind: z.enum(['RECEIPT', 'SUPPLEMENT', 'REFUSAL', 'APOLOGY', 'STOP', 'CONTROL', 'REGISTER']),
  title: z.string(),
  header: z.object({
    right: z.tuple([z.string(), z.string()]),
    placeDate: z.string(),
    number: z.string().nullable(),
  }),
  fields: z.array(fieldSchema).min(1),
  signatures: z.array(
    z.object({ role: z.string(), label: z.string(), hint: z.string(), side: z.enum(['left', 'right']) }),
  ),
  copies: z.object({ count: z.number().int().positive(), labels: z.array(z.string()).min(1), verified: z.boolean() }),
  legalSource: z.string(),
  verified: z.boolean(),
});

const catalogueSchema = z.object({
  meta: z.object({
    formSets: z.array(z.object({ code: formSchema.shape.formSet, from: z.iso.date(), to: z.iso.date().nullable() })),
  }),
  forms: z.array(formSchema),
});

export type Form = z.infer<typeof formSchema>;
export type FormField = z.infer<typeof fieldSchema>;
export type FormSetCode = Form['formSet'];
export type FormKind = Form['kind'];

const catalogue = catalogueSchema.parse(formsJson);

/**
 * The form printed under this number of this set. A number alone says nothing: 05 is another form in each set.
 * Throws when the set has no such form.
 */
export function formFor(formSet: FormSetCode, formCode: string): Form {
  const form = catalogue.forms.find((candidate) => candidate.formSet === formSet && candidate.formCode === formCode);
  if (form === undefined) throw new RangeError(`no form ${formCode} in ${formSet}`);
  return form;
}

/** The form of this kind in the set, or null: the 2018 set has no notice of stopping. */
export function formOfKind(formSet: FormSetCode, kind: FormKind): Form | null {
  return catalogue.forms.find((form) => form.formSet === formSet && form.kind === kind) ?? null;
}

/**
 * The form set in force on a local date (`yyyy-mm-dd`, legal time +07:00), or null where no set is certain: before
 * 23/11/2018, and from 01/7 to 14/9/2025 when the old set had ended and the new one was not yet issued. There the
 * office's own setting decides. A dossier keeps the set of its day of reception.
 */
export function formSetOn(date: string): FormSetCode | null {
  const inForce = catalogue.meta.formSets.find(({ from, to }) => from <= date && (to === null || date <= to));
  return inForce?.code ?? null;
}

/** Whether the printed wording was compared with the official gazette; forms that were not carry *chưa đối chiếu* in settings. */
export function isWordingVerified(formSet: FormSetCode, formCode: string): boolean {
  const form = formFor(formSet, formCode);
  return form.verified && form.copies.verified && form.fields.every((field) => field.verified);
}

/** Every form, for settings: those whose wording was not seen in a public source say so. */
export function allForms(): readonly Form[] {
  return catalogue.forms;
}
