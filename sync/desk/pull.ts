import { applyPullPage, dropEventsNotTold, pullCursor } from '../../db/city-events.ts';
import { releaseForResend } from '../../db/timeline.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { pullReplySchema } from '../protocol/messages.ts';
import { problemCode, replyFailure } from './exchange.ts';
import type { CityLink } from './link.ts';
import type { WantedPacks } from './reference.ts';

export interface PullReport {
  readonly events: number;
  readonly dossierIds: readonly string[];
  /** Newest version of each reference pack at the city. */
  readonly packs: WantedPacks;
}

const PAGE_EVENTS = 200;
const RESTARTS = 3;

/**
 * Takes the city's events page by page until there are no more. With `waitSeconds` the first request stays open until
 * there is news. A cursor the city no longer knows, or another scope, starts from the beginning: safe, since repeated
 * events change nothing; afterwards what the city no longer tells is dropped.
 */
export async function pullEvents(
  link: CityLink,
  options: { readonly waitSeconds?: number; readonly signal?: AbortSignal | undefined } = {},
): Promise<Result<PullReport>> {
  const changed = new Set<string>();
  let newest: Map<string, number> | null = null;
  let events = 0;
  let wait = options.waitSeconds ?? 0;
  let restarts = 0;
  for (;;) {
    const { cursor } = pullCursor(link.office.connection);
    if (cursor === '') newest = new Map();
    const query = new URLSearchParams({ cursor, limit: String(PAGE_EVENTS), wait: String(wait) });
    const sent = await link.call({
      method: 'GET',
      path: `/v1/sync/pull?${query}`,
      expect: 'json',
      signal: options.signal,
    });
    if (!sent.ok) return sent;
    const reply = sent.value;
    if (reply.status === 204) return ok({ events, dossierIds: [...changed], packs: {} });
    const code = problemCode(reply);
    if (cursor !== '' && restarts < RESTARTS && startsAgain(reply.status, code)) {
      restarts += 1;
      startAgain(link, code, reply.timeline);
      continue;
    }
    const failure = replyFailure(reply, link.clock.now().getTime());
    if (failure !== null) return fail(failure);
    const page = pullReplySchema.safeParse(reply.json);
    if (!page.success) return fail({ code: 'not-our-city', cause: 'wrong-content' });
    const applied = applyPullPage(link.office, {
      events: page.data.events,
      cursor: page.data.cursor,
      timeline: reply.timeline,
      now: link.now(),
    });
    events += page.data.events.length;
    for (const id of applied.dossierIds) changed.add(id);
    for (const event of page.data.events) {
      newest?.set(event.agg, Math.max(event.version, newest.get(event.agg) ?? 0));
    }
    wait = 0;
    if (page.data.more) continue;
    if (newest !== null) {
      for (const id of dropEventsNotTold(link.office, newest).dossierIds) changed.add(id);
    }
    return ok({ events, dossierIds: [...changed], packs: page.data.packs });
  }
}

function startsAgain(status: number, code: string | null): boolean {
  return status === 410 || status === 412 || (status === 409 && code === 'timeline_changed') || status === 400;
}

function startAgain(link: CityLink, code: string | null, timeline: string): void {
  if (pullCursor(link.office.connection).cursor === '') return;
  link.log({ event: 'pull-from-start', code });
  const now = link.now();
  // The timeline may stand as before: the city was restored and nobody said so.
  if (code === 'timeline_changed') releaseForResend(link.office, { timeline, now });
  else applyPullPage(link.office, { events: [], cursor: '', timeline, now });
}
