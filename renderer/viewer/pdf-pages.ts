import { openPdf } from './pdf-document.ts';

export interface RenderPdfOptions {
  /** Dots per inch; 200 keeps the marks of Vietnamese letters sharp on paper. */
  readonly dpi?: number;
  /** Stop between pages. */
  readonly signal?: AbortSignal;
}

/**
 * Draws every page of a PDF as a PNG, in order: the page policy allows no frames, so a preview, and what is printed from
 * it, is made of these pictures. Rejects when the bytes are no readable PDF, or with the signal's reason when stopped.
 */
export async function renderPdfPages(bytes: Uint8Array, options: RenderPdfOptions = {}): Promise<Blob[]> {
  const pdf = await openPdf(bytes);
  try {
    const pages: Blob[] = [];
    for (let page = 1; page <= pdf.pages; page++) {
      options.signal?.throwIfAborted();
      pages.push(await pdf.draw(page, (options.dpi ?? 200) / 96));
    }
    return pages;
  } finally {
    pdf.close();
  }
}
