import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Plaintext bytes per sealed segment. */
export const SEGMENT_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const SALT_BYTES = 16;
const SEALED_SEGMENT_BYTES = SEGMENT_BYTES + TAG_BYTES;
/** A sealed file starts with this and a random salt, from which its own key is derived. */
const MAGIC = Buffer.from('HSB1', 'latin1');
export const HEADER_BYTES = MAGIC.length + SALT_BYTES;

export interface SegmentSealer {
  readonly header: Buffer;
  /** Seals the next segment; every segment but the last holds SEGMENT_BYTES. */
  seal(plain: Uint8Array, last: boolean): Buffer;
}

/** AES-256-GCM per segment; the nonce holds the segment's number and a last-flag, so none can be moved or cut off. */
export function newSealer(masterKey: Buffer): SegmentSealer {
  const salt = randomBytes(SALT_BYTES);
  const key = fileKey(masterKey, salt);
  let index = 0;
  return {
    header: Buffer.concat([MAGIC, salt]),
    seal(plain, last) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce(index, last));
      index += 1;
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
  };
}

/** Opens single segments of a sealed file. Throws when a segment was changed, moved or cut. */
export function newOpener(masterKey: Buffer, header: Uint8Array, plainSize: number) {
  if (!MAGIC.equals(header.subarray(0, MAGIC.length))) throw new Error('not a sealed file');
  const key = fileKey(masterKey, header.subarray(MAGIC.length, HEADER_BYTES));
  const lastIndex = Math.max(0, Math.ceil(plainSize / SEGMENT_BYTES) - 1);
  return (index: number, sealed: Uint8Array): Buffer => {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce(index, index === lastIndex));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
  };
}

/** Where a segment stands in the sealed file, and how long it is there. */
export function sealedSegmentAt(index: number, plainSize: number): { position: number; length: number } {
  const plainLength = Math.min(SEGMENT_BYTES, plainSize - index * SEGMENT_BYTES);
  return { position: HEADER_BYTES + index * SEALED_SEGMENT_BYTES, length: plainLength + TAG_BYTES };
}

/**
 * Hides the bytes of an unfinished upload. A stream cipher, because bytes are appended at any offset; it does not
 * authenticate, which the final SHA-256 over the plaintext does.
 */
export function partTransform(masterKey: Buffer, salt: Uint8Array, offset: number) {
  const iv = Buffer.alloc(16);
  iv.writeBigUInt64BE(BigInt(Math.floor(offset / 16)), 8);
  const cipher = createCipheriv('aes-256-ctr', Buffer.from(hkdfSync('sha256', masterKey, salt, 'part', 32)), iv);
  cipher.update(Buffer.alloc(offset % 16));
  return (bytes: Uint8Array): Buffer => cipher.update(bytes);
}

function fileKey(masterKey: Buffer, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, salt, 'file', 32));
}

function nonce(index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(index, 7);
  bytes[11] = last ? 1 : 0;
  return bytes;
}
