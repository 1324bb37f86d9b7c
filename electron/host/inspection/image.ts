import sharp, { type Metadata } from 'sharp';
import { fail, ok, type Result } from '../../../domain/result.ts';
import { FILE_LIMITS, type InspectedFile } from './inspect.ts';

/** Scans below this are hard to read and below what NĐ 30/2020/NĐ-CP asks of a digitised page. */
const LOWEST_DPI = 200;

/** Checks the header first, then decodes every pixel: a cut or damaged picture is refused, not shown half. */
export async function inspectImage(
  bytes: Uint8Array,
  mime: InspectedFile['mime'],
  extension: InspectedFile['extension'],
): Promise<Result<InspectedFile>> {
  try {
    const header = await sharp(bytes, { limitInputPixels: false }).metadata();
    const pages = header.pages ?? 1;
    const megapixels = ((header.width ?? 0) * (header.height ?? 0)) / 1e6;
    if (pages > FILE_LIMITS.pages) return fail({ code: 'too-many-pages', pages, limitPages: FILE_LIMITS.pages });
    if (megapixels > FILE_LIMITS.megapixels) {
      return fail({
        code: 'image-too-large',
        megapixels: Math.round(megapixels),
        limitMegapixels: FILE_LIMITS.megapixels,
      });
    }
    for (let page = 0; page < pages; page++) {
      await sharp(bytes, { page, failOn: 'warning', limitInputPixels: FILE_LIMITS.megapixels * 1e6 }).stats();
    }
    return ok({ mime, extension, pages, warnings: warningsOf(header) });
  } catch {
    return fail({ code: 'file-damaged', found: mime });
  }
}

function warningsOf(header: Metadata): InspectedFile['warnings'] {
  const warnings: InspectedFile['warnings'] = [];
  if ((header.orientation ?? 1) !== 1) warnings.push('rotated');
  if (header.exif && hasGps(header.exif)) warnings.push('location-inside');
  if (header.density !== undefined && header.density > 72 && header.density < LOWEST_DPI)
    warnings.push('low-resolution');
  return warnings;
}

/** Looks for the GPS directory pointer (tag 0x8825, LONG, one value) of EXIF in either byte order. */
function hasGps(exif: Buffer): boolean {
  return exif.includes(Buffer.from([0x88, 0x25, 0x00, 0x04])) || exif.includes(Buffer.from([0x25, 0x88, 0x04, 0x00]));
}
