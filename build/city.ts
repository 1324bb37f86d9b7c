import { resolve } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { roleSchema } from '../domain/office/model.ts';
import { sampleCityDir } from '../electron/host/sample-city.ts';
import {
  AdminRefusal,
  addDayOff,
  attachResult,
  checkCity,
  needDossier,
  pushOnline,
  setStatus,
  setUser,
} from '../sync/city/admin.ts';
import type { DossierCopy } from '../sync/city/dossier-copy.ts';
import { readOrMakeKey } from '../sync/city/key-file.ts';
import { seedSampleDossiers } from '../sync/city/sample/seed.ts';
import { SAMPLE_UNIT_ID, SAMPLE_UNITS } from '../sync/city/sample/units.ts';
import { startCity } from '../sync/city/server.ts';
import type { CityStore } from '../sync/city/store.ts';
import { openCityStore } from '../sync/city/store.ts';
import { defaultDemoDir } from './folders.ts';
import { readOptions, wholeNumber } from './options.ts';

const USAGE = `npm run city -- [--data DIR] [--port N] [--dossiers N] [--seed N] [--key-file F] [--host H --allow-remote]
       npm run city -- admin <việc> --data DIR [--key-file F] [--json] …
         enrol-code [--unit ĐƠN-VỊ] [--desk TÊN-QUẦY]
         set-status --dossier ID|MÃ --to TRẠNG-THÁI [--reason …]
         push-online [--procedure MÃ] [--person P005] [--files a.pdf,b.jpg]
         attach-result --dossier ID|MÃ --file kết-quả.pdf [--complete]
         set-calendar --add-off 2026-12-31 --reason …
         set-user --user-name … [--name …] [--title …] [--role clerk|supervisor|leader] [--password-stdin] [--deactivate]
         backup | new-timeline | show --dossier ID|MÃ | check`;

const OPTIONS = {
  data: { type: 'string' },
  'key-file': { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  'allow-remote': { type: 'boolean', default: false },
  dossiers: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean', default: false },
  unit: { type: 'string' },
  desk: { type: 'string' },
  dossier: { type: 'string' },
  to: { type: 'string' },
  reason: { type: 'string' },
  procedure: { type: 'string', default: '1.004873' },
  person: { type: 'string', default: 'P005' },
  files: { type: 'string' },
  file: { type: 'string' },
  complete: { type: 'boolean', default: false },
  'add-off': { type: 'string' },
  'user-name': { type: 'string' },
  name: { type: 'string' },
  title: { type: 'string' },
  role: { type: 'string' },
  'password-stdin': { type: 'boolean', default: false },
  deactivate: { type: 'boolean', default: false },
} as const;

const DEFAULT_PORT = 8790;

/** The reference city: runs the gateway, or does one operator's task on it while it runs. */
export async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(argv, OPTIONS, USAGE);
  const dataDir = resolve(values.data ?? sampleCityDir(defaultDemoDir()));
  try {
    const key = readOrMakeKey(dataDir, values['key-file']);
    if (positionals[0] === undefined) return await serve(dataDir, key, values);
    if (positionals[0] !== 'admin') throw new AdminRefusal(`Cách dùng: ${USAGE}`);
    const store = await openCityStore({ dataDir, key });
    try {
      const answer = await administer(store, positionals[1] ?? '', values);
      console.log(values.json ? JSON.stringify(answer.json, null, 2) : answer.words);
      return answer.failed === true ? 1 : 0;
    } finally {
      await store.close();
    }
  } catch (error) {
    console.error(wordsFor(error));
    return 1;
  }
}

type Values = ReturnType<typeof readOptions<typeof OPTIONS>>['values'];
type Answer = { readonly words: string; readonly json: unknown; readonly failed?: boolean };

async function serve(dataDir: string, key: string, values: Values): Promise<number> {
  const city = await startCity({
    dataDir,
    key,
    port: wholeNumber(values.port, DEFAULT_PORT, 0, 65_535, 'port'),
    host: values.host ?? '127.0.0.1',
    allowRemote: values['allow-remote'],
    log: true,
  });
  const dossiers = wholeNumber(values.dossiers, 200, 0, 20_000, 'dossiers');
  const seed = wholeNumber(values.seed, 2026, 0, 2 ** 31, 'seed');
  const made = await seedSampleDossiers(city.store, { dossiers, seed, now: Date.now() });
  const code = await city.enrolCode();
  if (values.json) {
    console.log(JSON.stringify({ url: city.url, code, dataDir, serverId: city.serverId }));
  } else {
    if (made > 0) console.log(`Đã tạo thành phố mẫu với ${made} hồ sơ giả trong ${dataDir}.`);
    console.log(`Thành phố đang chạy tại ${city.url}`);
    console.log(`Mã đăng ký cho một máy (dùng một lần, trong 24 giờ): ${code}`);
    console.log('Nhấn Ctrl+C để dừng.');
  }
  await new Promise<void>((done) => {
    process.once('SIGINT', () => done());
    process.once('SIGTERM', () => done());
  });
  await city.close();
  return 0;
}

