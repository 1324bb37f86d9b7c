import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEmail } from '../../../domain/identity/email.ts';
import { parsePersonName } from '../../../domain/identity/person-name.ts';
import { parsePhone } from '../../../domain/identity/phone.ts';
import { parseTaxCode } from '../../../domain/identity/tax-code.ts';
import samples from '../../fixtures/data/id-samples.json' with { type: 'json' };
import people from '../../fixtures/data/people.json' with { type: 'json' };

function flat(result: { ok: boolean; value?: object; error?: string }) {
  return result.ok ? { ok: true, ...result.value } : result;
}

describe('tax codes', () => {
  it.each(samples.taxCodes.map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(flat(parseTaxCode(one.input))).toEqual(one.expect);
  });
  it.each([
    ['', 'EMPTY'],
    ['9988925947-000', 'BRANCH'],
    ['99428-56578', 'FORMAT'],
    ['038161996-011', 'FORMAT'],
  ])('%s: %s', (input, error) => {
    expect(parseTaxCode(input)).toEqual({ ok: false, error });
  });
  it('accepts a long dash', () => {
    expect(flat(parseTaxCode('9988925947–001'))).toMatchObject({ normalized: '9988925947-001' });
  });
});

describe('phones', () => {
  it.each(samples.phones.map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(flat(parsePhone(one.input))).toEqual(one.expect);
  });
  it.each([
    ['+840953123456', '0953123456'],
    ['+84 (0)953 123 456', '0953123456'],
    ['0084953123456', '0953123456'],
    ['０９５３１２３４５６', '0953123456'],
    ['0953\u200B123456', '0953123456'],
  ])('%s is %s', (input, normalized) => {
    expect(flat(parsePhone(input))).toMatchObject({ ok: true, normalized });
  });
  it('reads every made-up person', () => {
    for (const person of people.people) {
      if (person.phone !== null) expect(parsePhone(person.phone)).toMatchObject({ ok: true });
    }
  });
});

describe('names', () => {
  it('keep the printed case and become NFC', () => {
    expect(parsePersonName('  nguye\u0302\u0303n   trọng đức ')).toEqual({ ok: true, value: 'nguyễn trọng đức' });
    expect(parsePersonName('VŨ\u00A0KHÁNH TÚ')).toEqual({ ok: true, value: 'VŨ KHÁNH TÚ' });
  });
  it('of every made-up person stay as they are', () => {
    for (const person of people.people) {
      expect(parsePersonName(person.fullName)).toEqual({ ok: true, value: person.fullName });
    }
  });
  it.each([
    [' ', 'EMPTY'],
    ['Nguyễn\u0000', 'CHARACTERS'],
    ['Nguyễn 2', 'CHARACTERS'],
    ['\uD800', 'CHARACTERS'],
    ['...', 'CHARACTERS'],
    ['A'.repeat(201), 'LENGTH'],
  ])('%j: %s', (input, error) => {
    expect(parsePersonName(input)).toEqual({ ok: false, error });
  });
});

describe('e-mail', () => {
  it('trims and lowers the domain', () => {
    expect(parseEmail(' An.Nguyen@Example.VN ')).toEqual({ ok: true, value: 'An.Nguyen@example.vn' });
  });
  it.each(['a', 'a@b', 'a@b.c', '@example.vn', '.a@example.vn', 'a..b@example.vn', 'a b@example.vn', 'a@-b.vn'])(
    'refuses %s',
    (input) => {
      expect(parseEmail(input)).toEqual({ ok: false, error: 'FORMAT' });
    },
  );
});

describe('any text', () => {
  it('is parsed or refused, and parsing twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseEmail(text);
        parseTaxCode(text);
        parsePhone(text);
        const name = parsePersonName(text);
        if (name.ok) expect(parsePersonName(name.value)).toEqual(name);
      }),
    );
  });
});
