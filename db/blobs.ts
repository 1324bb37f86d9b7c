import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Failure } from '../domain/failures.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import {
  blobFileName,
  blobKeys,
  openSegment,
  SEGMENT_BYTES,
  sealedSize,
  segmentCount,
  TAG_BYTES,
  unwrapFileKey,
  wrapFileKey,
} from './blob-cipher.ts';
import {
  clearIncoming,
  discardIncoming,
  type IncomingFile,
  placedFiles,
  placeIncoming,
  writeIncoming,
} from './blob-files.ts';
import type { Connection } from './database.ts';
import type { OfficeDb } from './office-db.ts';
import { all, get, query, run } from './query.ts';
import type { BlobTable } from './schema.ts';
import { storageFailure } from './sqlite-failures.ts';

/** Files of the office, encrypted at rest and addressed by the SHA-256 of their content, lower-case hex. */
export interface StoredBlob {
  readonly sha256: string;
  readonly bytes: number;
}

export interface BlobSlice {
  readonly bytes: Buffer;
  /** Bytes of the whole content. */
  readonly total: number;
  readonly mime: string;
}

/**
 * Stores content durably: encrypted file first, flushed with its folder, then the row that names it. Storing the same
 * content again keeps the first file, unless that one is missing or damaged. Failures leave nothing behind: `file-empty`,
 * `storage-full`, and `file-damaged` when the content has not the hash it must have.
 */
export async function storeBlob(
  office: OfficeDb,
  input: {
    readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
    readonly mime: string;
    readonly pages: number | null;
    /** ISO UTC instant. */
    readonly now: string;
    /** The hash the content must have, when that is known before. */
    readonly sha256?: string;
  },
): Promise<Result<StoredBlob>> {
  const folder = blobFolder(office);
  let incoming: IncomingFile | null = null;
  try {
    incoming = await writeIncoming(folder, input.bytes);
    const sha256 = incoming.sha256.toString('hex');
    const refused = refusal(incoming, input.sha256);
    if (refused !== null) {
      await discardIncoming(incoming.path);
      return fail(refused);
    }
    const written = incoming;
    await oneAtATime(join(folder, sha256), async () => {
      const earlier = findBlob(office.connection, sha256);
      if (earlier !== null && isWhole(office, earlier)) await discardIncoming(written.path);
      else await keep(office, written, earlier, input);
    });
    return ok({ sha256, bytes: written.bytes });
  } catch (error) {
    if (incoming !== null) await discardIncoming(incoming.path);
    const failure = storageFailure(error);
    if (failure === null) throw error;
    return fail(failure);
  }
}

const storing = new Map<string, Promise<void>>();

/** The same content handed over twice at once: the second must find what the first stored, not write over it. */
async function oneAtATime(content: string, work: () => Promise<void>): Promise<void> {
  const mine = (storing.get(content) ?? Promise.resolve()).then(work);
  const settled = mine.catch(() => {});
  storing.set(content, settled);
  try {
    await mine;
  } finally {
    if (storing.get(content) === settled) storing.delete(content);
  }
}

function refusal(incoming: IncomingFile, wanted: string | undefined): Failure | null {
  if (incoming.bytes === 0) return { code: 'file-empty' };
  const matches = wanted === undefined || wanted === incoming.sha256.toString('hex');
  return matches ? null : { code: 'file-damaged', found: 'sha256' };
}

/** Moves the file to its place, then names it in a row. A damaged file of the same content keeps its name until then. */
async function keep(
  office: OfficeDb,
  incoming: IncomingFile,
  earlier: BlobTable | null,
  input: { readonly mime: string; readonly pages: number | null; readonly now: string },
): Promise<void> {
  const folder = blobFolder(office);
  const keys = blobKeys(office.key);
  const name = blobFileName(keys, incoming.sha256);
  const file = earlier === null ? name : `${name}-${incoming.path.slice(-12)}`;
  await placeIncoming(folder, incoming.path, file);
  const wrapped_key = wrapFileKey(keys, incoming.fileKey, incoming.sha256);
  const { mime, pages, now } = input;
  const row = { sha256: incoming.sha256, bytes: incoming.bytes, mime, pages, stored_at: now, used_at: now };
  try {
    office.write((tx) =>
      run(
        tx.connection,
        query
          .insertInto('blob')
          .values({ ...row, file, wrapped_key })
          .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ file, wrapped_key, stored_at: now })),
      ),
    );
  } catch (error) {
    // Without its row the file cannot be read, and a full disk needs the room.
    await rm(join(folder, file), { force: true });
    throw error;
  }
  if (earlier !== null && earlier.file !== file) await rm(join(folder, earlier.file), { force: true });
}

/** Reads and checks every segment of a stored file. */
export function isBlobSound(office: OfficeDb, sha256: string): boolean {
  const row = findBlob(office.connection, sha256);
  return row !== null && isWhole(office, row);
}

/** Whether this device holds the content. Says nothing about its file being sound. */
export function hasBlob(office: OfficeDb, sha256: string): boolean {
  return findBlob(office.connection, sha256) !== null;
}

/** The whole content. Failures: `file-not-found`, `file-unreadable` (missing, changed or cut on disk). */
export function readBlob(office: OfficeDb, sha256: string): Result<Buffer> {
  const row = findBlob(office.connection, sha256);
  if (row === null) return fail({ code: 'file-not-found' });
  const bytes = readRange(office, row, 0, row.bytes);
  return bytes === null ? fail({ code: 'file-unreadable' }) : ok(bytes);
}

