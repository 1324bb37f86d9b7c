import { afterAll, describe, expect, test } from 'vitest';
import { type FailureCode, failureSchema } from '../../domain/failures.ts';
import { failureText } from '../../renderer/failure-text.ts';
import { chooseLanguage, languages } from '../../renderer/i18n/i18n.ts';
import { sampleOf } from '../support/sample-of-schema.ts';

const options = failureSchema.options;
const codes = options.map((option) => option.shape.code.value);

afterAll(() => chooseLanguage('vi'));

test('every failure code is in the catalogue once', () => {
  expect(codes.toSorted()).toEqual([...new Set(codes)].toSorted());
  for (const code of codes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

test('no detail of a failure can hold a person: only codes, numbers, paths and reasons', () => {
  const details = new Set(options.flatMap((option) => Object.keys(option.shape)));
  for (const personal of ['name', 'fullName', 'idNumber', 'phone', 'address', 'value', 'input', 'message']) {
    expect(details).not.toContain(personal);
  }
});

describe.each(languages)('in %s', (language) => {
  test.each(codes)('%s says what happened, what is safe and what to do', (code: FailureCode) => {
    chooseLanguage(language);
    const option = options.find((each) => each.shape.code.value === code);
    if (option === undefined) throw new Error(`no option for ${code}`);
    const sample = sampleOf(option, 'output') as object;
    const instants = 'dueAt' in sample ? { dueAt: '2026-03-02T17:00:00+07:00' } : {};
    const text = failureText(failureSchema.parse({ ...sample, ...instants }));
    for (const part of ['happened', 'safe', 'todo'] as const) {
      expect(text[part], part).toMatch(/^.{8,}[.?]?$/su);
      expect(text[part], part).not.toMatch(/\{\{|\}\}|!|undefined|NaN|\[object/u);
      expect(text[part], part).not.toContain(`${code}.${part}`);
    }
    expect(text.code.startsWith(code)).toBe(true);
  });
});

test('the two languages say it in different words', () => {
  const failure = { code: 'storage-busy' } as const;
  chooseLanguage('vi');
  const vietnamese = failureText(failure);
  chooseLanguage('en');
  expect(failureText(failure).happened).not.toBe(vietnamese.happened);
});
