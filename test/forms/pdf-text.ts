import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader finds in a PDF: the words of each page in drawing order, one space between them, and the file's facts. */
export async function readPdf(bytes: Uint8Array) {
  const loading = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await loading.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const words = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : ' ')).join('');
    pages.push(words.replace(/\s+/g, ' ').trim());
  }
  const { info } = await document.getMetadata();
  await loading.destroy();
  return { pages, info: info as { CreationDate: string; Title: string; Subject: string } };
}
