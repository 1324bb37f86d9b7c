import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { onlyListed } from './only-listed.ts';

/** `STAND_IN_KEYRING`: `os` (a key ring per user), `basic` (the known password) or `none`. */
const keyring = process.env.STAND_IN_KEYRING ?? 'os';
const key = createHash('sha256')
  .update(keyring === 'basic' ? 'peanuts' : `key ring of ${process.env.STAND_IN_KEYRING_USER ?? 'test'}`)
  .digest();

export const safeStorage = onlyListed('safeStorage', {
  isAsyncEncryptionAvailable: async (): Promise<boolean> => keyring !== 'none',
  getSelectedStorageBackend: (): string => (keyring === 'os' ? 'gnome_libsecret' : 'basic_text'),
  async encryptStringAsync(plain: string): Promise<Buffer> {
    if (keyring === 'none') throw new Error('encryption is not available');
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  },
  async decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    const plain = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
    return { result: plain.toString('utf8'), shouldReEncrypt: false };
  },
});
