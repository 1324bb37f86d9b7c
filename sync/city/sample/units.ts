import type { Unit } from '../../../domain/office/model.ts';

/** Ids of the sample offices. Their agency codes are visibly fake. */
export const SAMPLE_UNIT_ID = 'ward-tan-son-nhat';
export const NEIGHBOUR_UNIT_ID = 'ward-tan-son-hoa';
export const DEPARTMENT_UNIT_ID = 'dept-xay-dung';

export const SAMPLE_UNITS: readonly Unit[] = [
  {
    id: SAMPLE_UNIT_ID,
    name: 'Trung tâm Phục vụ hành chính công phường Tân Sơn Nhất',
    shortName: 'Phường Tân Sơn Nhất',
    kind: 'ward',
    agencyCode: '000.00.00.H29',
    placeName: 'Tân Sơn Nhất',
    parentName: 'Ủy ban nhân dân phường Tân Sơn Nhất',
  },
  {
    id: NEIGHBOUR_UNIT_ID,
    name: 'Trung tâm Phục vụ hành chính công phường Tân Sơn Hòa',
    shortName: 'Phường Tân Sơn Hòa',
    kind: 'ward',
    agencyCode: '000.00.01.H29',
    placeName: 'Tân Sơn Hòa',
    parentName: 'Ủy ban nhân dân phường Tân Sơn Hòa',
  },
  {
    id: DEPARTMENT_UNIT_ID,
    name: 'Sở Xây dựng',
    shortName: 'Sở Xây dựng',
    kind: 'department',
    agencyCode: '000.01.00.H29',
    placeName: 'Thành phố Hồ Chí Minh',
    parentName: 'Ủy ban nhân dân Thành phố Hồ Chí Minh',
  },
];

export function sampleUnit(id: string): Unit {
  const unit = SAMPLE_UNITS.find((candidate) => candidate.id === id);
  if (unit === undefined) throw new RangeError('no such sample unit');
  return unit;
}
