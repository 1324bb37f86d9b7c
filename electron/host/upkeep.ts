import type { OfficeDb } from '../../db/office-db.ts';
import { mergeSearchIndex, noteMerged, unmergedDossiers } from '../../db/search-index.ts';
import type { Clock } from '../../sync/desk/clock.ts';

/** Runs `work` once after `ms`; answers what takes it back. Never keeps the process alive. */
export type Timer = (ms: number, work: () => void) => () => void;

export interface Upkeep {
  /** Nothing is touched afterwards. */
  stop(): void;
}

const IDLE_MS = 2000;
const BETWEEN_SLICES_MS = 20;
/** So many new dossiers make one whole merge of the search index worth its while. */
const BULK_DOSSIERS = 2000;

/**
 * Keeps an open office quick without holding anybody up: when nothing was committed for two seconds it merges the
 * search index in slices of a few milliseconds, as a whole after a bulk load, and then takes the WAL into the database,
 * so that neither falls into a clerk's save. A commit in between starts the wait again. Also reads once at the start,
 * so that the reader thread stands ready when the page asks. `onFault` hears what went wrong; the work is then put off
 * until after the next commit.
 */
export function startUpkeep(
  db: OfficeDb,
  options: { readonly clock: Clock; readonly timer?: Timer; onFault?(error: unknown): void },
): Upkeep {
  const { clock, timer = systemTimer, onFault = () => {} } = options;
  let lastCommit = clock.monotonic();
  let isMergingAll = false;
  let cancel: (() => void) | null = null;
  let isStopped = false;

  const stopListening = db.onCommit(() => {
    lastCommit = clock.monotonic();
    if (cancel === null) wake(IDLE_MS);
  });
  db.read('counters', { now: clock.now().toISOString() }).catch((error: unknown) => {
    if (!isStopped) onFault(error);
  });
  wake(IDLE_MS);

  function wake(ms: number): void {
    if (!isStopped) cancel = timer(ms, work);
  }

  function work(): void {
    cancel = null;
    const quiet = clock.monotonic() - lastCommit;
    if (quiet < IDLE_MS) {
      wake(IDLE_MS - quiet);
      return;
    }
    try {
      if (slice()) wake(BETWEEN_SLICES_MS);
    } catch (error) {
      onFault(error);
    }
  }

  /** Does one slice; answers whether another is to follow. */
  function slice(): boolean {
    if (!isMergingAll && unmergedDossiers(db.connection) > BULK_DOSSIERS) {
      isMergingAll = true;
      return mergeSearchIndex(db, 'whole');
    }
    if (mergeSearchIndex(db)) return true;
    if (isMergingAll) noteMerged(db);
    isMergingAll = false;
    db.connection.pragma('wal_checkpoint(PASSIVE)');
    return false;
  }

  return {
    stop() {
      isStopped = true;
      stopListening();
      cancel?.();
      cancel = null;
    },
  };
}

function systemTimer(ms: number, work: () => void): () => void {
  const timeout = setTimeout(work, ms);
  timeout.unref();
  return () => clearTimeout(timeout);
}
