import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SegmentSealer } from './blob-cipher.ts';
import { HEADER_BYTES, newOpener, newSealer, partTransform, SEGMENT_BYTES, sealedSegmentAt } from './blob-cipher.ts';

/** Bytes before the content of an unfinished upload: the salt of its key. */
const PART_HEADER_BYTES = 16;

/**
 * Files of the city: content-addressed, each written once and synced to disk before a row may name it. Unfinished
 * uploads keep whatever arrived. With a key everything is encrypted and names are keyed hashes.
 */
export interface BlobFiles {
  /** Bytes an unfinished upload has so far; 0 when there is none. */
  partSize(uploadId: string): Promise<number>;
  /** Writes a stream behind the bytes already there; what arrived before an error stays. Returns the new size. */
  appendPart(uploadId: string, offset: number, body: AsyncIterable<Uint8Array>, limit: number): Promise<AppendOutcome>;
  dropPart(uploadId: string): Promise<void>;
  /** Hashes the finished upload and moves it to its place. False, and nothing kept, when the hash differs. */
  finishPart(uploadId: string, sha256: string, size: number): Promise<boolean>;
  /** Stores whole bytes, for files made at the city. */
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  /** Plaintext of [start, end). Throws when the file is missing or was changed. */
  read(sha256: string, size: number, start: number, end: number): Promise<Buffer>;
  path(sha256: string): string;
  /** The same path below the folder of files. */
  relativePath(sha256: string): string;
}

export type AppendOutcome = { readonly size: number; readonly end: 'complete' | 'cut' | 'too-long' };

