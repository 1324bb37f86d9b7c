import { randomUUID } from 'node:crypto';
import { fail, ok, type Result } from '../../domain/result.ts';
import { FILE_LIMITS } from './inspection/inspect.ts';

/** Files that are being handed over by the page, slice by slice. They live in memory only, never in a temporary file. */
export interface Uploads {
  begin(name: string, bytes: number): Result<{ readonly uploadId: string }>;
  append(uploadId: string, offset: number, slice: Buffer): Result<{ readonly received: number }>;
  /** Takes the whole file out; it is gone from here whatever follows. */
  take(uploadId: string): Result<{ readonly name: string; readonly bytes: Buffer }>;
  cancel(uploadId: string): void;
}

interface Upload {
  readonly name: string;
  readonly bytes: number;
  readonly slices: Buffer[];
  received: number;
}

/** At most this many bytes wait at once; a page that begins more has its oldest file dropped. */
const MOST_WAITING_BYTES = 4 * FILE_LIMITS.bytes;

export function createUploads(): Uploads {
  const uploads = new Map<string, Upload>();

  function makeRoom(bytes: number): void {
    let waiting = bytes;
    for (const upload of uploads.values()) waiting += upload.bytes;
    for (const [id, upload] of uploads) {
      if (waiting <= MOST_WAITING_BYTES) return;
      uploads.delete(id);
      waiting -= upload.bytes;
    }
  }

  return {
    begin(name, bytes) {
      if (bytes === 0) return fail({ code: 'file-empty' });
      if (bytes > FILE_LIMITS.bytes) return fail({ code: 'file-too-large', limitBytes: FILE_LIMITS.bytes });
      makeRoom(bytes);
      const uploadId = randomUUID();
      uploads.set(uploadId, { name, bytes, slices: [], received: 0 });
      return ok({ uploadId });
    },
    append(uploadId, offset, slice) {
      const upload = uploads.get(uploadId);
      if (upload === undefined || offset !== upload.received || offset + slice.length > upload.bytes) {
        return fail({ code: 'upload-out-of-order' });
      }
      upload.slices.push(slice);
      upload.received += slice.length;
      return ok({ received: upload.received });
    },
    take(uploadId) {
      const upload = uploads.get(uploadId);
      uploads.delete(uploadId);
      if (upload === undefined || upload.received !== upload.bytes) return fail({ code: 'upload-out-of-order' });
      return ok({ name: upload.name, bytes: Buffer.concat(upload.slices) });
    },
    cancel(uploadId) {
      uploads.delete(uploadId);
    },
  };
}
