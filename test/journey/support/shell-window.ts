import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { findExecutable } from '../../../build/electron-runtime.ts';
import { startShell } from '../../electron-stand-in/start-shell.ts';

/** The window of the bundled shell: on real Electron where its runtime is, otherwise on the stand-in. */
export interface ShellWindow {
  readonly runtime: 'electron' | 'stand-in';
  readonly page: Page;
  close(): Promise<void>;
}

const project = join(import.meta.dirname, '../../..');

export async function openShellWindow(dataDir: string): Promise<ShellWindow> {
  const executablePath = findExecutable();
  if (executablePath !== null) {
    const program = await _electron.launch({ executablePath, args: [project, `--data=${dataDir}`] });
    return { runtime: 'electron', page: await program.firstWindow(), close: () => program.close() };
  }
  const shell = startShell({ dataDir });
  const page = (await shell.page()) as unknown as Page;
  return {
    runtime: 'stand-in',
    page,
    async close() {
      await shell.quit();
    },
  };
}
