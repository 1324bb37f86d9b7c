import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { bundle } from './bundle.ts';
import { packagingConfig } from './electron-builder.ts';
import { makeElectronStub } from './electron-stub.ts';
import { readOptions } from './options.ts';

const root = dirname(import.meta.dirname);

const USAGE = 'npm run package -- [--linux|--win|--mac] [dir|AppImage|deb|nsis|dmg …] [--stub]';

const PLATFORMS = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC } as const;
type PlatformName = keyof typeof PLATFORMS;

/** Packs `dist/` for one platform into `output`; answers with the files made. `stub` packs without a real runtime. */
export async function packageProgram(options: {
  readonly platform: PlatformName;
  /** Empty: the platform's usual installers. */
  readonly targets: readonly string[];
  readonly stub: boolean;
  readonly output: string;
}): Promise<readonly string[]> {
  const stubDist = options.stub ? mkdtempSync(join(tmpdir(), 'electron-stub-')) : null;
  try {
    if (stubDist !== null) makeElectronStub(stubDist);
    return await build({
      projectDir: root,
      targets: PLATFORMS[options.platform].createTarget([...options.targets]),
      config: packagingConfig({ output: options.output, electronDist: stubDist ?? realDist() }),
    });
  } finally {
    if (stubDist !== null) rmSync(stubDist, { recursive: true, force: true });
  }
}

/** A runtime that is on disk already; null lets electron-builder fetch it. */
function realDist(): string | null {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const fetched = join(root, 'node_modules/electron/dist');
  return given ?? (existsSync(join(fetched, 'version')) ? fetched : null);
}

export async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(
    args,
    {
      linux: { type: 'boolean' },
      win: { type: 'boolean' },
      mac: { type: 'boolean' },
      stub: { type: 'boolean', default: false },
    },
    USAGE,
  );
  const chosen = (['linux', 'win', 'mac'] as const).filter((name) => values[name] === true);
  const platform = chosen[0] ?? ownPlatform();
  if (chosen.length > 1 || (values.stub && platform !== 'linux')) {
    console.error(`Chọn một hệ điều hành; --stub chỉ có cho --linux.\nCách dùng: ${USAGE}`);
    return 2;
  }
  await bundle(['page', 'host', 'shell'], console.log);
  const output = join(root, 'dist/packages');
  await packageProgram({ platform, targets: positionals, stub: values.stub, output });
  console.log(`Đã đóng gói vào ${output}${values.stub ? ' (không có Electron thật: chỉ để kiểm tra)' : ''}`);
  return 0;
}

function ownPlatform(): PlatformName {
  return ({ win32: 'win', darwin: 'mac' } as const)[process.platform as 'win32' | 'darwin'] ?? 'linux';
}
