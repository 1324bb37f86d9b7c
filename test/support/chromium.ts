import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What Playwright needs to launch the browser of this machine. */
export interface ChromiumLaunch {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** The system's Chromium if there is one, otherwise the headless one that comes inside `@sparticuz/chromium`. */
export async function chromiumLaunch(): Promise<ChromiumLaunch> {
  const args = ['--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  if (existsSync(SYSTEM_CHROMIUM)) return { executablePath: SYSTEM_CHROMIUM, args, env: ownEnvironment() };
  return { ...(await packedChromium()), args };
}

/**
 * Unpacks the browser of the npm package on first use. Where the system lacks the libraries a browser needs (a bare
 * Debian has no NSS), those inside the package are used, for the browser alone.
 */
export async function packedChromium(): Promise<{
  readonly executablePath: string;
  readonly env: Record<string, string>;
}> {
  const { default: packed, inflate } = await import('@sparticuz/chromium');
  const executablePath = await packed.executablePath();
  const env = ownEnvironment();
  if (spawnSync(executablePath, ['--version']).status === 0) return { executablePath, env };
  const folder = dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'));
  await inflate(join(folder, '..', 'bin', 'al2023.tar.br'));
  return {
    executablePath,
    env: { ...env, LD_LIBRARY_PATH: join(tmpdir(), 'al2023', 'lib'), FONTCONFIG_PATH: join(tmpdir(), 'fonts') },
  };
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
