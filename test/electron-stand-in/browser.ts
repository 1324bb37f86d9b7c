import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumLaunch } from '../support/chromium.ts';
import { appState } from './app.ts';
import { say } from './say.ts';

/** The real browser behind one in-memory session: its profile is a folder thrown away at the end. */
export async function openBrowser(): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const profile = mkdtempSync(join(tmpdir(), 'stand-in-browser-'));
  const launch = await chromiumLaunch();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: launch.executablePath,
    env: launch.env,
    args: [...launch.args, '--remote-debugging-port=0'],
    headless: process.env.STAND_IN_HEADED !== '1',
    viewport: { width: 1366, height: 768 },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  appState.onEnd(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  });
  const [port, path] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  say({ news: 'devtools', endpoint: `ws://127.0.0.1:${port}${path}` });
  const page = context.pages()[0] ?? (await context.newPage());
  return { context, page };
}
