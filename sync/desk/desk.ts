import type { StoredBlob } from '../../db/blobs.ts';
import type { ClockQuality } from '../../domain/dossier/model.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { CycleReport } from './cycle.ts';
import { ensureBlob, fetchBlob } from './download.ts';
import { createLink, type LinkOptions } from './link.ts';
import { createScheduler } from './scheduler.ts';
import type { SyncState } from './status.ts';

/** The sync side of one desk, composed. */
export interface Desk {
  /** Starts to keep in step with the city: after commits, by timer, by an open pull. */
  start(): void;
  /** Ends what runs and closes connections; the office stays open. A stopped desk is not started again. */
  stop(): Promise<void>;
  /** What is true of the line. `connecting` until the first exchange. */
  status(): SyncState;
  /** Called with every change of the status. Answers a function that stops it. */
  onStatus(listener: (status: SyncState) => void): () => void;
  /** Tries at once, whatever waits; answers after one round. */
  syncNow(): Promise<Result<CycleReport>>;
  /** Rounds until nothing moves any more; the reports added up. */
  syncUntilIdle(): Promise<Result<CycleReport>>;
  /** Brings a file from the city; see `download.ts`. */
  fetchBlob(sha256: string): Promise<Result<StoredBlob>>;
  /** Makes sure a sound copy of a file is here. */
  ensureBlob(sha256: string): Promise<Result<void>>;
  /** How sure this computer's clock is, for facts recorded now. */
  clockQuality(): ClockQuality;
  /** City time minus this computer's, in ms; null before the first reply. */
  clockOffsetMs(): number | null;
}

const ROUNDS = 50;

export function createDesk(options: LinkOptions): Desk {
  const link = createLink(options);
  const scheduler = createScheduler(link);
  let running: Promise<Result<CycleReport>> | null = null;

  /** One round at a time: the scheduler's when it runs, else our own. */
  function syncNow(): Promise<Result<CycleReport>> {
    if (scheduler.isRunning()) return scheduler.now();
    running ??= scheduler.once().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    start: () => scheduler.start(),
    async stop() {
      await scheduler.stop();
      await running;
      link.close();
    },
    status: () => scheduler.state(),
    onStatus: (listener) => scheduler.onState(listener),
    syncNow,
    async syncUntilIdle() {
      let total: CycleReport | null = null;
      for (let count = 1; ; count += 1) {
        const result = await syncNow();
        if (!result.ok) return result;
        total = total === null ? result.value : added(total, result.value);
        const { acked, stopped, events, files, packs } = result.value;
        if (count === ROUNDS || acked + stopped + events + files + packs.length === 0) return ok(total);
      }
    },
    fetchBlob: (sha256) => fetchBlob(link, sha256),
    ensureBlob: (sha256) => ensureBlob(link, sha256),
    clockQuality: () => link.clockWatch.quality(),
    clockOffsetMs: () => link.clockWatch.offsetMs(),
  };
}

function added(a: CycleReport, b: CycleReport): CycleReport {
  return {
    leased: a.leased || b.leased,
    sent: a.sent + b.sent,
    acked: a.acked + b.acked,
    stopped: a.stopped + b.stopped,
    events: a.events + b.events,
    packs: [...a.packs, ...b.packs],
    files: a.files + b.files,
    fileBytes: a.fileBytes + b.fileBytes,
    filesGivenUp: a.filesGivenUp + b.filesGivenUp,
  };
}
