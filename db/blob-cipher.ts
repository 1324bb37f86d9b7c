import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * How a stored file is encrypted: AES-256-GCM in segments of 64 KiB under a key of its own. The nonce is
 * the segment's index and a flag for the last one, so segments cannot be swapped, dropped or cut off unnoticed. The
 * file's key is stored wrapped by a key derived from the office's master key, bound to the hash of the content.
 */
export const SEGMENT_BYTES = 64 * 1024;
export const TAG_BYTES = 16;
const NONCE_BYTES = 12;

export interface BlobKeys {
  readonly wrapping: Buffer;
  readonly naming: Buffer;
}

/** Keys for files from the office's master key: one wraps the keys of files, one names them. */
export function blobKeys(masterKey: Buffer): BlobKeys {
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), use, 32));
  return { wrapping: derive('blob'), naming: derive('blob-name') };
}

/** Path of a file inside `blobs/`: nobody learns from it which document is stored. */
export function blobFileName(keys: BlobKeys, sha256: Buffer): string {
  const name = createHmac('sha256', keys.naming).update(sha256).digest('hex');
  return `${name.slice(0, 2)}/${name}`;
}

export function newFileKey(): Buffer {
  return randomBytes(32);
}

export function wrapFileKey(keys: BlobKeys, fileKey: Buffer, sha256: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keys.wrapping, nonce).setAAD(sha256);
  return Buffer.concat([nonce, cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
}

/** Null when the wrapped key is not of this office, of another content, or damaged. */
export function unwrapFileKey(keys: BlobKeys, wrapped: Buffer, sha256: Buffer): Buffer | null {
  return open(keys.wrapping, wrapped.subarray(0, NONCE_BYTES), wrapped.subarray(NONCE_BYTES), sha256);
}

export function sealSegment(fileKey: Buffer, index: number, isLast: boolean, plaintext: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', fileKey, segmentNonce(index, isLast));
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** Null when the segment was changed, moved or cut. */
export function openSegment(fileKey: Buffer, index: number, isLast: boolean, sealed: Buffer): Buffer | null {
  return open(fileKey, segmentNonce(index, isLast), sealed, null);
}

/** Size on disk of a content of `bytes`. */
export function sealedSize(bytes: number): number {
  return bytes + segmentCount(bytes) * TAG_BYTES;
}

export function segmentCount(bytes: number): number {
  return Math.ceil(bytes / SEGMENT_BYTES);
}

function segmentNonce(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUInt32BE(index, NONCE_BYTES - 5);
  nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return nonce;
}

function open(key: Buffer, nonce: Buffer, sealed: Buffer, associated: Buffer | null): Buffer | null {
  if (sealed.length < TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  if (associated !== null) decipher.setAAD(associated);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}
