import { nextOps } from '../../db/outbox.ts';
import type { ReferencePack } from '../../domain/office/model.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { CityLink } from './link.ts';
import { pullEvents } from './pull.ts';
import { pushPending } from './push.ts';
import { leaseIfNeeded } from './ranges.ts';
import { fetchPacks } from './reference.ts';
import { uploadPending } from './upload.ts';

/** What one round with the city did. */
export interface CycleReport {
  readonly leased: boolean;
  readonly sent: number;
  readonly acked: number;
  /** Ops whose dossier now waits for a person. */
  readonly stopped: number;
  readonly events: number;
  readonly packs: readonly ReferencePack[];
  readonly files: number;
  readonly fileBytes: number;
  readonly filesGivenUp: number;
}

/** Files up to this size go before the second pull; longer ones after it. */
const SMALL_FILE_BYTES = 2 * 1024 * 1024;

/**
 * One round: number ranges, facts up, events down, reference packs, files, events down again. Facts go before files and
 * between their chunks. Stops at the first exchange that fails; everything done before stands.
 */
export async function syncCycle(link: CityLink, signal?: AbortSignal): Promise<Result<CycleReport>> {
  const report = {
    leased: false,
    sent: 0,
    acked: 0,
    stopped: 0,
    events: 0,
    packs: [] as ReferencePack[],
    files: 0,
    fileBytes: 0,
    filesGivenUp: 0,
  };
  const push = async (): Promise<Result<void>> => {
    const pushed = await pushPending(link, signal);
    if (!pushed.ok) return pushed;
    report.sent += pushed.value.sent;
    report.acked += pushed.value.acked;
    report.stopped += pushed.value.stopped;
    return ok(undefined);
  };
  const pull = async (): Promise<Result<void>> => {
    const pulled = await pullEvents(link, { signal });
    if (!pulled.ok) return pulled;
    report.events += pulled.value.events;
    const packs = await fetchPacks(link, pulled.value.packs, signal);
    if (!packs.ok) return packs;
    report.packs.push(...packs.value);
    return ok(undefined);
  };
  const upload = async (maxBytes: number): Promise<Result<void>> => {
    const between = () => (hasOps(link) ? push() : Promise.resolve());
    const uploaded = await uploadPending(link, { maxBytes, between, signal });
    if (!uploaded.ok) return uploaded;
    report.files += uploaded.value.files;
    report.fileBytes += uploaded.value.bytes;
    report.filesGivenUp += uploaded.value.givenUp;
    return ok(undefined);
  };
  const lease = async (): Promise<Result<void>> => {
    const leased = await leaseIfNeeded(link, signal);
    if (!leased.ok) return leased;
    report.leased = leased.value;
    return ok(undefined);
  };
  const steps = [
    lease,
    push,
    pull,
    () => upload(SMALL_FILE_BYTES),
    () => upload(Number.POSITIVE_INFINITY),
    () => (report.sent > 0 || report.files > 0 ? pull() : Promise.resolve(ok(undefined))),
  ];
  for (const step of steps) {
    const done = await step();
    if (!done.ok) return done;
  }
  return ok(report);
}

/** Whether facts are ready to be sent now. */
export function hasOps(link: CityLink): boolean {
  return nextOps(link.office.connection, { now: link.now(), limit: 1, maxBytes: 1 }).length > 0;
}
