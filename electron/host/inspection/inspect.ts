import { fileTypeFromBuffer } from 'file-type';
import { z } from 'zod';
import { FILE_WARNINGS } from '../../../contract/operations/files.ts';
import { fileSchema } from '../../../domain/dossier/model.ts';
import { fail, type Result } from '../../../domain/result.ts';
import { inspectImage } from './image.ts';
import { inspectPdf } from './pdf.ts';

/**
 * What a file turned out to be; the name it came with plays no part. `warnings` are stable words for things worth
 * telling the clerk.
 */
export const inspectedFileSchema = z.strictObject({
  mime: fileSchema.shape.mime,
  extension: z.enum(['pdf', 'jpg', 'png', 'tif']),
  pages: z.int().positive(),
  warnings: z.array(z.enum(FILE_WARNINGS)),
});
export type InspectedFile = z.infer<typeof inspectedFileSchema>;

/** Limits of the desk (configurable later): 50 MiB, 500 pages, 100 megapixels. */
export const FILE_LIMITS = { bytes: 50 * 1024 * 1024, pages: 500, megapixels: 100 } as const;

/**
 * Reads a file wholly and decides whether the desk takes it. Runs only in a child process with limits on memory and
 * time: the bytes are hostile until this says otherwise.
 */
export async function inspectFile(bytes: Uint8Array): Promise<Result<InspectedFile>> {
  if (bytes.length === 0) return fail({ code: 'file-empty' });
  if (bytes.length > FILE_LIMITS.bytes) return fail({ code: 'file-too-large', limitBytes: FILE_LIMITS.bytes });
  const type = await fileTypeFromBuffer(bytes);
  switch (type?.mime) {
    case 'application/pdf':
      return inspectPdf(bytes);
    case 'image/jpeg':
      return inspectImage(bytes, 'image/jpeg', 'jpg');
    case 'image/png':
      return inspectImage(bytes, 'image/png', 'png');
    case 'image/tiff':
      return inspectImage(bytes, 'image/tiff', 'tif');
    default:
      return fail({ code: 'file-type-not-accepted', found: type?.mime ?? textKind(bytes) });
  }
}

function textKind(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1').trimStart().toLowerCase();
  return start.startsWith('<!doctype html') || start.startsWith('<html') ? 'text/html' : 'unknown';
}
