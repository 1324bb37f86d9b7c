import { describe, expect, test } from 'vitest';
import { SLICE_BYTES } from '../../contract/operations/files.ts';
import type { FileView } from '../../contract/views.ts';
import { fail, ok } from '../../domain/result.ts';
import { createFileSources, secondsLeft } from '../../renderer/viewer/file-sources.ts';
import { zoomStep } from '../../renderer/viewer/files-viewer.tsx';
import { localSlices } from '../../renderer/viewer/local-slices.ts';
import { filesInOrder, findPage, pageList, pagesOf } from '../../renderer/viewer/page-list.ts';
import type { PageSource } from '../../renderer/viewer/page-source.ts';
import { type ReadSlice, readFile } from '../../renderer/viewer/read-file.ts';

function file(sha256: string, change: Partial<FileView> = {}): FileView {
  return {
    sha256,
    component: null,
    name: `${sha256}.pdf`,
    mime: 'application/pdf',
    bytes: 4,
    pages: 2,
    place: 'here',
    sent: true,
    viewable: true,
    ...change,
  };
}

const labels = { loose: 'rời', result: (name: string) => `KQ ${name}` };

/** An office that holds `content` under any name. */
function holding(content: Uint8Array): { read: ReadSlice; asked: [number, number][] } {
  const asked: [number, number][] = [];
  const read: ReadSlice = async ({ offset, length }) => {
    asked.push([offset, length]);
    const slice = content.subarray(offset, offset + length);
    return ok({ base64: Buffer.from(slice).toString('base64'), bytes: content.length, mime: 'application/pdf' });
  };
  return { read, asked };
}

const address = (bytes: number) => ({ sha256: 'a'.repeat(64), dossierId: null, bytes });

