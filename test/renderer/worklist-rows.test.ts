import { describe, expect, test } from 'vitest';
import type { DossierRow } from '../../contract/views.ts';
import { translator } from '../../renderer/i18n/i18n.ts';
import { neighbours } from '../../renderer/worklist/list-place.ts';
import { matchingRows, numberOf, syncReading } from '../../renderer/worklist/row-words.ts';
import { eachOnce, filterCount, filterRule, workFilterOf, workFilters } from '../../renderer/worklist/work-filters.ts';

const now = new Date('2026-11-20T15:12:00+07:00');

function row(id: string, change: Partial<DossierRow> = {}): DossierRow {
  return {
    id,
    code: `000.00.00.H29-261120-0${id}`,
    temporaryCode: null,
    status: 'PROCESSING',
    list: 'processing',
    procedureCode: '1.001193',
    procedureName: 'Đăng ký khai sinh',
    ownerName: 'Vũ Khánh Tú',
    step: 'Thẩm tra',
    holder: 'Đỗ Phước Tâm',
    receivedAt: '2026-11-18T08:00:00+07:00',
    dueAt: '2026-11-23T17:00:00+07:00',
    clock: { tone: 'soon', reading: { kind: 'left', days: 1, hours: 1, minutes: 48 } },
    sync: { state: 'received', at: '2026-11-20T10:42:00+07:00' },
    ...change,
  };
}

const counters = {
  'online-waiting': 4,
  received: 6,
  processing: 83,
  supplement: 11,
  financial: 2,
  'to-return': 19,
  closed: 500,
};

describe('filters', () => {
  test('counts come from the counters; all open leaves the closed ones out', () => {
    const known = { counters, dueToday: 7, overdue: 2 };
    expect(workFilters.map((filter) => [filter, filterCount(filter, known)])).toEqual([
      ['received', 6],
      ['online', 4],
      ['supplement', 11],
      ['processing', 83],
      ['today', 7],
      ['overdue', 2],
      ['return', 19],
      ['financial', 2],
      ['open', 125],
    ]);
  });

  test('an address that is no filter names none', () => {
    expect(workFilterOf('overdue')).toBe('overdue');
    expect(workFilterOf('')).toBeNull();
    expect(workFilterOf('__proto__')).toBeNull();
  });

  test('overdue and today are lists of the office', () => {
    expect(filterRule('overdue').list).toBe('overdue');
    expect(filterRule('today').list).toBe('due-today');
  });

  test('a row that two pages hold is shown once', () => {
    expect(eachOnce([row('401'), row('402'), row('401')]).map(({ id }) => id)).toEqual(['401', '402']);
  });
});

describe('rows', () => {
  test('the sync word says when only for what the city has', () => {
    expect(syncReading({ state: 'received', at: '2026-11-20T10:42:00+07:00' }, now)).toEqual({
      state: 'received',
      when: '10:42',
    });
    expect(syncReading({ state: 'received', at: '2026-11-12T10:42:00+07:00' }, now)).toEqual({
      state: 'received',
      when: '12/11',
    });
    expect(syncReading({ state: 'needs-attention', at: '2026-11-20T10:42:00+07:00' }, now)).toEqual({
      state: 'attention',
    });
    expect(syncReading({ state: 'waiting', at: null }, now)).toEqual({ state: 'waiting' });
  });

  test('a dossier without an official code is called by its temporary number', () => {
    expect(numberOf({ code: 'A', temporaryCode: 'T' })).toBe('A');
    expect(numberOf({ code: null, temporaryCode: 'T' })).toBe('T');
    expect(numberOf({ code: null, temporaryCode: null })).toBe('');
  });

  test('the filter finds words with or without marks, in any column, all of them', () => {
    const rows = [row('401'), row('402', { ownerName: 'Đặng Công Huy', holder: null })];
    const found = (text: string) => matchingRows(translator('ui'), rows, text).map(({ id }) => id);
    expect(found('')).toEqual(['401', '402']);
    expect(found('dang cong')).toEqual(['402']);
    expect(found('CÔNG HUY')).toEqual(['402']);
    expect(found('khanh tham')).toEqual(['401']);
    expect(found('0402')).toEqual(['402']);
    expect(found('khai sinh')).toEqual(['401', '402']);
    expect(found('con 1 ngay 401')).toEqual(['401']);
    expect(found('khanh huy')).toEqual([]);
  });
});

describe('next in the list', () => {
  test('gives the place from 1 and the one after', () => {
    expect(neighbours(['a', 'b', 'c'], 'b')).toEqual({ at: 2, total: 3, next: 'c' });
    expect(neighbours(['a', 'b', 'c'], 'c')).toEqual({ at: 3, total: 3, next: null });
    expect(neighbours(['a'], 'x')).toBeNull();
  });
});
