import { useEffect, useState } from 'react';
import { openSource } from './page-source.ts';

/** A small picture of the first page of a file that lies in the page's memory; null until drawn, or when it cannot be. */
export function useFirstPicture(blob: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (blob === null) return undefined;
    let gone = false;
    let made: string | null = null;
    const draw = async () => {
      const source = await openSource(new Uint8Array(await blob.arrayBuffer()), blob.type);
      try {
        made = await source.thumbnail(1);
      } finally {
        source.close();
      }
      if (gone) URL.revokeObjectURL(made);
      else setUrl(made);
    };
    draw().catch(() => undefined);
    return () => {
      gone = true;
      if (made !== null) URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [blob]);
  return url;
}
