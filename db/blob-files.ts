import { createHash, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newFileKey, SEGMENT_BYTES, sealSegment } from './blob-cipher.ts';

/** Encrypted files under `<data folder>/blobs`; which content each holds is known to the database only. */
export interface IncomingFile {
  readonly path: string;
  readonly fileKey: Buffer;
  readonly sha256: Buffer;
  readonly bytes: number;
}

/** Incoming files this process is writing now; everything else in `incoming/` is left over from a crash. */
const beingWritten = new Set<string>();

/** Writes content, already encrypted, to `blobs/incoming` and makes it durable there. Memory holds one segment. */
export async function writeIncoming(
  blobFolder: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<IncomingFile> {
  const folder = join(blobFolder, 'incoming');
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  beingWritten.add(path);
  const fileKey = newFileKey();
  const hash = createHash('sha256');
  let bytes = 0;
  let index = 0;
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const { segment, isLast } of segments(content)) {
        hash.update(segment);
        bytes += segment.length;
        await file.writeFile(sealSegment(fileKey, index, isLast, segment));
        index += 1;
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await discardIncoming(path);
    throw error;
  }
  return { path, fileKey, sha256: hash.digest(), bytes };
}

export async function discardIncoming(path: string): Promise<void> {
  await rm(path, { force: true });
  beingWritten.delete(path);
}

/** Moves an incoming file to its place; durable when this returns. */
export async function placeIncoming(blobFolder: string, path: string, fileName: string): Promise<void> {
  const place = join(blobFolder, fileName);
  await mkdir(dirname(place), { recursive: true });
  await renameInsisting(path, place);
  beingWritten.delete(path);
  syncFolder(dirname(place));
  syncFolder(blobFolder);
}

/** Removes what crashes left in `incoming/`; files being written now stay. */
export async function clearIncoming(blobFolder: string): Promise<number> {
  const folder = join(blobFolder, 'incoming');
  let removed = 0;
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    if (beingWritten.has(path)) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

/** Every placed file with its path inside the blob folder and the time it was written, ms since 1970. */
export async function* placedFiles(blobFolder: string): AsyncGenerator<{ fileName: string; writtenAt: number }> {
  for (const prefix of await namesIn(blobFolder)) {
    if (!/^[0-9a-f]{2}$/u.test(prefix)) continue;
    for (const name of await namesIn(join(blobFolder, prefix))) {
      const fileName = `${prefix}/${name}`;
      const info = await stat(join(blobFolder, fileName)).catch(() => null);
      if (info?.isFile()) yield { fileName, writtenAt: info.mtimeMs };
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Cuts content into segments and knows which is the last; empty content gives none. */
async function* segments(
  content: Uint8Array | AsyncIterable<Uint8Array>,
): AsyncGenerator<{ segment: Buffer; isLast: boolean }> {
  const held = Buffer.alloc(SEGMENT_BYTES);
  let length = 0;
  for await (const part of content instanceof Uint8Array ? [content] : content) {
    let from = 0;
    while (from < part.length) {
      if (length === SEGMENT_BYTES) {
        yield { segment: held, isLast: false };
        length = 0;
      }
      const take = Math.min(SEGMENT_BYTES - length, part.length - from);
      held.set(part.subarray(from, from + take), length);
      length += take;
      from += take;
    }
  }
  if (length > 0) yield { segment: held.subarray(0, length), isLast: true };
}

const PATIENCE_MS = 10_000;

/** Virus scanners hold fresh files for a moment on Windows. */
async function renameInsisting(from: string, to: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await rename(from, to);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if ((code !== 'EPERM' && code !== 'EBUSY') || performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Windows cannot fsync a folder and does not need to. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
