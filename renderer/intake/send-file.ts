import type { Client } from '../../contract/client.ts';
import { SLICE_BYTES } from '../../contract/operations/files.ts';
import type { OperationOutput } from '../../contract/operations.ts';
import type { Result } from '../../domain/result.ts';
import { toBase64 } from '../base64.ts';

export interface SendFileOptions {
  /** Bytes handed over so far. */
  readonly onProgress: (sent: number) => void;
  /** All bytes are over; the office inspects and seals the file. */
  readonly onChecking: () => void;
  readonly signal?: AbortSignal;
}

/**
 * Hands a file to the office in slices; the office inspects it and answers what it is. An aborted hand-over is
 * cancelled at the office and answers `upload-out-of-order`.
 */
export async function sendFile(
  call: Client['call'],
  file: Blob & { readonly name: string },
  options: SendFileOptions,
): Promise<Result<OperationOutput<'files.finish'>>> {
  const begun = await call('files.begin', { name: file.name.slice(0, 2000), bytes: file.size });
  if (!begun.ok) return begun;
  const { uploadId } = begun.value;
  for (let offset = 0; offset < file.size; offset += SLICE_BYTES) {
    if (options.signal?.aborted) {
      await call('files.cancel', { uploadId });
      return { ok: false, failure: { code: 'upload-out-of-order' } };
    }
    const slice = new Uint8Array(await file.slice(offset, offset + SLICE_BYTES).arrayBuffer());
    const answer = await call('files.append', { uploadId, offset, base64: toBase64(slice) });
    if (!answer.ok) return answer;
    options.onProgress(answer.value.received);
  }
  options.onChecking();
  return call('files.finish', { uploadId });
}
