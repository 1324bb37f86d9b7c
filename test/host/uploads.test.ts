import { randomBytes } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { FILE_LIMITS } from '../../electron/host/inspection/inspect.ts';
import { createUploads, type Uploads } from '../../electron/host/uploads.ts';

const OUT_OF_ORDER = { ok: false, failure: { code: 'upload-out-of-order' } };
const NOWHERE = '0191e2a0-4b3c-7d5e-8f60-718293a4b5c6';

let uploads: Uploads;
beforeEach(() => {
  uploads = createUploads();
});

function begin(name: string, bytes: number): string {
  const begun = uploads.begin(name, bytes);
  if (!begun.ok) throw new Error(begun.failure.code);
  return begun.value.uploadId;
}

test('slices in order give the file back, byte for byte, once', () => {
  const bytes = randomBytes(2500);
  const id = begin('giấy khai sinh.pdf', bytes.length);
  for (const [from, to] of [
    [0, 1000],
    [1000, 2000],
    [2000, 2500],
  ] as const) {
    expect(uploads.append(id, from, bytes.subarray(from, to))).toEqual({ ok: true, value: { received: to } });
  }
  expect(uploads.take(id)).toEqual({ ok: true, value: { name: 'giấy khai sinh.pdf', bytes } });
  expect(uploads.take(id)).toEqual(OUT_OF_ORDER);
});

test('two files at once do not mix', () => {
  const [left, right] = [begin('a', 4), begin('b', 4)];
  expect(left).not.toBe(right);
  for (const offset of [0, 2]) {
    uploads.append(left, offset, Buffer.from('aa'));
    uploads.append(right, offset, Buffer.from('bb'));
  }
  expect(uploads.take(left)).toMatchObject({ value: { bytes: Buffer.from('aaaa') } });
  expect(uploads.take(right)).toMatchObject({ value: { bytes: Buffer.from('bbbb') } });
});

test('a slice with a gap, again or past the stated size is refused and changes nothing', () => {
  const id = begin('a', 6);
  expect(uploads.append(id, 1, Buffer.from('x'))).toEqual(OUT_OF_ORDER);
  expect(uploads.append(id, 0, Buffer.from('abc')).ok).toBe(true);
  expect(uploads.append(id, 0, Buffer.from('xyz'))).toEqual(OUT_OF_ORDER);
  expect(uploads.append(id, 2, Buffer.from('x'))).toEqual(OUT_OF_ORDER);
  expect(uploads.append(id, 4, Buffer.from('x'))).toEqual(OUT_OF_ORDER);
  expect(uploads.append(id, 3, Buffer.from('xxxx'))).toEqual(OUT_OF_ORDER);
  expect(uploads.append(id, 3, Buffer.from('def'))).toEqual({ ok: true, value: { received: 6 } });
  expect(uploads.append(id, 6, Buffer.from('x'))).toEqual(OUT_OF_ORDER);
  expect(uploads.take(id)).toMatchObject({ value: { bytes: Buffer.from('abcdef') } });
});

test('a file that is not whole is not handed out, and is gone', () => {
  const id = begin('a', 4);
  uploads.append(id, 0, Buffer.from('abc'));
  expect(uploads.take(id)).toEqual(OUT_OF_ORDER);
  expect(uploads.append(id, 3, Buffer.from('d'))).toEqual(OUT_OF_ORDER);
});

test('an unknown or cancelled upload takes nothing', () => {
  expect(uploads.append(NOWHERE, 0, Buffer.from('a'))).toEqual(OUT_OF_ORDER);
  expect(uploads.take(NOWHERE)).toEqual(OUT_OF_ORDER);
  const id = begin('a', 1);
  uploads.cancel(id);
  expect(uploads.append(id, 0, Buffer.from('a'))).toEqual(OUT_OF_ORDER);
  expect(() => uploads.cancel(id)).not.toThrow();
});

test('an empty file and one above the limit are refused before any byte comes', () => {
  expect(uploads.begin('a', 0)).toEqual({ ok: false, failure: { code: 'file-empty' } });
  const tooLarge = { ok: false, failure: { code: 'file-too-large', limitBytes: FILE_LIMITS.bytes } };
  expect(uploads.begin('a', FILE_LIMITS.bytes + 1)).toEqual(tooLarge);
  expect(uploads.begin('a', FILE_LIMITS.bytes).ok).toBe(true);
});

test('room for four of the largest files: a fifth drops the oldest, not more', () => {
  const ids = Array.from({ length: 4 }, (_, index) => begin(`tệp ${index}`, FILE_LIMITS.bytes));
  const slice = Buffer.from('a');
  for (const id of ids) expect(uploads.append(id, 0, slice).ok).toBe(true);
  const fifth = begin('tệp 5', FILE_LIMITS.bytes);
  expect(ids.map((id) => uploads.append(id, 1, slice).ok)).toEqual([false, true, true, true]);
  expect(uploads.append(fifth, 0, slice).ok).toBe(true);
});

test('a file that was taken or cancelled makes room', () => {
  const ids = Array.from({ length: 4 }, () => begin('a', FILE_LIMITS.bytes));
  uploads.cancel(ids[1] ?? '');
  uploads.take(ids[2] ?? '');
  begin('b', FILE_LIMITS.bytes);
  begin('c', FILE_LIMITS.bytes);
  expect(uploads.append(ids[0] ?? '', 0, Buffer.from('a')).ok).toBe(true);
  expect(uploads.append(ids[3] ?? '', 0, Buffer.from('a')).ok).toBe(true);
});
