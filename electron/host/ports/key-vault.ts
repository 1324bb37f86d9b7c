/**
 * How well a vault keeps a secret on this computer.
 * `os`: held by the operating system's own secret store. `weak`: encrypted with a password everybody knows (Linux
 * without a key ring). `file`: a plain file readable by this user only. `absent`: nothing can be kept.
 * For `weak` and `absent` the device secret counts as known to a thief: say so on screen, raise the password cost.
 */
export type VaultStrength = 'os' | 'weak' | 'file' | 'absent';

/** Keeps small secrets of this computer outside the data folder. Names are lower-case words joined by hyphens. */
export interface KeyVault {
  strength(): VaultStrength;
  /** The 32 bytes stored under this name; null when nothing was ever stored. Throws `VaultError` otherwise. */
  load(name: string): Promise<Buffer | null>;
  /** Keeps exactly 32 bytes, on disk when the promise resolves. Throws `VaultError`. */
  store(name: string, secret: Buffer): Promise<void>;
}

export type VaultErrorCode =
  | 'vault-absent'
  | 'vault-unreadable'
  | 'vault-in-data-folder'
  | 'vault-permissions-too-wide'
  | 'vault-name-invalid'
  | 'vault-secret-size';

/** A vault that cannot keep or give back a secret. `vault-unreadable` never means "nothing stored": do not overwrite. */
export class VaultError extends Error {
  readonly code: VaultErrorCode;
  constructor(code: VaultErrorCode) {
    super(code);
    this.name = 'VaultError';
    this.code = code;
  }
}

/** Secrets are whole 256-bit keys, nothing else. */
export const VAULT_SECRET_BYTES = 32;

export function checkVaultName(name: string): void {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > 64) throw new VaultError('vault-name-invalid');
}

export function checkVaultSecret(secret: Buffer): void {
  if (secret.length !== VAULT_SECRET_BYTES) throw new VaultError('vault-secret-size');
}
