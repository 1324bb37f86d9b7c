import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { QR_QUIET_ZONE, type QrMatrix, qrMatrix, qrPath } from '../../electron/host/forms/qr-code.ts';

beforeAll(async () => {
  const wasm = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
});

test.each(['000.00.00.H29-260507-0417', 'T-26-00417-X', 'Hồ sơ số 9, phường Tân Sơn Nhất'])(
  'the modules read back as %s',
  async (code) => {
    expect(await decode(await modulesAsPng(qrMatrix(code)))).toEqual([code]);
  },
);

test('the drawn path reads back too', async () => {
  const matrix = qrMatrix('000.00.00.H29-260507-0417');
  const width = matrix.size + 2 * QR_QUIET_ZONE;
  const viewBox = `${-QR_QUIET_ZONE} ${-QR_QUIET_ZONE} ${width} ${width}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="${viewBox}"><path d="${qrPath(matrix)}"/></svg>`;
  const png = await sharp(Buffer.from(svg)).flatten({ background: '#ffffff' }).png().toBuffer();
  expect(await decode(png)).toEqual(['000.00.00.H29-260507-0417']);
});

async function decode(png: Uint8Array): Promise<string[]> {
  const results = await readBarcodes(png, { formats: ['QRCode'] });
  return results.map(({ text }) => text);
}

/** One byte per module, white border included, enlarged eight times without smoothing. */
async function modulesAsPng(matrix: QrMatrix): Promise<Uint8Array> {
  const width = matrix.size + 2 * QR_QUIET_ZONE;
  const grey = Buffer.alloc(width * width, 255);
  for (let row = 0; row < matrix.size; row += 1) {
    for (let column = 0; column < matrix.size; column += 1) {
      if (matrix.isDark(row, column)) grey[(row + QR_QUIET_ZONE) * width + column + QR_QUIET_ZONE] = 0;
    }
  }
  return sharp(grey, { raw: { width, height: width, channels: 1 } })
    .resize(width * 8, width * 8, { kernel: 'nearest' })
    .png()
    .toBuffer();
}
