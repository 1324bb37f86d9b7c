import { recomputeDossier } from './effective.ts';
import { enrolment, TIMELINE_META } from './enrolment.ts';
import { removeMeta, setMeta } from './meta.ts';
import { LEASE_REQUEST_META, voidRanges } from './numbers.ts';
import type { OfficeDb } from './office-db.ts';
import { acknowledged, saveAcknowledged, savePullCursor } from './sync-stream.ts';
import { requeueUploads } from './uploads.ts';
import { requeueAbove } from './verdicts.ts';

/**
 * The city was restored from a backup and stands on a new timeline. In one transaction: everything its backup was not
 * known to hold is queued again, every file asked about again, number ranges void (it may lease them to others), and
 * the feed read from the start. Sending known facts again changes nothing at the city.
 */
export function releaseForResend(office: OfficeDb, input: { readonly timeline: string; readonly now: string }): void {
  const marks = acknowledged(office.connection);
  const durableSeq = marks?.durableSeq ?? 0;
  office.write((tx) => {
    const touched = new Set<string>();
    requeueAbove(tx, durableSeq, touched);
    requeueUploads(tx, input.now, touched);
    voidRanges(tx);
    removeMeta(tx, LEASE_REQUEST_META);
    saveAcknowledged(tx, { ackedSeq: durableSeq, durableSeq, timeline: input.timeline });
    savePullCursor(tx, { cursor: '', timeline: input.timeline });
    if (enrolment(tx.connection) !== null) setMeta(tx, TIMELINE_META, input.timeline);
    for (const dossierId of touched) recomputeDossier(tx, dossierId);
  });
}
