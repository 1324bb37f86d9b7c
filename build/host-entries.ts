import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildEntry } from '../electron/host/ports/child-processes.ts';

const root = join(import.meta.dirname, '..');

/** Source files of the processes the host starts, for everything that runs from source. */
export const CHILD_ENTRIES: Readonly<Record<ChildEntry, string>> = {
  'inspect-file': join(root, 'electron/host/inspection/inspect-file.ts'),
  'sample-city': join(root, 'sync/city/sample-city-entry.ts'),
};

export const PAGE_DIR = join(root, 'dist/page');

/** Version of the product, as `package.json` says. */
export const APP_VERSION = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string })
  .version;
