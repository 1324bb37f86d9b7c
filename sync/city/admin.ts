import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { legalDateOf } from '../../domain/calendar/legal-time.ts';
import { parseCalendar } from '../../domain/calendar/working-calendar.ts';
import { factSchemas } from '../../domain/dossier/facts.ts';
import type { DossierFile } from '../../domain/dossier/model.ts';
import type { DossierStatus } from '../../domain/dossier/status.ts';
import { DOSSIER_STATUSES, mayFollow } from '../../domain/dossier/status.ts';
import type { Role, User } from '../../domain/office/model.ts';
import { usersPackSchema } from '../../domain/office/model.ts';
import type { DossierCopy } from './dossier-copy.ts';
import { sha256Hex } from './hashing.ts';
import { takeCityNumber } from './numbers.ts';
import { CITY_ACTOR } from './push.ts';
import { passwordHash } from './sample/office.ts';
import { findPerson, partyOf } from './sample/people.ts';
import { acceptByFor, componentsFor, procedureAt } from './sample/procedures.ts';
import { SAMPLE_UNIT_ID } from './sample/units.ts';
import type { CityStore } from './store.ts';

/** What an operator does at the city. Refusals are thrown as `AdminRefusal` with words for the operator. */
export class AdminRefusal extends Error {}

