import { existsSync } from 'node:fs';

/** What Playwright needs to launch the browser of this machine. */
export interface ChromiumLaunch {
  readonly executablePath: string;
  readonly args: string[];
}

const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** The system's Chromium if there is one, otherwise the headless one that comes inside `@sparticuz/chromium`. */
export async function chromiumLaunch(): Promise<ChromiumLaunch> {
  const args = ['--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return { executablePath: existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : await packedChromium(), args };
}

/** Unpacks the browser of the npm package on first use and answers with its path. */
export async function packedChromium(): Promise<string> {
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}
