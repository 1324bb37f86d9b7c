import { fail, ok, type Result } from '../../../domain/result.ts';
import { FILE_LIMITS, type InspectedFile } from './inspect.ts';

/** Pages whose content is read wholly; of the others only the page object is. */
const PAGES_READ = 40;

/**
 * Opens a PDF and reads its pages. Refused: a password, scripts or attachments, a cut file (no end mark), no pages.
 */
export async function inspectPdf(bytes: Uint8Array): Promise<Result<InspectedFile>> {
  if (!hasEndMark(bytes)) return fail({ code: 'file-damaged', found: 'application/pdf' });
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const loading = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    stopAtErrors: true,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
  });
  try {
    const document = await loading.promise;
    const pages = document.numPages;
    if (pages < 1) return fail({ code: 'file-damaged', found: 'application/pdf' });
    if (pages > FILE_LIMITS.pages) return fail({ code: 'too-many-pages', pages, limitPages: FILE_LIMITS.pages });
    const active = await activeContent(document);
    if (active !== null) return fail({ code: 'file-active-content', found: active });
    for (let number = 1; number <= pages; number++) {
      const page = await document.getPage(number);
      if (number <= PAGES_READ) await page.getOperatorList();
      page.cleanup();
    }
    return ok({ mime: 'application/pdf', extension: 'pdf', pages, warnings: [] });
  } catch (error) {
    if ((error as Error).name === 'PasswordException') return fail({ code: 'file-encrypted' });
    return fail({ code: 'file-damaged', found: 'application/pdf' });
  } finally {
    await loading.destroy();
  }
}

type PdfDocument = Awaited<ReturnType<typeof import('pdfjs-dist/legacy/build/pdf.mjs')['getDocument']>['promise']>;

async function activeContent(document: PdfDocument): Promise<string | null> {
  if (await document.hasJSActions()) return 'javascript';
  const open = (await document.getOpenAction()) as { action?: string } | null;
  if (open?.action) return 'open-action';
  if ((await document.getAttachments()) !== null) return 'attachment';
  return null;
}

/** A whole PDF says `%%EOF` within its last 1,024 bytes (ISO 32000-1, annex H implementation note). */
function hasEndMark(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(Math.max(0, bytes.length - 1024))).includes('%%EOF');
}