/** Part of the content from `offset`, at most `length` bytes, shorter at its end; opens only the segments it needs. */
export function readBlobSlice(office: OfficeDb, sha256: string, offset: number, length: number): Result<BlobSlice> {
  const row = findBlob(office.connection, sha256);
  if (row === null) return fail({ code: 'file-not-found' });
  const bytes = readRange(office, row, Math.max(0, offset), length);
  if (bytes === null) return fail({ code: 'file-unreadable' });
  return ok({ bytes, total: row.bytes, mime: row.mime });
}

/** Removes the row, then the file (erase command, orphans). The key goes with the row: what is left is noise. */
export async function removeBlobFile(office: OfficeDb, sha256: string): Promise<void> {
  const row = findBlob(office.connection, sha256);
  if (row === null) return;
  office.write((tx) => run(tx.connection, query.deleteFrom('blob').where('sha256', '=', row.sha256)));
  await rm(join(blobFolder(office), row.file), { force: true });
}

const ORPHAN_AGE_MS = 24 * 3_600_000;

/**
 * Clears what crashes left behind: half-written files, placed files without a row, and contents that no dossier names
 * and no upload waits for, the latter two once they are older than 24 h. `now` is an ISO UTC instant.
 */
export async function collectOrphans(
  office: OfficeDb,
  now: string,
): Promise<{ incoming: number; files: number; blobs: number }> {
  const folder = blobFolder(office);
  const incoming = await clearIncoming(folder);
  const before = Date.parse(now) - ORPHAN_AGE_MS;
  const unused = all(
    office.connection,
    query
      .selectFrom('blob')
      .select('sha256')
      .where('stored_at', '<', new Date(before).toISOString())
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('dossier_file').select('position').whereRef('dossier_file.sha256', '=', 'blob.sha256'))),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('blob_upload')
              .select('state')
              .whereRef('blob_upload.sha256', '=', 'blob.sha256')
              .where('blob_upload.state', '<>', 'available'),
          ),
        ),
      ),
  );
  for (const { sha256 } of unused) await removeBlobFile(office, sha256.toString('hex'));
  let files = 0;
  for await (const { fileName, writtenAt } of placedFiles(folder)) {
    if (writtenAt >= before || isNamed(office.connection, fileName)) continue;
    await rm(join(folder, fileName), { force: true });
    files += 1;
  }
  return { incoming, files, blobs: unused.length };
}

function blobFolder(office: OfficeDb): string {
  return join(office.dir, 'blobs');
}

function findBlob(connection: Connection, sha256: string): BlobTable | null {
  const row = get(connection, query.selectFrom('blob').selectAll().where('sha256', '=', Buffer.from(sha256, 'hex')));
  return row ?? null;
}

function isNamed(connection: Connection, file: string): boolean {
  return get(connection, query.selectFrom('blob').select('bytes').where('file', '=', file)) !== undefined;
}

function isWhole(office: OfficeDb, row: BlobTable): boolean {
  for (let offset = 0; offset < row.bytes; offset += 16 * SEGMENT_BYTES) {
    if (readRange(office, row, offset, 16 * SEGMENT_BYTES) === null) return false;
  }
  return true;
}

/** Plaintext of a range; null when the file is missing, has another size, or a segment does not open. */
function readRange(office: OfficeDb, row: BlobTable, offset: number, length: number): Buffer | null {
  const fileKey = unwrapFileKey(blobKeys(office.key), row.wrapped_key, row.sha256);
  if (fileKey === null) return null;
  const end = Math.min(row.bytes, offset + length);
  if (end <= offset) return Buffer.alloc(0);
  const first = Math.floor(offset / SEGMENT_BYTES);
  const last = Math.floor((end - 1) / SEGMENT_BYTES);
  const sealed = readFileRange(office, row, first, last);
  if (sealed === null) return null;
  const parts: Buffer[] = [];
  const stride = SEGMENT_BYTES + TAG_BYTES;
  for (let index = first; index <= last; index += 1) {
    const from = (index - first) * stride;
    const isLast = index === segmentCount(row.bytes) - 1;
    const plaintext = openSegment(fileKey, index, isLast, sealed.subarray(from, from + stride));
    if (plaintext === null) return null;
    parts.push(plaintext);
  }
  const start = offset - first * SEGMENT_BYTES;
  return Buffer.concat(parts).subarray(start, start + (end - offset));
}

function readFileRange(office: OfficeDb, row: BlobTable, first: number, last: number): Buffer | null {
  const size = sealedSize(row.bytes);
  const stride = SEGMENT_BYTES + TAG_BYTES;
  const from = first * stride;
  const sealed = Buffer.alloc(Math.min(size, (last + 1) * stride) - from);
  let descriptor: number;
  try {
    descriptor = openSync(join(blobFolder(office), row.file), 'r');
  } catch {
    return null;
  }
  try {
    if (fstatSync(descriptor).size !== size) return null;
    let read = 0;
    while (read < sealed.length) {
      const got = readSync(descriptor, sealed, read, sealed.length - read, from + read);
      if (got === 0) return null;
      read += got;
    }
    return sealed;
  } catch {
    return null;
  } finally {
    closeSync(descriptor);
  }
}