const OFFICER = { id: null, name: 'Phòng chuyên môn', unit: 'Phòng chuyên môn' };
const MIMES = { pdf: 'application/pdf', jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', tif: 'image/tiff' };

/** Moves a dossier where the life cycle allows it. */
export async function setStatus(
  store: CityStore,
  input: { dossier: string; to: string; reason: string | null; now: number },
): Promise<DossierCopy> {
  const to = DOSSIER_STATUSES.find((status) => status === input.to);
  if (to === undefined) throw new AdminRefusal(`Không có trạng thái ${input.to}. Có: ${DOSSIER_STATUSES.join(', ')}.`);
  const copy = await needDossier(store, input.dossier);
  await store.commit([copy.id], async (ledger) => {
    const current = ledger.get(copy.id);
    if (current === null || !mayFollow(current.state.status, to)) {
      throw new AdminRefusal(`Hồ sơ đang ở trạng thái ${current?.state.status ?? '?'}, không thể chuyển sang ${to}.`);
    }
    const payload = { to: to as DossierStatus, reason: input.reason, by: OFFICER, step: null, promised: null };
    ledger.append({ agg: copy.id, fact: { type: 'dossier.status-changed', payload }, ...cityAct(input.now) });
  });
  return needDossier(store, copy.id);
}

/** A citizen hands a dossier in online: a new dossier waits at the ward. */
export async function pushOnline(
  store: CityStore,
  input: { procedure: string; person: string; files: readonly string[]; unitId?: string; now: number },
): Promise<DossierCopy> {
  const submittedAt = new Date(input.now).toISOString();
  const dated = procedureAt(input.procedure, submittedAt);
  if (dated === null) throw new AdminRefusal(`Không có thủ tục ${input.procedure} đang hiệu lực.`);
  const person = findPerson(input.person);
  if (person === undefined) throw new AdminRefusal(`Không có người mẫu ${input.person} (P001 đến P300).`);
  const unit = input.unitId ?? SAMPLE_UNIT_ID;
  const components = componentsFor(dated.version);
  const files = await Promise.all(input.files.map((path) => storeFile(store, path)));
  const agg = randomUUID();
  await store.commit([agg], async (ledger, trx) => {
    const code = await takeCityNumber(trx, ledger, unit, submittedAt, agg);
    const payload = factSchemas['dossier.submitted-online'].parse({
      code,
      procedure: dated.ref,
      submittedAt,
      acceptBy: acceptByFor(submittedAt),
      units: { receiving: unit, deciding: unit, returning: unit },
      parties: [partyOf(person, 'owner', 'online', null)],
      components,
      files: files.map((file, index) => ({ ...file, component: components[index]?.code ?? null })),
      delivery: 'DESK',
      note: null,
    });
    ledger.append({ agg, fact: { type: 'dossier.submitted-online', payload }, ...cityAct(input.now) });
  });
  return needDossier(store, agg);
}

/** Attaches a result document; with `complete` the dossier is finished as well. */
export async function attachResult(
  store: CityStore,
  input: { dossier: string; file: string; complete: boolean; now: number },
): Promise<DossierCopy> {
  const copy = await needDossier(store, input.dossier);
  const file = await storeFile(store, input.file);
  await store.commit([copy.id], async (ledger) => {
    const issuedOn = legalDateOf(new Date(input.now).toISOString());
    const result = { name: file.name, number: null, issuedOn, signed: true, file };
    const attached = { type: 'dossier.result-attached' as const, payload: { result, by: OFFICER } };
    ledger.append({ agg: copy.id, fact: attached, ...cityAct(input.now) });
    if (!input.complete) return;
    const current = ledger.get(copy.id);
    if (current === null || !mayFollow(current.state.status, 'COMPLETED')) {
      throw new AdminRefusal(`Hồ sơ đang ở trạng thái ${current?.state.status ?? '?'}, chưa thể hoàn thành.`);
    }
    const payload = { to: 'COMPLETED' as const, reason: null, by: OFFICER, step: null, promised: null };
    ledger.append({ agg: copy.id, fact: { type: 'dossier.status-changed', payload }, ...cityAct(input.now) });
  });
  return needDossier(store, copy.id);
}

/** A new version of the calendar with one more day off; due dates already promised stay. */
export async function addDayOff(
  store: CityStore,
  input: { date: string; reason: string },
): Promise<{ version: number }> {
  const stored = await store.readPack('calendar', '');
  const body = structuredClone(stored?.body) as CalendarBody | undefined;
  const year = body?.years[input.date.slice(0, 4)];
  if (body === undefined || year === undefined) throw new AdminRefusal(`Lịch chưa có năm ${input.date.slice(0, 4)}.`);
  if (year.off.includes(input.date)) throw new AdminRefusal(`Ngày ${input.date} đã là ngày nghỉ.`);
  year.off = [...year.off, input.date].toSorted();
  year.reasons[input.date] = input.reason;
  if (year.workingDays !== null) year.workingDays -= 1;
  try {
    parseCalendar(body);
  } catch {
    throw new AdminRefusal(`Ngày ${input.date} không thêm được vào lịch.`);
  }
  const [version = 0] = await store.writePacks([{ pack: 'calendar', unitId: '', body }]);
  return { version };
}

interface CalendarBody {
  years: Record<string, { off: string[]; reasons: Record<string, string>; workingDays: number | null } | undefined>;
}

/** Adds or changes a user of a unit; fields not given stay. A password comes as text and is stored as argon2id. */
export async function setUser(
  store: CityStore,
  input: {
    unitId?: string;
    userName: string;
    fullName?: string;
    title?: string;
    role?: Role;
    active?: boolean;
    password?: string;
  },
): Promise<{ version: number; userId: string }> {
  const unitId = input.unitId ?? SAMPLE_UNIT_ID;
  const stored = await store.readPack('users', unitId);
  if (stored === null) throw new AdminRefusal(`Không có đơn vị ${unitId}.`);
  const { users } = usersPackSchema.parse(stored.body);
  const present = users.find((user) => user.userName === input.userName);
  if (present === undefined && (!input.fullName || !input.role || !input.password)) {
    throw new AdminRefusal('Người dùng mới cần --name, --role và mật khẩu (--password-stdin).');
  }
  const user: User = {
    id: present?.id ?? randomUUID(),
    userName: input.userName,
    fullName: (input.fullName ?? present?.fullName ?? '').normalize('NFC'),
    title: input.title ?? present?.title ?? '',
    role: input.role ?? present?.role ?? 'clerk',
    active: input.active ?? present?.active ?? true,
    passwordHash: input.password ? await passwordHash(input.password) : (present?.passwordHash ?? ''),
  };
  const checked = usersPackSchema.safeParse({ users: [...users.filter((other) => other.id !== user.id), user] });
  if (!checked.success) throw new AdminRefusal('Tên đăng nhập gồm 2-40 chữ thường không dấu, số, dấu . _ -');
  const [version = 0] = await store.writePacks([{ pack: 'users', unitId, body: checked.data }]);
  return { version, userId: user.id };
}

export interface CheckReport {
  readonly dossiers: number;
  readonly incompleteDossiers: readonly string[];
  readonly files: number;
  readonly damagedFiles: readonly string[];
}

/** Reads every file back and compares its hash; lists dossiers that wait for files. */
export async function checkCity(store: CityStore): Promise<CheckReport> {
  const blobs = await store.db.selectFrom('blob').select(['sha256', 'size']).where('state', '=', 'available').execute();
  const damagedFiles: string[] = [];
  for (const { sha256, size } of blobs) {
    const bytes = await store.files.read(sha256, Number(size), 0, Number(size)).catch(() => null);
    if (bytes === null || sha256Hex(bytes) !== sha256) damagedFiles.push(sha256);
  }
  const { count } = await store.db
    .selectFrom('dossier')
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  const waiting = await store.db
    .selectFrom('dossier_blob')
    .leftJoin('blob_unit', (join) =>
      join
        .onRef('blob_unit.sha256', '=', 'dossier_blob.sha256')
        .onRef('blob_unit.unit_id', '=', 'dossier_blob.by_unit'),
    )
    .select('dossier_blob.agg')
    .distinct()
    .where('blob_unit.sha256', 'is', null)
    .execute();
  return {
    dossiers: Number(count),
    incompleteDossiers: waiting.map(({ agg }) => agg),
    files: blobs.length,
    damagedFiles,
  };
}

/** The city's copy of a dossier, or a refusal that says it is not there. */
export async function needDossier(store: CityStore, idOrCode: string): Promise<DossierCopy> {
  const copy = await store.dossier(idOrCode);
  if (copy === null) throw new AdminRefusal(`Thành phố không có hồ sơ ${idOrCode}.`);
  return copy;
}

async function storeFile(store: CityStore, path: string): Promise<DossierFile> {
  const mime = MIMES[path.toLowerCase().split('.').at(-1) as keyof typeof MIMES] as DossierFile['mime'] | undefined;
  if (mime === undefined) throw new AdminRefusal('Chỉ nhận tệp PDF, JPG, PNG, TIFF.');
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null || bytes.length === 0) throw new AdminRefusal(`Không đọc được tệp ${path}.`);
  const sha256 = sha256Hex(bytes);
  await store.putFile(sha256, bytes, mime, 'city');
  return { sha256, component: null, name: basename(path).normalize('NFC'), mime, bytes: bytes.length, pages: null };
}

function cityAct(now: number) {
  const at = { wall: new Date(now).toISOString(), quality: 'ok' as const };
  return { byUnit: 'city', actor: CITY_ACTOR, at, opId: null };
}
