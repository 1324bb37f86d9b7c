import { ok } from '../../domain/result.ts';
import { toBase64 } from '../base64.ts';
import type { ReadSlice } from './read-file.ts';

/** Reads a file that lies in the page's memory the way a stored one is read from the office. */
export function localSlices(file: Blob): ReadSlice {
  return async ({ offset, length }) => {
    const bytes = new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
    return ok({ base64: toBase64(bytes), bytes: bytes.length, mime: file.type });
  };
}
