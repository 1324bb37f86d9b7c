import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url&no-inline';

/** Folders the build puts beside the page, under `pdf/`. */
const folders = { cMapUrl: 'cmaps', standardFontDataUrl: 'standard_fonts', wasmUrl: 'wasm' } as const;

/** The script of the PDF worker, served by the page's own origin. */
export const pdfWorkerUrl: string = workerUrl;

/** Gives pdf.js its character maps, fonts and decoders from the page's own origin; nothing comes from elsewhere. */
export class OwnPdfData {
  async fetch(wanted: { readonly kind: keyof typeof folders; readonly filename: string }): Promise<Uint8Array> {
    if (!/^[\w.-]+$/u.test(wanted.filename)) throw new Error('not a file of pdf.js');
    const response = await fetch(new URL(`pdf/${folders[wanted.kind]}/${wanted.filename}`, document.baseURI));
    if (!response.ok) throw new Error(`${wanted.filename}: status ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
