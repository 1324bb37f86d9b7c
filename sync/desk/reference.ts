import { referenceVersions, storeReference } from '../../db/reference-packs.ts';
import { REFERENCE_PACKS, type ReferencePack } from '../../domain/office/model.ts';
import { ok, type Result } from '../../domain/result.ts';
import { referenceReplySchema } from '../protocol/messages.ts';
import { type CityLink, readReply } from './link.ts';

export type WantedPacks = Partial<Record<ReferencePack, number>>;

/**
 * Fetches every pack of which the city has a newer version. A pack that does not check out is left: the one in force
 * stays in force and the log says so. Answers the packs that are new here.
 */
export async function fetchPacks(
  link: CityLink,
  wanted: WantedPacks,
  signal?: AbortSignal,
): Promise<Result<ReferencePack[]>> {
  const held = referenceVersions(link.office.connection);
  const fetched: ReferencePack[] = [];
  for (const pack of REFERENCE_PACKS) {
    const version = wanted[pack];
    if (version === undefined || version <= (held[pack] ?? 0)) continue;
    const sent = await link.call({ method: 'GET', path: `/v1/reference/${pack}`, expect: 'json', signal });
    const reply = readReply(sent, referenceReplySchema, link.clock.now().getTime());
    if (!reply.ok) return reply;
    const { version: delivered, body } = reply.value;
    const stored = storeReference(link.office, { pack, version: delivered, body, now: link.now() });
    if (stored.ok) fetched.push(pack);
    else link.log({ event: 'reference-pack-unusable', pack, version: delivered });
  }
  return ok(fetched);
}
