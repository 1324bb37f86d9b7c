import { hash } from '@node-rs/argon2';
import calendar from '../../../domain/data/calendar.json' with { type: 'json' };
import procedures from '../../../domain/data/procedures.json' with { type: 'json' };
import type { OfficePack, ReferencePack, User, UsersPack } from '../../../domain/office/model.ts';
import type { CityStore } from '../store.ts';
import { SAMPLE_UNIT_ID, SAMPLE_UNITS } from './units.ts';

/** Password of the three sample users; a sample office says on every screen that it is one. */
const SAMPLE_PASSWORD = 'mot-cua-2026';

const SAMPLE_USERS: readonly Omit<User, 'passwordHash'>[] = [
  {
    id: 'u-dieu',
    userName: 'clerk',
    fullName: 'Trần Hoàng Diệu',
    title: 'Cán bộ một cửa',
    role: 'clerk',
    active: true,
  },
  {
    id: 'u-hoa',
    userName: 'supervisor',
    fullName: 'Nguyễn Mỹ Hoa',
    title: 'Phụ trách bộ phận một cửa',
    role: 'supervisor',
    active: true,
  },
  {
    id: 'u-hang',
    userName: 'leader',
    fullName: 'Hoàng Minh Hằng',
    title: 'Lãnh đạo',
    role: 'leader',
    active: true,
  },
];

/** A password as the users pack carries it: argon2id, the library's recommended cost. */
export function passwordHash(password: string): Promise<string> {
  return hash(password.normalize('NFC'));
}

/** Gives a new city its sample offices, users, calendar and procedures. Does nothing where there are some. */
export async function installSampleOffice(store: CityStore): Promise<void> {
  if ((await store.readPack('office', SAMPLE_UNIT_ID)) !== null) return;
  const users: UsersPack = {
    users: await Promise.all(
      SAMPLE_USERS.map(async (user) => ({ ...user, passwordHash: await passwordHash(SAMPLE_PASSWORD) })),
    ),
  };
  const packs: { pack: ReferencePack; unitId: string; body: unknown }[] = [
    { pack: 'calendar', unitId: '', body: calendar },
    { pack: 'procedures', unitId: '', body: procedures },
  ];
  for (const unit of SAMPLE_UNITS) {
    packs.push({ pack: 'office', unitId: unit.id, body: officePack(unit.id) });
    packs.push({ pack: 'users', unitId: unit.id, body: users });
  }
  await store.writePacks(packs);
}

function officePack(unitId: string): OfficePack {
  return {
    unitId,
    deskName: '',
    units: [...SAMPLE_UNITS],
    duePolicy: 'END_OF_DAY',
    formSet: 'TT03_2025',
    sample: true,
    phone: null,
  };
}
