import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citizenCardSchema, parseCitizenCard } from '../../../domain/identity/citizen-card.ts';
import samples from '../../fixtures/data/id-samples.json' with { type: 'json' };

const TODAY = '2026-11-21';
const GOOD = '079071968946|995372543|Trần Duy Khoa|05111971|Nam|Tổ 1, Ấp 4, Xã Long Sơn|02112023';

function read(payload: string) {
  const result = parseCitizenCard(payload, TODAY);
  if (result.ok) return { ok: true, value: result.value.card, warnings: result.value.warnings };
  return { ok: false, error: 'error' in result.failure ? result.failure.error : result.failure.code };
}

describe('card samples', () => {
  it('are twenty', () => {
    expect(samples.qr).toHaveLength(20);
  });
  it.each(samples.qr.map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(read(one.payload)).toEqual(one.expect);
  });
});

describe('cards that are refused', () => {
  it.each([
    ['', 'EMPTY'],
    ['\uFEFF \r\n', 'EMPTY'],
    [GOOD.replace('Duy', 'D\u0000uy'), 'CHARACTERS'],
    [GOOD.replace('Duy', 'D\u0007uy'), 'CHARACTERS'],
    [GOOD.replace('Duy', 'D\u0085uy'), 'CHARACTERS'],
    [GOOD.replace('Duy', 'D\uD800uy'), 'CHARACTERS'],
    [GOOD.replace('Duy', 'D\u202Euy'), 'CHARACTERS'],
    [GOOD.replace('079071968946', '０７９０７１９６８９４６'), 'ID_NUMBER'],
    [GOOD.replace('Trần Duy Khoa', '\u00A0'), 'FULL_NAME'],
    [GOOD.replace('Trần Duy Khoa', '05111971'), 'FULL_NAME'],
    [GOOD.replace('05111971', '22112026'), 'BIRTH_DATE'],
    [GOOD.replace('05111971', '29022023'), 'BIRTH_DATE'],
    [GOOD.replace('05111971', '5/11/1971'), 'BIRTH_DATE'],
    [GOOD.replace('|Nam|', '|X|'), 'SEX'],
    [GOOD.replace('02112023', '31042023'), 'ISSUE_DATE'],
  ])('%j: %s', (payload, error) => {
    expect(read(payload)).toEqual({ ok: false, error });
  });

  it('name the first error in field order', () => {
    expect(read('x|y||31022001|?|a|b')).toEqual({ ok: false, error: 'ID_NUMBER' });
  });
});

describe('warnings', () => {
  it('stand together', () => {
    const payload = GOOD.replace('079071968946', '079372968946').replace('995372543', 'A1');
    expect(read(payload)).toMatchObject({
      warnings: ['ID_CENTURY_MISMATCH', 'ID_SEX_MISMATCH', 'ID_YEAR_MISMATCH', 'OLD_ID_FORMAT'],
    });
  });
  it('accept a birth on the day itself', () => {
    expect(read(GOOD.replace('05111971', '21112026'))).toMatchObject({ ok: true });
  });
});

describe('any text', () => {
  it('is read or refused, never thrown on', () => {
    const field = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('079071968946', '05111971', '05/11/1971', 'Nam', 'Nữ', 'Trần Duy Khoa', ''),
    );
    const payload = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
      fc.array(field, { minLength: 5, maxLength: 9 }).map((fields) => fields.join('|')),
    );
    fc.assert(
      fc.property(payload, (text) => {
        const result = parseCitizenCard(text, TODAY);
        if (result.ok) expect(citizenCardSchema.safeParse(result.value.card).success).toBe(true);
        else expect(result.failure.code).toBe('card-unreadable');
      }),
      { numRuns: 500 },
    );
  });
});
