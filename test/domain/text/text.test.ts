import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayFileName } from '../../../domain/text/file-name.ts';
import {
  collapseSpaces,
  fold,
  initials,
  isStorableText,
  normaliseText,
  searchTerms,
  storableText,
  toneKey,
} from '../../../domain/text/fold.ts';
import hostile from '../../fixtures/data/hostile-names.json' with { type: 'json' };
import people from '../../fixtures/data/people.json' with { type: 'json' };

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((list) => String.fromCharCode(...list));

describe('folding', () => {
  it.each([
    ['Hòa', 'hoa'],
    ['Hoà', 'hoa'],
    ['\u0130', 'i'],
    ['\u212A\u0301', 'k'],
    ['THUỴ', 'thuy'],
    ['Đỗ Thị Mỹ Ưng', 'do thi my ung'],
    ["H'Lina Niê", "h'lina nie"],
    ['Nguye\u0302\u0303n', 'nguyen'],
  ])('%s is %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('twice is once, for any text', () => {
    const once = fc.property(fc.oneof(anyText, units), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    });
    fc.assert(once, { numRuns: 1000 });
  });

  it('of NFC and NFD is the same', () => {
    for (const person of people.people) {
      expect(fold(person.fullName.normalize('NFD'))).toBe(fold(person.fullName));
      expect(fold(person.fullName.toUpperCase())).toBe(fold(person.fullName));
    }
  });

  it('with tones sees two spellings as one word and two tones as two', () => {
    expect(toneKey('Trần Phước Hòa')).toBe(toneKey('trần phước Hoà'));
    expect(toneKey('Thụy')).toBe(toneKey('Thuỵ'));
    expect(toneKey('Hòa')).not.toBe(toneKey('Hóa'));
    expect(toneKey('Lê')).not.toBe(toneKey('Le'));
  });
});

describe('search words', () => {
  it('keep codes whole and drop punctuation', () => {
    expect(searchTerms('  Đăng ký, khai-sinh 1.001193. ')).toEqual(['dang', 'ky', 'khai', 'sinh', '1.001193']);
    expect(searchTerms(' ... ')).toEqual([]);
  });
  it('give initials', () => {
    expect(initials('Đăng ký khai sinh')).toBe('dkks');
  });
});

describe('storable text', () => {
  it.each([
    ['Trần', true],
    ['a\u0000', false],
    ['\uD800', false],
    ['😀', true],
  ])('%j: %s', (text, storable) => {
    expect(isStorableText(text)).toBe(storable);
    expect(storableText.safeParse(text).success).toBe(storable);
  });
  it('becomes NFC', () => {
    expect(normaliseText('Tra\u0302\u0300n')).toBe('Trần');
    expect(storableText.parse('Tra\u0302\u0300n')).toBe('Trần');
    expect(collapseSpaces(' Tra\u0302\u0300n\u00A0 \t An ')).toBe('Trần An');
  });
});

describe('shown file names', () => {
  const shown = (name: string) => displayFileName(name, { extension: 'jpg', fallback: 'Giấy chứng sinh' });

  it.each([
    ['../../../../etc/thoat.pdf', 'thoat.jpg'],
    ['..\\..\\..\\thoat.pdf', 'thoat.jpg'],
    ['/thu-muc-goc/tep.pdf', 'tep.jpg'],
    ['C:\\thu-muc\\tep.pdf', 'tep.jpg'],
    ['\\\\may-chu\\chia-se\\tep.pdf', 'tep.jpg'],
    ['CON.pdf', 'CON.jpg'],
    ['tờ khai. ', 'tờ khai.jpg'],
    ['tờ khai\u202efdp.exe', 'tờ khaifdp.jpg'],
    ['tờ\nkhai.pdf', 'tờkhai.jpg'],
    ['tờ khai\u0000.pdf', 'tờ khai.jpg'],
    ['-rf.pdf', '-rf.jpg'],
    ['.pdf', 'Giấy chứng sinh.jpg'],
    ['', 'Giấy chứng sinh.jpg'],
    ['Gia\u0302\u0301y chu\u031b\u0301ng sinh.jpg', 'Giấy chứng sinh.jpg'],
    ['giay-chung-sinh.JPG', 'giay-chung-sinh.jpg'],
    ['giay-chung-sinh.jpg.exe', 'giay-chung-sinh.jpg'],
    ['biên bản 1.2', 'biên bản 1.2.jpg'],
    ['..', 'Giấy chứng sinh.jpg'],
  ])('%j is shown as %j', (name, expected) => {
    expect(shown(name)).toBe(expected);
  });

  it('cuts a long name with … and keeps the extension', () => {
    const long = hostile.names.find((one) => one.lengthUtf16 === 255)?.name ?? '';
    expect(shown(long)).toMatch(/^Tờ khai đăng ký .*…\.jpg$/u);
    expect([...shown(long)].length).toBeLessThanOrEqual(120);
  });

  const calm = (name: string) => {
    const result = shown(name);
    expect(result).toMatch(/[^.\s]\.jpg$/u);
    expect(result).not.toMatch(/[\\/\p{Cc}\u202A-\u202E\u2066-\u2069\u2028\u2029]|^[.\s]/u);
    expect(result).toBe(result.normalize('NFC'));
    expect(result.isWellFormed()).toBe(true);
    expect([...result].length).toBeLessThanOrEqual(120);
  };

  it.each(hostile.names.map((one) => [one.note, one.name] as const))('hostile: %s', (_, name) => {
    calm(name);
  });

  it('are calm for any text', () => {
    fc.assert(fc.property(fc.oneof(anyText, units), calm), { numRuns: 500 });
  });
});
