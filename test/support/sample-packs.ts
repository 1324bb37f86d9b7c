import type { OfficePack, UsersPack } from '../../domain/office/model.ts';

const PARENT = 'Ủy ban nhân dân Thành phố Hồ Chí Minh';

/** The sample ward, with a neighbour and a department; the agency code is visibly fake. */
export const SAMPLE_OFFICE: OfficePack = {
  unitId: 'ward-tan-son-nhat',
  deskName: 'Quầy 1',
  units: [
    {
      id: 'ward-tan-son-nhat',
      name: 'Trung tâm Phục vụ hành chính công phường Tân Sơn Nhất',
      shortName: 'Phường Tân Sơn Nhất',
      kind: 'ward',
      agencyCode: '000.00.00.H29',
      placeName: 'Tân Sơn Nhất',
      parentName: PARENT,
    },
    {
      id: 'ward-tan-son-hoa',
      name: 'Trung tâm Phục vụ hành chính công phường Tân Sơn Hòa',
      shortName: 'Phường Tân Sơn Hòa',
      kind: 'ward',
      agencyCode: null,
      placeName: 'Tân Sơn Hòa',
      parentName: PARENT,
    },
    {
      id: 'dept-xay-dung',
      name: 'Sở Xây dựng Thành phố Hồ Chí Minh',
      shortName: 'Sở Xây dựng',
      kind: 'department',
      agencyCode: null,
      placeName: 'Thành phố Hồ Chí Minh',
      parentName: PARENT,
    },
  ],
  duePolicy: 'END_OF_DAY',
  formSet: 'TT03-2025',
  sample: true,
  phone: null,
};

/** The three staff of the sample ward. The hash is of no password: nobody signs in with these packs. */
export const SAMPLE_USERS: UsersPack = {
  users: [
    user('clerk', 'Trần Hoàng Diệu', 'Cán bộ một cửa', 'clerk'),
    user('supervisor', 'Nguyễn Mỹ Hoa', 'Phụ trách bộ phận một cửa', 'supervisor'),
    user('leader', 'Hoàng Minh Hằng', 'Phó Chủ tịch phường', 'leader'),
  ],
};

function user(name: string, fullName: string, title: string, role: 'clerk' | 'supervisor' | 'leader') {
  return { id: `u-${name}`, userName: name, fullName, title, role, active: true, passwordHash: 'none' };
}
