import { SLICE_BYTES } from '../../contract/operations/files.ts';
import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { fromBase64 } from '../base64.ts';

/** Reads one slice: the office's `files.read`. */
export type ReadSlice = (input: OperationInput<'files.read'>) => Promise<Result<OperationOutput<'files.read'>>>;

export interface FileAddress {
  readonly sha256: string;
  readonly dossierId: string | null;
  /** Whole size. */
  readonly bytes: number;
}

export interface ReadOptions {
  /** Bytes so far, after each slice. */
  readonly onProgress?: (received: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Reads a stored file slice by slice (at most 1 MB each). Null when stopped through the signal. A file that ends early or
 * goes on after its size is `file-unreadable`.
 */
export async function readFile(
  read: ReadSlice,
  file: FileAddress,
  { onProgress, signal }: ReadOptions = {},
): Promise<Result<Uint8Array<ArrayBuffer>> | null> {
  const whole = new Uint8Array(file.bytes);
  let offset = 0;
  while (offset < file.bytes) {
    if (signal?.aborted) return null;
    const length = Math.min(SLICE_BYTES, file.bytes - offset);
    const slice = await read({ sha256: file.sha256, dossierId: file.dossierId, offset, length });
    if (signal?.aborted) return null;
    if (!slice.ok) return slice;
    const bytes = fromBase64(slice.value.base64);
    if (bytes.length === 0 || bytes.length > length) return fail({ code: 'file-unreadable' });
    whole.set(bytes, offset);
    offset += bytes.length;
    onProgress?.(offset);
  }
  return ok(whole);
}
