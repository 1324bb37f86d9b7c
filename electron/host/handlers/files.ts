import type { Handlers } from '../../../contract/server.ts';
import { readBlobSlice, storeBlob } from '../../../db/blobs.ts';
import { dossiersOfFile } from '../../../db/effective.ts';
import { fail, ok } from '../../../domain/result.ts';
import { displayFileName } from '../../../domain/text/file-name.ts';
import type { HostContext } from '../context.ts';
import { inspectInChild } from '../inspection/file-inspection.ts';

type FileHandlers = Pick<Handlers, 'files.begin' | 'files.append' | 'files.finish' | 'files.cancel' | 'files.read'>;

/** Kept sealed: no browser shows it, and the working copy comes with digitising. */
const SEALED: readonly string[] = ['image/tiff'];

export function isViewable(mime: string): boolean {
  return !SEALED.includes(mime);
}

export function fileHandlers(context: HostContext): FileHandlers {
  const { uploads } = context;
  /** Who handed over which file since the office was opened: until a dossier names it, it is theirs alone. */
  const handedOverBy = new Map<string, string>();

  /** A file is shown as part of a dossier of this desk; a hash alone opens nothing, here or at the city. */
  function mayRead(sha256: string, dossierId: string | null): boolean {
    const dossiers = dossiersOfFile(context.office().db.connection, Buffer.from(sha256, 'hex'));
    if (dossierId !== null) return dossiers.includes(dossierId);
    return dossiers.length > 0 || handedOverBy.get(sha256) === context.actor().id;
  }
  return {
    'files.begin': ({ name, bytes }) => uploads.begin(name, bytes),
    'files.append': ({ uploadId, offset, base64 }) => uploads.append(uploadId, offset, Buffer.from(base64, 'base64')),
    'files.cancel'({ uploadId }) {
      uploads.cancel(uploadId);
      return ok({});
    },
    async 'files.finish'({ uploadId }) {
      const upload = uploads.take(uploadId);
      if (!upload.ok) return upload;
      const inspected = await inspectInChild(context.children, upload.value.bytes);
      if (!inspected.ok) return inspected;
      const { mime, pages, extension, warnings } = inspected.value;
      const stored = await storeBlob(context.office().db, {
        bytes: upload.value.bytes,
        mime,
        pages,
        now: context.now(),
      });
      if (!stored.ok) return stored;
      handedOverBy.set(stored.value.sha256, context.actor().id);
      const name = displayFileName(upload.value.name, { extension, fallback: '' });
      return ok({ file: { ...stored.value, name, mime, pages }, viewable: isViewable(mime), warnings: [...warnings] });
    },
    async 'files.read'({ sha256, dossierId, offset, length }) {
      if (!mayRead(sha256, dossierId)) return fail({ code: 'file-not-found' });
      const { db, desk } = context.office();
      const ensured = await desk.ensureBlob(sha256);
      if (!ensured.ok) return ensured;
      const slice = readBlobSlice(db, sha256, offset, length);
      if (!slice.ok) return slice;
      const { bytes, total, mime } = slice.value;
      return ok({ base64: bytes.toString('base64'), bytes: total, mime });
    },
  };
}