export function openBlobFiles(dir: string, key: string | null): BlobFiles {
  const derive = (use: string) =>
    key === null ? null : Buffer.from(hkdfSync('sha256', Buffer.from(key, 'hex'), '', `city-blob-${use}`, 32));
  const contentKey = derive('content');
  const nameKey = derive('name');

  function relativePath(sha256: string): string {
    const name = nameKey === null ? sha256 : createHmac('sha256', nameKey).update(sha256).digest('hex');
    return join(name.slice(0, 2), name);
  }
  const path = (sha256: string) => join(dir, relativePath(sha256));
  const partPath = (uploadId: string) => join(dir, 'incoming', `${uploadId}.part`);

  async function partSize(uploadId: string): Promise<number> {
    const size = await fileSize(partPath(uploadId));
    return size === null ? 0 : Math.max(0, size - PART_HEADER_BYTES);
  }

  async function appendPart(
    uploadId: string,
    offset: number,
    body: AsyncIterable<Uint8Array>,
    limit: number,
  ): Promise<AppendOutcome> {
    await mkdir(join(dir, 'incoming'), { recursive: true });
    const handle = await openPart(partPath(uploadId), offset);
    let size = offset;
    try {
      const transform = contentKey && partTransform(contentKey, await partSalt(handle), offset);
      const chunks = body[Symbol.asyncIterator]();
      for (;;) {
        const next = await chunks.next().catch(() => null);
        if (next === null) return { size, end: 'cut' };
        if (next.done) return { size, end: 'complete' };
        if (size + next.value.length > limit) return { size, end: 'too-long' };
        await writeAll(handle, transform ? transform(next.value) : next.value, PART_HEADER_BYTES + size);
        size += next.value.length;
      }
    } finally {
      await handle.close();
    }
  }

  async function finishPart(uploadId: string, sha256: string, size: number): Promise<boolean> {
    const part = await open(partPath(uploadId), 'r');
    try {
      const transform = contentKey && partTransform(contentKey, await partSalt(part), 0);
      return await writeFinal(sha256, size, async (start, end) => {
        const bytes = await readExactly(part, PART_HEADER_BYTES + start, end - start);
        return transform ? transform(bytes) : bytes;
      });
    } finally {
      await part.close();
      await rm(partPath(uploadId), { force: true });
    }
  }

  async function put(sha256: string, bytes: Uint8Array): Promise<void> {
    if ((await fileSize(path(sha256))) !== null) return;
    const stored = await writeFinal(sha256, bytes.length, async (start, end) => bytes.subarray(start, end));
    if (!stored) throw new Error('the bytes do not have this hash');
  }

  /** Temporary file, sync, rename, sync of the folder: a row written afterwards never names a missing file. */
  async function writeFinal(sha256: string, size: number, source: ByteSource): Promise<boolean> {
    const target = path(sha256);
    const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
    await mkdir(dirname(target), { recursive: true });
    const hash = createHash('sha256');
    const file = await open(temporary, 'wx');
    try {
      const sealer = contentKey && newSealer(contentKey);
      let position = 0;
      if (sealer) position += await writeAll(file, sealer.header, position);
      for (let start = 0; start < size; start += WRITE_BYTES) {
        const plain = await source(start, Math.min(size, start + WRITE_BYTES));
        hash.update(plain);
        position += await writeAll(file, sealer ? sealSegments(sealer, plain, start, size) : plain, position);
      }
      await file.sync();
    } catch (error) {
      await file.close();
      await rm(temporary, { force: true });
      throw error;
    }
    await file.close();
    if (hash.digest('hex') !== sha256) {
      await rm(temporary, { force: true });
      return false;
    }
    await rename(temporary, target);
    await syncFolder(dirname(target));
    return true;
  }

  async function read(sha256: string, size: number, start: number, end: number): Promise<Buffer> {
    const file = await open(path(sha256), 'r');
    try {
      if (contentKey === null) return await readExactly(file, start, end - start);
      const openSegment = newOpener(contentKey, await readExactly(file, 0, HEADER_BYTES), size);
      const first = Math.floor(start / SEGMENT_BYTES);
      const last = Math.floor((end - 1) / SEGMENT_BYTES);
      const from = sealedSegmentAt(first, size).position;
      const to = sealedSegmentAt(last, size);
      const sealed = await readExactly(file, from, to.position + to.length - from);
      const plain: Buffer[] = [];
      for (let index = first; index <= last; index += 1) {
        const at = sealedSegmentAt(index, size);
        plain.push(openSegment(index, sealed.subarray(at.position - from, at.position - from + at.length)));
      }
      const offset = first * SEGMENT_BYTES;
      return Buffer.concat(plain).subarray(start - offset, end - offset);
    } finally {
      await file.close();
    }
  }

  const dropPart = (uploadId: string) => rm(partPath(uploadId), { force: true });
  return { partSize, appendPart, dropPart, finishPart, put, read, path, relativePath };
}

type ByteSource = (start: number, end: number) => Promise<Uint8Array>;
const WRITE_BYTES = 16 * SEGMENT_BYTES;

function sealSegments(sealer: SegmentSealer, plain: Uint8Array, start: number, size: number): Buffer {
  const sealed: Buffer[] = [];
  for (let at = 0; at < plain.length; at += SEGMENT_BYTES) {
    const last = start + at + SEGMENT_BYTES >= size;
    sealed.push(sealer.seal(plain.subarray(at, at + SEGMENT_BYTES), last));
  }
  return Buffer.concat(sealed);
}

/** The unfinished file, cut to where the upload goes on; a new one starts with a fresh salt. */
async function openPart(path: string, offset: number): Promise<FileHandle> {
  if (offset === 0) {
    const handle = await open(path, 'w+');
    await writeAll(handle, randomBytes(PART_HEADER_BYTES), 0);
    return handle;
  }
  const handle = await open(path, 'r+');
  await handle.truncate(PART_HEADER_BYTES + offset);
  return handle;
}

function partSalt(handle: FileHandle): Promise<Buffer> {
  return readExactly(handle, 0, PART_HEADER_BYTES);
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<number> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
  return done;
}

async function readExactly(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw new Error('file is shorter than it should be');
    done += bytesRead;
  }
  return bytes;
}

async function fileSize(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Makes a rename durable. Windows has no such call and does not need it. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
