import { resolve } from 'node:path';
import { defaultDemoDir, keyFileOf } from './folders.ts';
import { openHeadlessOffice } from './headless-office.ts';
import { readOptions, wholeNumber } from './options.ts';
import { DEFAULT_PORT, startApp } from './start.ts';

const USAGE =
  'npm run demo -- [--data THƯ-MỤC] [--dossiers N] [--key-file TỆP] [--port N] [--no-open] [--exit] [--loopback]';
const SAMPLE_DOSSIERS = 200;

/** Opens the sample ward; prepares it first when the folder is empty. `--exit` only prepares. */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = readOptions(
    args,
    {
      data: { type: 'string' },
      dossiers: { type: 'string' },
      'key-file': { type: 'string' },
      port: { type: 'string' },
      loopback: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      exit: { type: 'boolean', default: false },
    },
    USAGE,
  );
  const dataDir = resolve(values.data ?? defaultDemoDir());
  const keyFile = keyFileOf(dataDir, values['key-file']);
  const dossiers = wholeNumber(values.dossiers, SAMPLE_DOSSIERS, 0, 20_000, 'dossiers');
  const prepared = await prepareSample({ dataDir, keyFile, dossiers });
  if (prepared !== null) {
    console.error(`Không chuẩn bị được dữ liệu mẫu: ${prepared}`);
    return 1;
  }
  console.log('Đăng nhập bằng clerk, supervisor hoặc leader; mật khẩu mot-cua-2026.');
  if (values.exit) return 0;
  return startApp({
    dataDir,
    keyFile,
    port: wholeNumber(values.port, DEFAULT_PORT, 0, 65535, 'port'),
    portGiven: values.port !== undefined,
    electron: !values.loopback,
    open: !values['no-open'],
  });
}

/** Makes the sample ward in an empty folder; a folder that is set up already is left as it is. Null, or a failure code. */
export async function prepareSample(options: {
  readonly dataDir: string;
  readonly keyFile: string;
  readonly dossiers: number;
}): Promise<string | null> {
  const started = performance.now();
  const host = await openHeadlessOffice({ ...options, sync: true });
  try {
    const state = await host.call('office.state', {});
    if (!state.ok) return state.failure.code;
    const { phase, problem } = state.value as { phase: string; problem: { code: string } | null };
    if (phase === 'broken') return problem?.code ?? phase;
    if (phase === 'ready') return null;
    const made = await host.call('office.set-up-sample', { dossiers: options.dossiers });
    if (!made.ok) return made.failure.code;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `Đã nạp ${(made.value as { dossiers: number }).dossiers} hồ sơ mẫu vào ${options.dataDir} (${seconds} s).`,
    );
    return null;
  } finally {
    await host.close();
  }
}
