import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectInChild } from '../../electron/host/inspection/file-inspection.ts';
import { forkedChildren } from '../../electron/host/ports/forked-children.ts';

const children = forkedChildren({
  'inspect-file': new URL('../../electron/host/inspection/inspect-file.ts', import.meta.url).pathname,
});

function scan(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/scans/${name}`, import.meta.url));
}

describe('good files are taken as what their bytes say', () => {
  it.each([
    ['to-khai-khai-sinh.jpg', 'image/jpeg', 1],
    ['giay-uy-quyen.png', 'image/png', 1],
    ['ho-kinh-doanh-3-trang.tif', 'image/tiff', 3],
    ['ho-so-gpxd-5-trang.pdf', 'application/pdf', 5],
    ['don-gpxd-van-ban.pdf', 'application/pdf', 2],
    ['cccd-mat-truoc.jpg', 'image/jpeg', 1],
    ['bad/cmyk.jpg', 'image/jpeg', 1],
  ])('%s', async (name, mime, pages) => {
    const result = await inspectInChild(children, scan(name));
    expect(result).toMatchObject({ ok: true, value: { mime, pages } });
  });

  it('tells about a turned picture and a location inside it', async () => {
    expect(await inspectInChild(children, scan('bad/exif-orientation-6.jpg'))).toMatchObject({
      value: { warnings: expect.arrayContaining(['rotated']) },
    });
    expect(await inspectInChild(children, scan('bad/gps.jpg'))).toMatchObject({
      value: { warnings: expect.arrayContaining(['location-inside']) },
    });
  });
});

describe('bad files are refused with a reason', () => {
  it.each([
    ['bad/truncated.pdf', 'file-damaged'],
    ['bad/zero.pdf', 'file-empty'],
    ['bad/html-named.pdf', 'file-type-not-accepted'],
    ['bad/encrypted.pdf', 'file-encrypted'],
    ['bad/decompression-bomb.png', 'image-too-large'],
    ['bad/bomb.pdf', 'file-inspection-failed'],
    ['bad/exe-named.jpg', 'file-type-not-accepted'],
    ['bad/truncated.jpg', 'file-damaged'],
    ['bad/javascript.pdf', 'file-active-content'],
    ['bad/no-pages.pdf', 'file-damaged'],
    ['bad/path-traversal.zip', 'file-type-not-accepted'],
    ['bad/bad-crc.png', 'file-damaged'],
    ['bad/iphone.heic', 'file-type-not-accepted'],
  ])(
    '%s: %s',
    async (name, code) => {
      const result = await inspectInChild(children, scan(name));
      expect(result).toMatchObject({ ok: false, failure: { code } });
    },
    60_000,
  );
});
