import { describe, expect, test } from 'vitest';
import { formFor, formOfKind, formSetOn, isWordingVerified } from '../../electron/host/forms/form-set.ts';

describe('form sets', () => {
  test('the same number is another form in each set', () => {
    expect(formFor('TT01_2018', '05').kind).toBe('CONTROL');
    expect(formFor('TT03_2025', '05').kind).toBe('STOP');
    expect(formFor('TT01_2018', '01').title).toBe('GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ');
  });

  test('a kind is found in the set that has it', () => {
    expect(formOfKind('TT03_2025', 'STOP')?.formCode).toBe('05');
    expect(formOfKind('TT01_2018', 'STOP')).toBeNull();
  });

  test('an unknown form is a bug', () => {
    expect(() => formFor('TT01_2018', '07')).toThrow(RangeError);
  });

  test.each([
    ['2018-11-22', null],
    ['2018-11-23', 'TT01_2018'],
    ['2025-06-30', 'TT01_2018'],
    ['2025-07-01', null],
    ['2025-09-14', null],
    ['2025-09-15', 'TT03_2025'],
    ['2026-11-21', 'TT03_2025'],
  ])('on %s: %s', (date, formSet) => {
    expect(formSetOn(date)).toBe(formSet);
  });

  test('no receipt wording was compared with the gazette yet', () => {
    expect(isWordingVerified('TT01_2018', '01')).toBe(false);
    expect(isWordingVerified('TT03_2025', '01')).toBe(false);
  });
});
