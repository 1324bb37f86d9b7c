import { realpathSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { checkVaultName, checkVaultSecret, type KeyVault, VAULT_SECRET_BYTES, VaultError } from './key-vault.ts';
import { replaceWholeFile } from './whole-file.ts';

/**
 * A vault in one file of mode 0600 outside the data folder, for the loopback server and the command line: whoever
 * copies the data folder alone has no key. Throws `VaultError` `vault-in-data-folder`, and on use
 * `vault-permissions-too-wide` when others may read the file (not checked on Windows) or `vault-unreadable`.
 */
export function openFileKeyVault(options: { readonly file: string; readonly dataDir: string }): KeyVault {
  if (isInside(trueFolder(options.file), trueFolder(options.dataDir))) throw new VaultError('vault-in-data-folder');
  const { file } = options;
  let writing: Promise<void> = Promise.resolve();
  return {
    strength: () => 'file',
    async load(name) {
      checkVaultName(name);
      const secrets = await readSecrets(file);
      if (!Object.hasOwn(secrets, name)) return null;
      const text = secrets[name] ?? '';
      const secret = Buffer.from(text, 'base64');
      if (secret.length !== VAULT_SECRET_BYTES) throw new VaultError('vault-unreadable');
      return secret;
    },
    store(name, secret) {
      checkVaultName(name);
      checkVaultSecret(secret);
      const written = writing.then(async () => {
        const secrets = { ...(await readSecrets(file)), [name]: secret.toString('base64') };
        await replaceWholeFile(file, Buffer.from(`${JSON.stringify(secrets)}\n`));
      });
      writing = written.catch(() => {});
      return written;
    },
  };
}

async function readSecrets(file: string): Promise<Readonly<Record<string, string>>> {
  let bytes: string;
  try {
    const found = await stat(file);
    if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) throw new VaultError('vault-permissions-too-wide');
    bytes = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof VaultError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new VaultError('vault-unreadable');
  }
  try {
    const parsed: unknown = JSON.parse(bytes);
    if (isTexts(parsed)) return parsed;
  } catch {
    throw new VaultError('vault-unreadable');
  }
  throw new VaultError('vault-unreadable');
}

function isTexts(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
}

/** The real path, following links in whatever part of it exists already. */
function trueFolder(path: string): string {
  const full = resolve(path);
  try {
    return realpathSync(full);
  } catch {
    const parent = dirname(full);
    return parent === full ? full : join(trueFolder(parent), basename(full));
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}
