import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SEGMENT_BYTES, TAG_BYTES } from '../../db/blob-cipher.ts';
import { collectOrphans, hasBlob, readBlob, readBlobSlice, removeBlobFile, storeBlob } from '../../db/blobs.ts';
import { receiveCommand } from '../support/dossiers.ts';
import { type TestOffice, testOffice } from '../support/office-db.ts';

const UNREADABLE = { ok: false, failure: { code: 'file-unreadable' } };

describe('files at rest', () => {
  let test: TestOffice;
  beforeEach(async () => {
    test = await testOffice();
  });
  afterEach(() => test.dispose());

  async function store(bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<string> {
    const stored = await storeBlob(test.office, { bytes, mime: 'application/pdf', pages: null, now: test.clock.now() });
    if (!stored.ok) throw new Error(stored.failure.code);
    return stored.value.sha256;
  }
  function fileOf(sha256: string): string {
    const row = test.office.connection
      .prepare('SELECT file FROM blob WHERE sha256 = ?')
      .get(Buffer.from(sha256, 'hex'));
    return join(test.dir, 'blobs', (row as { file: string }).file);
  }
  function content(sha256: string): Buffer | null {
    const read = readBlob(test.office, sha256);
    return read.ok ? read.value : null;
  }
  function filesOnDisk(): string[] {
    const names = readdirSync(join(test.dir, 'blobs'), { recursive: true, withFileTypes: true });
    return names.filter((entry) => entry.isFile()).map((entry) => entry.name);
  }

  it.each([1, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 3 * SEGMENT_BYTES, 3 * SEGMENT_BYTES + 7])(
    'gives back %i bytes as they were',
    async (size) => {
      const bytes = randomBytes(size);
      const sha256 = await store(bytes);
      expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(content(sha256)?.equals(bytes)).toBe(true);
      expect(readFileSync(fileOf(sha256)).length).toBe(size + Math.ceil(size / SEGMENT_BYTES) * TAG_BYTES);
    },
  );

  it('keeps one sound file when the same content is handed over twice at once', async () => {
    const bytes = randomBytes(SEGMENT_BYTES + 1);
    const [one, two] = await Promise.all([store(bytes), store(bytes)]);
    expect(one).toBe(two);
    expect(content(one)?.equals(bytes)).toBe(true);
    expect(filesOnDisk()).toHaveLength(1);
  });

  it('leaves no file behind when its row cannot be written', async () => {
    const full = () => new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
    const office = {
      ...test.office,
      write: () => {
        throw full();
      },
    };
    const bytes = randomBytes(100);
    const stored = await storeBlob(office, { bytes, mime: 'application/pdf', pages: null, now: test.clock.now() });
    expect(stored).toEqual({ ok: false, failure: { code: 'storage-full' } });
    expect(filesOnDisk()).toEqual([]);
    expect(content(await store(bytes))?.equals(bytes)).toBe(true);
  });

  it('gives any slice as the content has it', async () => {
    const bytes = randomBytes(2.5 * SEGMENT_BYTES);
    const sha256 = await store(bytes);
    fc.assert(
      fc.property(fc.nat(bytes.length + 10), fc.nat(bytes.length), (offset, length) => {
        const slice = readBlobSlice(test.office, sha256, offset, length);
        if (!slice.ok) return false;
        expect(slice.value).toMatchObject({ total: bytes.length, mime: 'application/pdf' });
        return slice.value.bytes.equals(bytes.subarray(offset, offset + length));
      }),
    );
  });

  it('stores a stream in pieces of any size like the whole', async () => {
    const bytes = randomBytes(3 * SEGMENT_BYTES + 100);
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += 10_007) yield bytes.subarray(at, at + 10_007);
    }
    const sha256 = await store(pieces());
    expect(content(sha256)?.equals(bytes)).toBe(true);
  });

  it('leaves no plaintext and no hash on disk', async () => {
    const words = 'Tờ khai đăng ký khai sinh của Nguyễn Thị Thu Hà '.repeat(3000);
    const sha256 = await store(Buffer.from(words));
    const bytes = readFileSync(fileOf(sha256));
    for (const form of [
      Buffer.from('Nguyễn Thị Thu Hà'),
      Buffer.from('Nguyễn Thị Thu Hà', 'utf16le'),
      Buffer.from(sha256, 'hex'),
    ]) {
      expect(bytes.includes(form)).toBe(false);
    }
    expect(fileOf(sha256)).not.toContain(sha256.slice(0, 12));
    // Control: the same search finds it in what was stored.
    expect(Buffer.from(words).includes(Buffer.from('Nguyễn Thị Thu Hà'))).toBe(true);
  });

  it('reports a changed, cut, grown, swapped or missing file as unreadable', async () => {
    const flipped = await store(randomBytes(2 * SEGMENT_BYTES));
    const bytes = readFileSync(fileOf(flipped));
    bytes[SEGMENT_BYTES + 500] = (bytes[SEGMENT_BYTES + 500] ?? 0) ^ 1;
    writeFileSync(fileOf(flipped), bytes);
    expect(readBlob(test.office, flipped)).toEqual(UNREADABLE);
    // Only the segment that was changed is lost.
    expect(readBlobSlice(test.office, flipped, 0, 100).ok).toBe(true);

    const cut = await store(randomBytes(2 * SEGMENT_BYTES));
    truncateSync(fileOf(cut), SEGMENT_BYTES + TAG_BYTES);
    expect(readBlobSlice(test.office, cut, 0, 100)).toEqual(UNREADABLE);

    const swapped = await store(randomBytes(3 * SEGMENT_BYTES));
    const stride = SEGMENT_BYTES + TAG_BYTES;
    const parts = readFileSync(fileOf(swapped));
    const reordered = [parts.subarray(stride, 2 * stride), parts.subarray(0, stride), parts.subarray(2 * stride)];
    writeFileSync(fileOf(swapped), Buffer.concat(reordered));
    expect(readBlob(test.office, swapped)).toEqual(UNREADABLE);

    const one = await store(randomBytes(1000));
    const other = await store(randomBytes(1000));
    writeFileSync(fileOf(one), readFileSync(fileOf(other)));
    expect(readBlob(test.office, one)).toEqual(UNREADABLE);

    rmSync(fileOf(other));
    expect(readBlob(test.office, other)).toEqual(UNREADABLE);
    expect(readBlob(test.office, '0'.repeat(64))).toEqual({ ok: false, failure: { code: 'file-not-found' } });
  });

  it('keeps the first file of the same content and repairs a damaged one', async () => {
    const bytes = randomBytes(100_000);
    const sha256 = await store(bytes);
    const first = fileOf(sha256);
    const sealed = readFileSync(first);
    await store(bytes);
    expect(fileOf(sha256)).toBe(first);
    expect(readFileSync(first).equals(sealed)).toBe(true);
    expect(filesOnDisk()).toHaveLength(1);

    writeFileSync(first, randomBytes(sealed.length));
    await store(bytes);
    expect(content(sha256)?.equals(bytes)).toBe(true);
    expect(filesOnDisk()).toHaveLength(1);
  });

  it('never gives two files the same bytes on disk', async () => {
    const bytes = randomBytes(5000);
    const sha256 = await store(bytes);
    const sealed = readFileSync(fileOf(sha256));
    await removeBlobFile(test.office, sha256);
    expect(hasBlob(test.office, sha256)).toBe(false);
    expect(filesOnDisk()).toHaveLength(0);
    await store(bytes);
    expect(readFileSync(fileOf(sha256)).equals(sealed)).toBe(false);
  });

  it('refuses empty content, and content without the hash it must have', async () => {
    const input = { mime: 'application/pdf', pages: 1, now: test.clock.now() };
    const empty = await storeBlob(test.office, { ...input, bytes: Buffer.alloc(0) });
    expect(empty).toEqual({ ok: false, failure: { code: 'file-empty' } });
    const other = await storeBlob(test.office, { ...input, bytes: randomBytes(10), sha256: '0'.repeat(64) });
    expect(other).toMatchObject({ ok: false, failure: { code: 'file-damaged' } });
    expect(filesOnDisk()).toHaveLength(0);
  });

  it('leaves nothing of a stream that breaks off', async () => {
    async function* broken() {
      yield randomBytes(SEGMENT_BYTES * 2);
      throw new Error('reader went away');
    }
    await expect(store(broken())).rejects.toThrow('reader went away');
    expect(filesOnDisk()).toHaveLength(0);
  });

  it('names no file in a row before the file is in its place', async () => {
    const bytes = randomBytes(200_000);
    const { write } = test.office;
    let seen: string | null = null;
    const office = {
      ...test.office,
      write: ((_body) => {
        seen = filesOnDisk().find((name) => name.length === 64) ?? null;
        throw new Error('power cut');
      }) as typeof write,
    };
    await expect(
      storeBlob(office, { bytes, mime: 'application/pdf', pages: 1, now: test.clock.now() }),
    ).rejects.toThrow('power cut');
    expect(seen).not.toBeNull();
    expect(test.office.connection.prepare('SELECT count(*) AS n FROM blob').get()).toEqual({ n: 0 });
  });

  it('clears leftovers of a crash at once, orphans after a day, and nothing that is used', async () => {
    const used = await test.file('giấy chứng sinh');
    const done = test.execute(receiveCommand(test.clock.now(), { files: [used] }));
    expect(done.ok).toBe(true);
    const draft = await store(randomBytes(1000));
    const folder = join(test.dir, 'blobs');
    mkdirSync(join(folder, 'incoming'), { recursive: true });
    writeFileSync(join(folder, 'incoming', 'half'), 'x');
    mkdirSync(join(folder, 'ab'), { recursive: true });
    const orphan = join(folder, 'ab', 'ab'.repeat(32));
    writeFileSync(orphan, 'x');
    const written = Date.parse(test.clock.now()) / 1000;
    utimesSync(orphan, written, written);
    for (const name of [fileOf(used.sha256), fileOf(draft)]) utimesSync(name, written, written);

    test.clock.advance(23 * 60);
    expect(await collectOrphans(test.office, test.clock.now())).toEqual({ incoming: 1, files: 0, blobs: 0 });
    expect(hasBlob(test.office, draft)).toBe(true);
    test.clock.advance(2 * 60);
    expect(await collectOrphans(test.office, test.clock.now())).toEqual({ incoming: 0, files: 1, blobs: 1 });
    expect(existsSync(orphan)).toBe(false);
    expect(hasBlob(test.office, draft)).toBe(false);
    expect(content(used.sha256)?.length).toBe(used.bytes);
  });

  it('does not open with the key of another office', async () => {
    const sha256 = await store(randomBytes(1000));
    const stranger = { ...test.office, key: randomBytes(32) };
    expect(readBlob(stranger, sha256)).toEqual(UNREADABLE);
  });
});
