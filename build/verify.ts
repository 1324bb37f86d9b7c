import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkEffective, type EffectiveReport } from '../db/check-effective.ts';
import { openOfficeDatabase } from '../db/database.ts';
import { type JournalFault, type JournalReport, verifyJournal } from '../db/verify-journal.ts';
import { DATABASE_KEY } from '../electron/host/open-storage.ts';
import { openFileKeyVault } from '../electron/host/ports/file-key-vault.ts';
import { VaultError } from '../electron/host/ports/key-vault.ts';
import { defaultDataDir, keyFileOf } from './folders.ts';
import { readOptions } from './options.ts';

const USAGE = 'npm run -s verify -- [--data DIR] [--key-file F] [--json]';

export interface VerifyReport extends JournalReport {
  /** Dossiers folded again from the journal and the city's events. */
  readonly effective: EffectiveReport;
}

/**
 * Verifies the journal of a data folder and what was folded from it; reads only and may run beside the open office.
 * `--key-file` is a vault file or a file with the 64 hex digits of the key. Exit code 0 when all holds, 1 when not,
 * 2 when the folder or its key cannot be read.
 */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = readOptions(
    args,
    { data: { type: 'string' }, 'key-file': { type: 'string' }, json: { type: 'boolean', default: false } },
    USAGE,
  );
  const dir = resolve(values.data ?? defaultDataDir());
  const key = await readKey(dir, keyFileOf(dir, values['key-file']));
  const report = key === null ? 'storage-key-wrong' : verify(dir, key);
  if (typeof report === 'string') {
    console.log(values.json ? JSON.stringify({ ok: false, failure: report }) : (UNREADABLE[report] ?? report));
    return 2;
  }
  const ok = report.ok && report.effective.ok;
  console.log(values.json ? JSON.stringify({ ...report, ok }) : inWords(report));
  return ok ? 0 : 1;
}

/** The report of a data folder, or the code of the failure to open it. */
function verify(dir: string, key: Buffer): VerifyReport | string {
  const opened = openOfficeDatabase({ dir, key, role: 'reader' });
  if (!opened.ok) return opened.failure.code;
  try {
    // One read transaction: the open office may write meanwhile.
    opened.value.exec('BEGIN');
    return { ...verifyJournal(opened.value), effective: checkEffective(opened.value) };
  } finally {
    opened.value.close();
  }
}

async function readKey(dir: string, file: string): Promise<Buffer | null> {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (/^[0-9a-f]{64}$/.test(text)) return Buffer.from(text, 'hex');
    return await openFileKeyVault({ file, dataDir: dir }).load(DATABASE_KEY);
  } catch (error) {
    if (error instanceof VaultError || (error as NodeJS.ErrnoException).code !== undefined) return null;
    throw error;
  }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  'storage-key-wrong': 'Không mở được kho: khóa không đúng hoặc không đọc được tệp khóa.',
  'not-set-up': 'Thư mục này chưa có kho dữ liệu.',
  'storage-damaged': 'Kho dữ liệu bị hỏng.',
  'storage-busy': 'Kho dữ liệu đang bận, hãy thử lại.',
};

const FAULTS: Readonly<Record<JournalFault, string>> = {
  missing: 'bị thiếu',
  'out-of-chain': 'không nối với mục trước',
  'header-changed': 'phần đầu bị sửa',
  'payload-changed': 'nội dung bị sửa',
  'payload-missing': 'mất nội dung mà không có lệnh xóa',
};

function inWords(report: VerifyReport): string {
  const lines = [`Nhật ký: ${report.facts} mục, ${report.erasedPayloads} nội dung đã xóa theo lệnh.`];
  if (report.firstBroken === null) lines.push('Chuỗi nhật ký toàn vẹn.');
  else lines.push(`Chuỗi nhật ký SAI từ mục ${report.firstBroken.seq}: ${FAULTS[report.firstBroken.fault]}.`);
  const { dossiers, different, wrongCounters } = report.effective;
  if (report.effective.ok) lines.push(`${dossiers} hồ sơ khớp với nhật ký và dữ liệu thành phố.`);
  if (different.length > 0)
    lines.push(`${different.length}/${dossiers} hồ sơ KHÔNG khớp: ${different.slice(0, 10).join(', ')}`);
  if (wrongCounters.length > 0) lines.push(`Số đếm SAI ở danh sách: ${wrongCounters.join(', ')}`);
  return lines.join('\n');
}
