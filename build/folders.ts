import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import envPaths from 'env-paths';

const paths = envPaths('mot-cua', { suffix: '' });

/** Where a desk keeps its data when `--data` is not given. */
export function defaultDataDir(): string {
  return join(paths.data, 'desk');
}

/** Where the sample ward of `npm run demo` lives when `--data` is not given. */
export function defaultDemoDir(): string {
  return join(paths.data, 'sample');
}

/**
 * The key file of a data folder: `--key-file` when given, else one per folder under the user's configuration folder,
 * outside the data so that a copied data folder alone is unreadable.
 */
export function keyFileOf(dataDir: string, given: string | undefined): string {
  if (given !== undefined) return resolve(given);
  const name = createHash('sha256').update(realPath(dataDir)).digest('hex').slice(0, 16);
  return join(paths.config, 'keys', `${name}.json`);
}

function realPath(path: string): string {
  const full = resolve(path);
  mkdirSync(dirname(full), { recursive: true });
  return join(realpathSync(dirname(full)), basename(full));
}
