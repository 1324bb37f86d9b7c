import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist';

/** Pixels of the largest image that is drawn; a page with a larger one stays white instead of taking the memory. */
const MAX_IMAGE_PIXELS = 120_000_000;
/** Pixels of the largest canvas. */
const MAX_CANVAS_PIXELS = 24_000_000;

export interface OpenPdf {
  readonly pages: number;
  /** Width and height of a page in CSS pixels at 96 dpi, page 1 being the first. */
  size(page: number): Promise<{ readonly width: number; readonly height: number }>;
  /** Draws a page as a PNG; `scale` 1 is 96 dpi. */
  draw(page: number, scale: number): Promise<Blob>;
  close(): void;
}

const cssPixelsPerPoint = 96 / 72;

async function begin(bytes: Uint8Array): Promise<PDFDocumentLoadingTask> {
  const [pdfjs, assets] = await Promise.all([import('pdfjs-dist'), import('./pdf-assets.ts')]);
  pdfjs.GlobalWorkerOptions.workerSrc = assets.pdfWorkerUrl;
  return pdfjs.getDocument({
    data: bytes.slice(),
    useWorkerFetch: false,
    BinaryDataFactory: assets.OwnPdfData,
    useSystemFonts: false,
    disableWorkerRendering: true,
    enableXfa: false,
    maxImageSize: MAX_IMAGE_PIXELS,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
}

function toPng(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the page could not be drawn'))), 'image/png');
  });
}

async function drawPage(pdf: PDFDocumentProxy, number: number, scale: number): Promise<Blob> {
  const page = await pdf.getPage(number);
  const natural = page.getViewport({ scale: 1 });
  const most = Math.sqrt(MAX_CANVAS_PIXELS / (natural.width * natural.height));
  const viewport = page.getViewport({ scale: Math.min(scale * cssPixelsPerPoint, most) });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  try {
    await page.render({ canvas, viewport, background: '#ffffff' }).promise;
    return await toPng(canvas);
  } finally {
    canvas.width = 0;
    canvas.height = 0;
    page.cleanup();
  }
}

/**
 * Opens a PDF in a worker of this page. Nothing in it can run: pdf.js has no script engine loaded here, forms stay flat,
 * links are not drawn. Rejects when the bytes are no readable PDF.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const task = await begin(bytes);
  const pdf = await task.promise;
  return {
    pages: pdf.numPages,
    async size(number) {
      const page = await pdf.getPage(number);
      const { width, height } = page.getViewport({ scale: cssPixelsPerPoint });
      return { width, height };
    },
    draw: (number, scale) => drawPage(pdf, number, scale),
    close: () => void task.destroy(),
  };
}
