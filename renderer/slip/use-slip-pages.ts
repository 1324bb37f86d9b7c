import { useEffect, useState } from 'react';
import { fromBase64 } from '../base64.ts';
import { openPdf } from '../viewer/pdf-document.ts';

export interface SlipPages {
  /** Blob addresses of the pages drawn so far. */
  readonly pages: readonly string[];
  readonly state: 'none' | 'drawing' | 'ready' | 'failed';
}

/** Dots per inch: keeps the marks of Vietnamese letters sharp on paper. */
const dpi = 200;
const nothing: SlipPages = { pages: [], state: 'none' };

/**
 * Every page of a slip as a picture: the page policy allows no frames, so the preview, and what is printed from it, is
 * made of these. `pdfBase64` null waits.
 */
export function useSlipPages(pdfBase64: string | null): SlipPages {
  const [drawn, setDrawn] = useState<SlipPages>(nothing);
  useEffect(() => {
    if (pdfBase64 === null) {
      setDrawn(nothing);
      return undefined;
    }
    let gone = false;
    const pages: string[] = [];
    setDrawn({ pages: [], state: 'drawing' });
    const draw = async () => {
      const pdf = await openPdf(fromBase64(pdfBase64));
      try {
        for (let page = 1; page <= pdf.pages && !gone; page++) {
          pages.push(URL.createObjectURL(await pdf.draw(page, dpi / 96)));
          if (!gone) setDrawn({ pages: [...pages], state: page === pdf.pages ? 'ready' : 'drawing' });
        }
      } finally {
        pdf.close();
        if (gone) for (const url of pages) URL.revokeObjectURL(url);
      }
    };
    draw().catch(() => {
      if (!gone) setDrawn({ pages: [], state: 'failed' });
    });
    return () => {
      gone = true;
      for (const url of pages) URL.revokeObjectURL(url);
    };
  }, [pdfBase64]);
  return drawn;
}
