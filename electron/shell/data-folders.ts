import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { chosenDataDir } from './start-options.ts';

/**
 * Names the profile folder in plain letters, on Windows in the local (not roaming) application data, unless
 * `--user-data-dir` was given; beside the data folder that `--data` names. Call before the app is ready and before the single-instance lock.
 */
export function chooseProfileFolder(): void {
  if (app.commandLine.hasSwitch('user-data-dir')) return;
  const chosen = chosenDataDir(process.argv, app.isPackaged);
  if (chosen !== null) {
    app.setPath('userData', `${chosen}.profile`);
    return;
  }
  const local = process.platform === 'win32' ? process.env.LOCALAPPDATA : undefined;
  app.setPath('userData', join(local ?? app.getPath('appData'), 'mot-cua'));
}

/** The folders of this profile, made with mode 0700; sealed keys lie outside the data folder. */
export function makeProfileFolders(): { readonly dataDir: string; readonly vaultDir: string } {
  const profile = app.getPath('userData');
  const dataDir = chosenDataDir(process.argv, app.isPackaged) ?? join(profile, 'office');
  const vaultDir = join(profile, 'vault');
  for (const folder of [dataDir, vaultDir]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return { dataDir, vaultDir };
}
