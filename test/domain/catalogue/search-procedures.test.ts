import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleCatalogue } from '../../../domain/catalogue/catalogue.ts';
import { searchProcedures } from '../../../domain/catalogue/search-procedures.ts';

const catalogue = sampleCatalogue();
const search = (query: string, favourites: string[] = [], date = '2026-11-21') =>
  searchProcedures(catalogue, query, { date, favourites });
const codes = (query: string, favourites?: string[]) => search(query, favourites).map((hit) => hit.procedure.code);

describe('searching procedures as clerks type', () => {
  it.each([
    ['khai sinh', '1.001193'],
    ['Đăng ký khai sinh', '1.001193'],
    ['kh s', '1.001193'],
    ['dk khai sinh', '1.001193'],
    ['dkks', '1.001193'],
    ['dkkh', '1.000894'],
    ['1193', '1.001193'],
    ['1.001193', '1.001193'],
    ['1.001193.H29', '1.001193'],
    ['chung thuc ban sao', '2.000815'],
    ['ctbs', '2.000815'],
    ['tinh trang hon nhan', '1.004873'],
    ['ho kinh doanh thanh lap', '1.001612'],
    ['giay phep xay dung', '1.013225'],
    ['khai tu', '1.000656'],
    ['ks', '1.001193'],
    ['xntthn', '1.004873'],
  ])('%s finds %s first', (query, code) => {
    expect(codes(query)[0]).toBe(code);
  });

  it('lists other births after the plain one', () => {
    expect(codes('khai sinh').slice(0, 4)).toEqual(['1.001193', '2.000528', '1.004884', '2.000635']);
  });

  it('marks what the desk only explains, behind what it receives', () => {
    const hits = search('dang ky');
    const at = (code: string) => hits.findIndex((hit) => hit.procedure.code === code);
    expect(hits[at('1.004222')]?.guideOnly).toBe(true);
    expect(hits[at('1.001193')]?.guideOnly).toBe(false);
    expect(at('1.004222')).toBeGreaterThan(at('2.000528'));
    expect(codes('thuong tru')[0]).toBe('1.004222');
  });

  it('puts a favourite first within one fit, not above a better one', () => {
    expect(codes('dang ky khai s', ['2.000528'])[0]).toBe('2.000528');
    expect(codes('khai tu', ['1.001193'])[0]).toBe('1.000656');
  });

  it('shows only what is in force on the date', () => {
    expect(codes('giay phep xay dung')).not.toContain('1.009994');
    const before = searchProcedures(catalogue, 'giay phep xay dung', { date: '2024-05-01' });
    expect(before.map((hit) => hit.procedure.code)).toEqual(['1.009994']);
  });

  it('lists everything for an empty query, favourites first', () => {
    const all = search(' ', ['2.000815']);
    expect(all[0]?.procedure.code).toBe('2.000815');
    expect(all).toHaveLength(34);
  });

  it('finds nothing for nonsense', () => {
    expect(codes('zzz qqq')).toEqual([]);
  });

  it('takes any text, in the same order every time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => {
        expect(codes(query)).toEqual(codes(query));
      }),
    );
  });
});
