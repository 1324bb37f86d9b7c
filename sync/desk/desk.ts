import type { StoredBlob } from '../../db/blobs.ts';
import type { ClockQuality } from '../../domain/dossier/model.ts';
import type { Result } from '../../domain/result.ts';
import { type CycleReport, syncCycle } from './cycle.ts';
import { ensureBlob, fetchBlob } from './download.ts';
import { enrol } from './enrol.ts';
import { createLink, type LinkOptions } from './link.ts';
import { type Scheduler, startScheduler } from './scheduler.ts';
import type { SyncState } from './status.ts';

/** The sync side of one desk, composed. */
export interface Desk {
  enrol(input: {
    readonly address: string;
    readonly code: string;
    readonly deviceName: string;
    readonly allowPlainHttp?: boolean;
  }): Promise<Result<{ deviceId: string; serverId: string }>>;
  /** One round with the city; not while the scheduler runs, ask it with `now()` then. */
  cycle(): Promise<Result<CycleReport>>;
  /** Starts to keep in step with the city. Once per desk. */
  startSync(): Scheduler;
  /** Network state; `not-enrolled` or `connecting` before `startSync`. */
  state(): SyncState;
  /** Brings a file from the city; see `download.ts`. */
  fetchBlob(sha256: string): Promise<Result<StoredBlob>>;
  /** Makes sure a sound copy of a file is here. */
  ensureBlob(sha256: string): Promise<Result<void>>;
  /** How sure this computer's clock is, for facts recorded now. */
  clockQuality(): ClockQuality;
  clockOffsetMs(): number | null;
  /** Stops the scheduler and closes connections. The office stays open. */
  close(): Promise<void>;
}

export function createDesk(options: LinkOptions): Desk {
  const link = createLink(options);
  let scheduler: Scheduler | null = null;
  const idle: SyncState = {
    network: 'connecting',
    since: null,
    lastExchangeAt: null,
    lastSentAt: null,
    sending: false,
    clockOffsetSeconds: null,
    nextAttemptAt: null,
  };
  return {
    async enrol(input) {
      const enrolled = await enrol(link, input);
      if (enrolled.ok) void scheduler?.now();
      return enrolled;
    },
    cycle: () => syncCycle(link),
    startSync() {
      if (scheduler !== null) throw new Error('sync runs already');
      scheduler = startScheduler(link);
      return scheduler;
    },
    state: () => scheduler?.state() ?? { ...idle, network: link.enrolment() === null ? 'not-enrolled' : 'connecting' },
    fetchBlob: (sha256) => fetchBlob(link, sha256),
    ensureBlob: (sha256) => ensureBlob(link, sha256),
    clockQuality: () => link.clockWatch.quality(),
    clockOffsetMs: () => link.clockWatch.offsetMs(),
    async close() {
      await scheduler?.stop();
      link.close();
    },
  };
}
