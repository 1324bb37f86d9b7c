import { expect, it } from 'vitest';
import { recordSlipSchema } from '../../../domain/dossier/commands.ts';
import { componentSchema, fileSchema, personNamedSchema, unitsSchema } from '../../../domain/dossier/model.ts';
import { failureSchema } from '../../../domain/failures.ts';

const component = { code: 'TP01', name: 'Tờ khai', originals: 1, certifiedCopies: 0, photocopies: 0, presented: false };
const file = {
  sha256: 'a'.repeat(64),
  component: 'TP01',
  name: 'to-khai.pdf',
  mime: 'application/pdf',
  bytes: 1,
  pages: 1,
};
const slip = {
  type: 'slip.record',
  commandId: '01939d3c-7a7e-7c3f-8f60-0123456789ab',
  dossierId: '01939d3c-7a7e-7c3f-8f60-0123456789ac',
  state: 'made',
  formSet: 'TT01',
  formCode: '01',
  pdfSha256: 'b'.repeat(64),
};
const units = { receiving: 'ward-a', deciding: 'ward-a', returning: 'ward-b' };

it.each([
  ['a component code', componentSchema, component, 'code'],
  ['the component of a file', fileSchema, file, 'component'],
  ['a receiving unit', unitsSchema, units, 'receiving'],
  ['a deciding unit', unitsSchema, units, 'deciding'],
  ['a returning unit', unitsSchema, units, 'returning'],
  ['the id of a named person', personNamedSchema, { id: 'u1', name: 'Trần Hoàng Diệu', unit: null }, 'id'],
  ['a form set', recordSlipSchema, slip, 'formSet'],
] as const)('%s takes no control character and no half of a character', (_, schema, good, key) => {
  expect(schema.safeParse(good).success).toBe(true);
  for (const bad of ['TP\u0000', 'TP\u0007', 'TP\ud800', 'x'.repeat(61)]) {
    expect(schema.safeParse({ ...good, [key]: bad }).success, JSON.stringify(bad)).toBe(false);
  }
});

it.each([
  ['2026-11-23T17:00:00+07:00', true],
  ['2026-11-23T10:00:00Z', true],
  ['2026-11-23', false],
  ['tomorrow', false],
  ['', false],
])('the date of a failure is an instant: %s', (dueAt, taken) => {
  expect(failureSchema.safeParse({ code: 'due-date-changed', dueAt }).success).toBe(taken);
});
