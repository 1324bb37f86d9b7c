import { openPdf } from './pdf-document.ts';

/** A drawn page: `url` is a blob address owned by the source. Sizes are the page's own, in CSS pixels. */
export interface DrawnPage {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/** An opened file that can draw its pages, from 1. */
export interface PageSource {
  readonly pages: number;
  /** Draws a page at least `pixels` wide; the last drawing of each page stays until a sharper one takes its place. */
  draw(page: number, pixels: number): Promise<DrawnPage>;
  /** A small picture of a page; the caller revokes its address. */
  thumbnail(page: number): Promise<string>;
  close(): void;
}

const thumbnailPixels = 144;
/** Widths that PDF pages are drawn at; a step up is drawn only when the wanted width passes the last one. */
const steps = [800, 1200, 1600, 2400, 3600] as const;

function stepFor(pixels: number): number {
  return steps.find((step) => step >= pixels) ?? steps[steps.length - 1] ?? pixels;
}

async function openImage(bytes: Uint8Array<ArrayBuffer>, mime: string): Promise<PageSource> {
  const blob = new Blob([bytes], { type: mime });
  const url = URL.createObjectURL(blob);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch (error) {
    URL.revokeObjectURL(url);
    throw error;
  }
  const drawn = { url, width: image.naturalWidth, height: image.naturalHeight };
  return {
    pages: 1,
    draw: async () => drawn,
    async thumbnail() {
      const bitmap = await createImageBitmap(blob, { resizeWidth: thumbnailPixels, resizeQuality: 'medium' });
      const canvas = document.createElement('canvas');
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      bitmap.close();
      return URL.createObjectURL(await toJpeg(canvas));
    },
    close: () => URL.revokeObjectURL(url),
  };
}

function toJpeg(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', 0.8);
  });
}

async function openPdfSource(bytes: Uint8Array<ArrayBuffer>): Promise<PageSource> {
  const pdf = await openPdf(bytes);
  const drawn = new Map<number, { readonly step: number; readonly page: DrawnPage }>();
  let closed = false;
  return {
    pages: pdf.pages,
    async draw(page, pixels) {
      const step = stepFor(pixels);
      const last = drawn.get(page);
      if (last !== undefined && last.step >= step) return last.page;
      const size = await pdf.size(page);
      const blob = await pdf.draw(page, step / size.width);
      if (closed) throw new Error('closed');
      const fresh = { url: URL.createObjectURL(blob), ...size };
      if (last !== undefined) setTimeout(() => URL.revokeObjectURL(last.page.url), 1000);
      drawn.set(page, { step, page: fresh });
      return fresh;
    },
    async thumbnail(page) {
      const size = await pdf.size(page);
      return URL.createObjectURL(await pdf.draw(page, thumbnailPixels / size.width));
    },
    close() {
      closed = true;
      for (const { page } of drawn.values()) URL.revokeObjectURL(page.url);
      drawn.clear();
      pdf.close();
    },
  };
}

/** Opens the bytes of a viewable file. Rejects when they cannot be drawn. */
export function openSource(bytes: Uint8Array<ArrayBuffer>, mime: string): Promise<PageSource> {
  return mime === 'application/pdf' ? openPdfSource(bytes) : openImage(bytes, mime);
}
