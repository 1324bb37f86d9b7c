import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url&no-inline';

type Addresses = Record<string, string>;

const cMaps = import.meta.glob<string>('../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
}) satisfies Addresses;
const fonts = import.meta.glob<string>('../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
}) satisfies Addresses;
const decoders = import.meta.glob<string>('../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg,qcms_bg}.wasm', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
}) satisfies Addresses;

function byFileName(addresses: Addresses): ReadonlyMap<string, string> {
  return new Map(Object.entries(addresses).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]));
}

const places = {
  cMapUrl: byFileName(cMaps),
  standardFontDataUrl: byFileName(fonts),
  wasmUrl: byFileName(decoders),
} as const;

/** The script of the PDF worker, served by the page's own origin. */
export const pdfWorkerUrl: string = workerUrl;

/** Gives pdf.js its character maps, fonts and decoders from files built into the page; nothing comes from elsewhere. */
export class OwnPdfData {
  async fetch(wanted: { readonly kind: keyof typeof places; readonly filename: string }): Promise<Uint8Array> {
    const url = places[wanted.kind].get(wanted.filename);
    if (url === undefined) throw new Error(`the page carries no ${wanted.filename}`);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${wanted.filename}: status ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
