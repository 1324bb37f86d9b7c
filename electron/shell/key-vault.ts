import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import {
  checkVaultName,
  checkVaultSecret,
  type KeyVault,
  VAULT_SECRET_BYTES,
  VaultError,
  type VaultStrength,
} from '../host/ports/key-vault.ts';
import type { HostToShell, ShellToHost } from '../host/ports/shell-protocol.ts';
import { replaceWholeFile } from '../host/ports/whole-file.ts';

/**
 * Secrets of this computer, sealed by the operating system through Electron's asynchronous safeStorage, one file per
 * name in `folder`. Call after the app is ready. With strength `absent` every load and store throws `vault-absent`.
 */
export async function openOsKeyVault(folder: string): Promise<KeyVault> {
  const strength = await measureStrength();
  const fileOf = (name: string) => join(folder, `${name}.sealed`);

  async function store(name: string, secret: Buffer): Promise<void> {
    checkVaultName(name);
    checkVaultSecret(secret);
    if (strength === 'absent') throw new VaultError('vault-absent');
    await replaceWholeFile(fileOf(name), await safeStorage.encryptStringAsync(secret.toString('base64')));
  }
  return {
    strength: () => strength,
    store,
    async load(name) {
      checkVaultName(name);
      if (strength === 'absent') throw new VaultError('vault-absent');
      const sealed = await readSealed(fileOf(name));
      if (sealed === null) return null;
      const opened = await unseal(sealed);
      if (opened.shouldReEncrypt) await store(name, opened.secret);
      return opened.secret;
    },
  };
}

async function measureStrength(): Promise<VaultStrength> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'absent';
  if (process.platform !== 'linux') return 'os';
  const backend = safeStorage.getSelectedStorageBackend();
  return backend === 'basic_text' || backend === 'unknown' ? 'weak' : 'os';
}

async function readSealed(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new VaultError('vault-unreadable');
  }
}

async function unseal(sealed: Buffer): Promise<{ secret: Buffer; shouldReEncrypt: boolean }> {
  let opened: { result: string; shouldReEncrypt: boolean };
  try {
    opened = await safeStorage.decryptStringAsync(sealed);
  } catch {
    throw new VaultError('vault-unreadable');
  }
  const secret = Buffer.from(opened.result, 'base64');
  if (secret.length !== VAULT_SECRET_BYTES) throw new VaultError('vault-unreadable');
  return { secret, shouldReEncrypt: opened.shouldReEncrypt };
}

/** Serves the host's vault messages. */
export function serveVault(vault: KeyVault, toHost: (message: ShellToHost) => void): (message: HostToShell) => void {
  return (message) => {
    if (message.kind !== 'vault-load' && message.kind !== 'vault-store') return;
    const { id } = message;
    answer(vault, message).then(toHost, (error: unknown) =>
      toHost({ kind: 'vault-failed', id, code: error instanceof VaultError ? error.code : 'vault-unreadable' }),
    );
  };
}

async function answer(
  vault: KeyVault,
  message: Extract<HostToShell, { kind: 'vault-load' | 'vault-store' }>,
): Promise<ShellToHost> {
  if (message.kind === 'vault-load') {
    const secret = await vault.load(message.name);
    return { kind: 'vault-loaded', id: message.id, secret: secret?.toString('base64') ?? null };
  }
  await vault.store(message.name, Buffer.from(message.secret, 'base64'));
  return { kind: 'vault-stored', id: message.id };
}
