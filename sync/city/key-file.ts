import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { isRawKey } from './database.ts';

/** Folder for what belongs to this user of the computer and must not lie beside the data it protects. */
function userConfigDir(): string {
  if (process.platform === 'win32') return process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Preferences');
  return process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
}

/** Where the key of a data folder lies unless told otherwise. Creates the data folder to know its real path. */
function defaultKeyFile(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const name = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16);
  return join(userConfigDir(), 'mot-cua', 'keys', `${name}.key`);
}

/**
 * The key of a city's data folder: 64 hex digits from a file only its owner may read. Makes one when neither key nor
 * database exist; throws `key-missing` when there is a database but no key, `key-malformed` for anything else.
 */
export function readOrMakeKey(dataDir: string, keyFile = defaultKeyFile(dataDir)): string {
  if (!existsSync(keyFile)) {
    if (existsSync(join(dataDir, 'city.db'))) throw new Error('key-missing');
    mkdirSync(dirname(keyFile), { recursive: true, mode: 0o700 });
    writeFileSync(keyFile, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    chmodSync(keyFile, 0o600);
  }
  const key = readFileSync(keyFile, 'utf8').trim();
  if (!isRawKey(key)) throw new Error('key-malformed');
  return key;
}
