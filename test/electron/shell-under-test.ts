import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleShell } from '../../build/bundle-shell.ts';
import { type RunningShell, type ShellStart, startShell } from '../electron-stand-in/start-shell.ts';
import '../electron-stand-in/ipc-pair.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

export const TEST_PAGE = fileURLToPath(new URL('./test-page', import.meta.url));
export const TEST_HOST = fileURLToPath(new URL('./test-host/host.ts', import.meta.url));

/** A fresh bundle of the shell in a folder of its own, so that test files do not share one. */
export async function bundleForTest(): Promise<{ readonly main: string; remove(): void }> {
  mkdirSync(join(PROJECT, '.cache'), { recursive: true });
  const outDir = mkdtempSync(join(PROJECT, '.cache', 'shell-'));
  await bundleShell({ outDir });
  return { main: join(outDir, 'main.js'), remove: () => rmSync(outDir, { recursive: true, force: true }) };
}

/** The bundled shell with the test page and the test host. */
export function startTestShell(main: string, more: ShellStart = {}): RunningShell {
  return startShell({ main, pageDir: TEST_PAGE, hostEntry: TEST_HOST, ...more });
}

/** What the test host wrote down. */
export function hostLog(shell: RunningShell): readonly string[] {
  return readFileSync(join(shell.profile, 'office', 'host.log'), 'utf8')
    .trim()
    .split('\n');
}

declare global {
  interface Window {
    heard: (string | null)[];
    violations: string[];
    pageScriptRan: boolean;
  }
}
