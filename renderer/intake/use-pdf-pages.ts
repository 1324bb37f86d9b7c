import { useEffect, useState } from 'react';
import { drawPage, openPdf } from './pdf-pages.ts';

export interface PdfPages {
  readonly pages: readonly string[];
  /** Pages in the document; null while it is being opened. */
  readonly total: number | null;
  readonly failed: boolean;
}

const nothing: PdfPages = { pages: [], total: null, failed: false };

/** The first pages of a PDF as blob addresses of PNG pictures, `width` pixels wide. `source` null waits. */
export function usePdfPages(source: Blob | null, width: number, most: number): PdfPages {
  const [state, setState] = useState<PdfPages>(nothing);
  useEffect(() => {
    setState(nothing);
    if (source === null) return undefined;
    let gone = false;
    const made: string[] = [];
    const draw = async () => {
      const pdf = await openPdf(new Uint8Array(await source.arrayBuffer()));
      try {
        for (let number = 1; number <= Math.min(most, pdf.numPages) && !gone; number++) {
          made.push(await drawPage(pdf, number, width));
          if (!gone) setState({ pages: [...made], total: pdf.numPages, failed: false });
        }
      } finally {
        await pdf.loadingTask.destroy();
      }
    };
    draw().catch(() => {
      if (!gone) setState({ ...nothing, failed: true });
    });
    return () => {
      gone = true;
      for (const url of made) URL.revokeObjectURL(url);
    };
  }, [source, width, most]);
  return state;
}
