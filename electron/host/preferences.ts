import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Preferences, preferenceOperations } from '../../contract/operations/preferences.ts';

/** Language and theme in a small plain file of the data folder: they are needed before any storage exists. */
export interface PreferenceFile {
  read(): Promise<Preferences>;
  write(preferences: Preferences): Promise<void>;
}

const NOTHING_CHOSEN: Preferences = { language: null, theme: null };

export function preferenceFile(dataDir: string): PreferenceFile {
  const file = join(dataDir, 'preferences.json');
  return {
    async read() {
      try {
        const parsed = preferenceOperations['preferences.get'].output.safeParse(
          JSON.parse(await readFile(file, 'utf8')),
        );
        return parsed.success ? parsed.data : NOTHING_CHOSEN;
      } catch {
        return NOTHING_CHOSEN;
      }
    },
    async write(preferences) {
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      await writeFile(`${file}.new`, `${JSON.stringify(preferences)}\n`, { mode: 0o600 });
      await rename(`${file}.new`, file);
    },
  };
}
