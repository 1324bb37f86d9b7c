import type { SyncStatus } from '../../contract/views.ts';
import { numbersLeft } from '../../db/numbers.ts';
import { legalDateOf } from '../../domain/calendar/legal-time.ts';
import type { OpenOffice } from './context.ts';

/** What the desk knows of the line, and what waits here, in one answer. `now` is an ISO instant. */
export async function syncStatusOf({ db, desk }: OpenOffice, now: string): Promise<SyncStatus> {
  const line = desk.status();
  const counts = await db.read('sync-counts', { now });
  return {
    network: line.network,
    since: line.since,
    lastExchangeAt: line.lastExchangeAt,
    lastSentAt: counts.lastSentAt,
    waitingDossiers: counts.waitingDossiers,
    waitingFacts: counts.waitingFacts,
    waitingFiles: counts.waitingFiles,
    waitingBytes: counts.waitingBytes,
    sending: line.sending,
    sentToday: counts.sentToday,
    refused: counts.refused,
    needsAttention: counts.needsAttention,
    numbersLeft: numbersLeft(db.connection, legalDateOf(now)),
    clockOffsetSeconds: line.clockOffsetMs === null ? null : line.clockOffsetMs / 1000,
  };
}

/** Before set-up there is no city. */
export const NO_CITY: SyncStatus = {
  network: 'not-enrolled',
  since: null,
  lastExchangeAt: null,
  lastSentAt: null,
  waitingDossiers: 0,
  waitingFacts: 0,
  waitingFiles: 0,
  waitingBytes: 0,
  sending: false,
  sentToday: 0,
  refused: 0,
  needsAttention: 0,
  numbersLeft: null,
  clockOffsetSeconds: null,
};