async function administer(store: CityStore, verb: string, values: Values): Promise<Answer> {
  const now = Date.now();
  switch (verb) {
    case 'enrol-code': {
      const unitId = values.unit ?? SAMPLE_UNIT_ID;
      if ((await store.readPack('office', unitId)) === null) {
        throw new AdminRefusal(`Không có đơn vị ${unitId}. Có: ${SAMPLE_UNITS.map(({ id }) => id).join(', ')}.`);
      }
      const { code, expiresAt } = await store.createEnrolmentCode(unitId, values.desk ?? 'Quầy số 1');
      return { words: `Mã đăng ký: ${code} (dùng một lần, hết hạn ${expiresAt})`, json: { code, expiresAt, unitId } };
    }
    case 'set-status': {
      const input = { dossier: need(values.dossier, 'dossier'), to: need(values.to, 'to'), now };
      return copyAnswer(await setStatus(store, { ...input, reason: values.reason ?? null }));
    }
    case 'push-online': {
      const files = (values.files ?? '').split(',').filter((path) => path !== '');
      const { procedure, person, unit } = values;
      return copyAnswer(await pushOnline(store, { procedure, person, files, now, ...(unit && { unitId: unit }) }));
    }
    case 'attach-result': {
      const input = { dossier: need(values.dossier, 'dossier'), file: need(values.file, 'file') };
      return copyAnswer(await attachResult(store, { ...input, complete: values.complete, now }));
    }
    case 'set-calendar': {
      const date = need(values['add-off'], 'add-off');
      const { version } = await addDayOff(store, { date, reason: need(values.reason, 'reason') });
      return { words: `Lịch làm việc phiên bản ${version}: thêm ngày nghỉ ${date}.`, json: { version, date } };
    }
    case 'set-user':
      return changeUser(store, values);
    case 'backup': {
      const report = await store.backUp();
      const words = `Đã sao lưu vào ${report.folder} (${report.filesCopied} tệp mới, ${report.writers} máy được xác nhận).`;
      return { words, json: report };
    }
    case 'new-timeline': {
      const timeline = await store.newTimeline();
      return { words: `Dòng thời gian mới: ${timeline}`, json: { timeline } };
    }
    case 'show':
      return copyAnswer(await needDossier(store, need(values.dossier, 'dossier')));
    case 'check': {
      const report = await checkCity(store);
      const words = [
        `Hồ sơ: ${report.dossiers}, còn chờ tệp: ${report.incompleteDossiers.length}.`,
        `Tệp: ${report.files}, hỏng: ${report.damagedFiles.length}.`,
        ...report.incompleteDossiers.map((id) => `  chờ tệp: ${id}`),
        ...report.damagedFiles.map((sha256) => `  hỏng: ${sha256}`),
      ].join('\n');
      return { words, json: report, failed: report.damagedFiles.length > 0 || report.incompleteDossiers.length > 0 };
    }
    default:
      throw new AdminRefusal(`Không có việc "${verb}". Cách dùng: ${USAGE}`);
  }
}

async function changeUser(store: CityStore, values: Values): Promise<Answer> {
  const role = values.role === undefined ? undefined : roleSchema.safeParse(values.role);
  if (role && !role.success) throw new AdminRefusal('Vai trò là clerk, supervisor hoặc leader.');
  const password = values['password-stdin'] ? (await readText(process.stdin)).replace(/\r?\n$/u, '') : undefined;
  if (password !== undefined && password.length < 8) throw new AdminRefusal('Mật khẩu cần ít nhất 8 ký tự.');
  const userName = need(values['user-name'], 'user-name');
  const { version, userId } = await setUser(store, {
    userName,
    ...(values.unit !== undefined && { unitId: values.unit }),
    ...(values.name !== undefined && { fullName: values.name }),
    ...(values.title !== undefined && { title: values.title }),
    ...(role?.success && { role: role.data }),
    ...(password !== undefined && { password }),
    ...(values.deactivate ? { active: false } : password !== undefined && { active: true }),
  });
  return { words: `Danh sách người dùng phiên bản ${version}: ${userName}.`, json: { version, userId, userName } };
}

function copyAnswer(copy: DossierCopy): Answer {
  const { id, version, status, code, complete, state } = copy;
  const names = new Map(state.files.map((file) => [file.sha256, file]));
  for (const { file } of state.results) if (file) names.set(file.sha256, file);
  const files = copy.files.map((file) => ({ ...file, name: names.get(file.sha256)?.name ?? null }));
  const words = [
    `Hồ sơ ${code ?? state.temporaryCode ?? id}`,
    `  id: ${id}`,
    `  trạng thái: ${status}, bản ${version}, ${complete ? 'đủ tệp' : 'còn chờ tệp'}`,
    `  thủ tục: ${state.procedure.code} ${state.procedure.shortName}`,
    `  hẹn trả: ${state.promised?.dueAt ?? 'chưa có'}`,
    ...files.map((file) => `  tệp: ${file.sha256} ${file.state} ${file.bytes ?? '?'} byte`),
  ].join('\n');
  return { words, json: { id, code, version, status, complete, updatedAt: copy.updatedAt, files, state } };
}

function need(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new AdminRefusal(`Thiếu --${name}.`);
  return value;
}

function wordsFor(error: unknown): string {
  if (error instanceof AdminRefusal) return error.message;
  const code = (error as { code?: unknown }).code;
  const message = error instanceof Error ? error.message : String(error);
  if (message === 'key-missing') return 'Có dữ liệu của thành phố nhưng không thấy tệp khóa. Dùng --key-file.';
  if (message === 'key-malformed') return 'Tệp khóa không đúng: cần 64 chữ số hệ 16.';
  if (message === 'host-not-loopback') return 'Chỉ mở cho máy khác khi có --allow-remote: đường truyền không mã hóa.';
  if (code === 'SQLITE_NOTADB') return 'Khóa không mở được dữ liệu của thành phố.';
  if (code === 'EADDRINUSE') return 'Cổng đã có chương trình khác dùng. Chọn cổng khác bằng --port.';
  throw error;
}
