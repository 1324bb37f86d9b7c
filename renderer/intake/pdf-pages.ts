import type { PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

/** Folder of the page where the build puts what PDF.js loads as it goes: character maps, fonts, wasm. */
const ASSETS = new URL('pdf/', document.baseURI).href;

/**
 * Opens a PDF without running anything in it. Characters, fonts and decoders come from the page's own origin.
 * The caller destroys it.
 */
export async function openPdf(data: Uint8Array<ArrayBuffer>): Promise<PDFDocumentProxy> {
  const pdf = await import('pdfjs-dist');
  pdf.GlobalWorkerOptions.workerSrc = workerUrl;
  return pdf.getDocument({
    data,
    cMapUrl: `${ASSETS}cmaps/`,
    standardFontDataUrl: `${ASSETS}standard_fonts/`,
    wasmUrl: `${ASSETS}wasm/`,
    iccUrl: `${ASSETS}iccs/`,
    enableXfa: false,
    stopAtErrors: false,
  }).promise;
}

/** Draws one page (from 1) `width` pixels wide; answers the blob address of a PNG, which the caller revokes. */
export async function drawPage(document_: PDFDocumentProxy, number: number, width: number): Promise<string> {
  const page = await document_.getPage(number);
  const scale = width / page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  await page.render({ canvas, viewport, background: '#ffffff' }).promise;
  page.cleanup();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  canvas.width = 0;
  if (blob === null) throw new Error('the page could not be drawn');
  return URL.createObjectURL(blob);
}