describe('reading a file', () => {
  test('comes in slices of at most 1 MB, in order, with progress, byte for byte', async () => {
    const content = Uint8Array.from({ length: SLICE_BYTES * 2 + 10 }, (_, index) => (index * 31) % 256);
    const { read, asked } = holding(content);
    const progress: number[] = [];
    const result = await readFile(read, address(content.length), { onProgress: (received) => progress.push(received) });
    expect(asked).toEqual([
      [0, SLICE_BYTES],
      [SLICE_BYTES, SLICE_BYTES],
      [SLICE_BYTES * 2, 10],
    ]);
    expect(progress).toEqual([SLICE_BYTES, SLICE_BYTES * 2, content.length]);
    expect(result?.ok && Buffer.compare(result.value, content) === 0).toBe(true);
  });

  test('a failure is passed on; a file that ends early is unreadable', async () => {
    const elsewhere: ReadSlice = async () => fail({ code: 'file-elsewhere', pages: 3 });
    expect(await readFile(elsewhere, address(4))).toEqual(fail({ code: 'file-elsewhere', pages: 3 }));
    const { read } = holding(new Uint8Array(2));
    expect(await readFile(read, address(4))).toEqual(fail({ code: 'file-unreadable' }));
  });

  test('stops between slices', async () => {
    const content = new Uint8Array(SLICE_BYTES * 3);
    const { read, asked } = holding(content);
    const stop = new AbortController();
    const result = await readFile(read, address(content.length), {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(result).toBeNull();
    expect(asked).toHaveLength(1);
  });

  test('the time left follows the speed so far', () => {
    expect(secondsLeft(0, 100, 5000)).toBeNull();
    expect(secondsLeft(25, 100, 1000)).toBe(3);
  });
});

describe('pages in order', () => {
  const dossier = {
    components: ['b', 'a'].map((code) => ({
      code,
      name: `Giấy ${code}`,
      originals: 1,
      certifiedCopies: 0,
      photocopies: 0,
      presented: false,
    })),
    files: [
      file('1', { component: 'a' }),
      file('2', { component: null }),
      file('3', { component: 'b' }),
      file('4', { component: 'gone' }),
    ],
    results: [{ name: 'Giấy phép', number: null, issuedOn: null, signed: true, file: file('5') }],
  };
  const files = filesInOrder(dossier, labels);

  test('components as on the checklist, then loose files, then results', () => {
    expect(files.map((entry) => [entry.file.sha256, entry.label])).toEqual([
      ['3', 'Giấy b'],
      ['1', 'Giấy a'],
      ['2', 'rời'],
      ['4', 'rời'],
      ['5', 'KQ Giấy phép'],
    ]);
  });

  test('an opened file counts its real pages, a sealed one is one card', () => {
    expect(pagesOf(file('1', { pages: null }), new Map())).toBe(1);
    expect(pagesOf(file('1', { pages: null }), new Map([['1', 7]]))).toBe(7);
    expect(pagesOf(file('1', { pages: 3, viewable: false }), new Map())).toBe(1);
  });

  test('a place is found again after pages appeared before it', () => {
    const place = { sha256: '1', page: 2 };
    const before = findPage(files, pageList(files, new Map()), place);
    const after = findPage(files, pageList(files, new Map([['3', 5]])), place);
    expect(before).toMatchObject({ index: 3, page: 2 });
    expect(after).toMatchObject({ index: 6, page: 2 });
    expect(findPage(files, pageList(files, new Map()), { sha256: 'x', page: 1 })?.index).toBe(0);
  });
});

describe('open files', () => {
  const source = (closed: string[], name: string): PageSource => ({
    pages: 2,
    draw: async () => ({ url: '', width: 1, height: 1 }),
    thumbnail: async () => '',
    close: () => closed.push(name),
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

  test('the one looked at longest ago is closed when the ninth opens; all are closed at the end', async () => {
    const closed: string[] = [];
    let opened = 0;
    const sources = createFileSources({
      dossierId: 'd',
      read: holding(new Uint8Array(4)).read,
      open: async () => source(closed, String(++opened)),
    });
    for (let index = 1; index <= 8; index++) {
      sources.want(file(String(index)));
      await settle();
    }
    sources.want(file('1'));
    sources.want(file('9'));
    await settle();
    expect(closed).toEqual(['2']);
    expect(sources.state('2').kind).toBe('idle');
    expect(sources.state('1').kind).toBe('ready');
    expect(sources.openedPages().size).toBe(9);
    sources.closeAll();
    expect(closed).toHaveLength(9);
    expect(sources.state('9').kind).toBe('idle');
  });

  test('a stopped reading stays stopped until asked again; bytes that cannot be drawn are damaged', async () => {
    const closed: string[] = [];
    const sources = createFileSources({
      dossierId: 'd',
      read: holding(new Uint8Array(4)).read,
      open: async () => source(closed, 'a'),
    });
    sources.want(file('1'));
    sources.stop('1');
    await settle();
    expect(sources.state('1').kind).toBe('stopped');
    sources.want(file('1'));
    await settle();
    expect(sources.state('1').kind).toBe('stopped');
    sources.again(file('1'));
    await settle();
    expect(sources.state('1').kind).toBe('ready');
    const broken = createFileSources({
      dossierId: 'd',
      read: holding(new Uint8Array(4)).read,
      open: () => Promise.reject(new Error('no PDF')),
    });
    broken.want(file('1'));
    await settle();
    expect(broken.state('1').kind).toBe('damaged');
  });
});

test('zoom goes by steps and stays at its ends', () => {
  expect(zoomStep(1, 1)).toBe(1.25);
  expect(zoomStep(1, -1)).toBe(0.75);
  expect(zoomStep(3, 1)).toBe(3);
  expect(zoomStep(0.5, -1)).toBe(0.5);
});

describe('a file in the memory of the page', () => {
  test('reads as a stored one does, slice by slice', async () => {
    const bytes = new Uint8Array(SLICE_BYTES + 3).map((_, index) => index % 251);
    const progress: number[] = [];
    const read = localSlices(new Blob([bytes], { type: 'application/pdf' }));
    const whole = await readFile(
      read,
      { sha256: 'a'.repeat(64), dossierId: null, bytes: bytes.length },
      { onProgress: (received) => progress.push(received) },
    );
    expect(whole?.ok && Buffer.from(whole.value).equals(Buffer.from(bytes))).toBe(true);
    expect(progress).toEqual([SLICE_BYTES, bytes.length]);
  });

  test('is refused when it is shorter than it says', async () => {
    const address = { sha256: 'a'.repeat(64), dossierId: null, bytes: 5 };
    expect(await readFile(localSlices(new Blob(['abc'])), address)).toMatchObject({
      ok: false,
      failure: { code: 'file-unreadable' },
    });
  });
});
