import { randomUUID } from 'node:crypto';
import { getMeta, removeMeta, setMeta } from '../../db/meta.ts';
import { isUsableRange, LEASE_REQUEST_META, rangeNeeded, storeRange } from '../../db/numbers.ts';
import { legalDateOf } from '../../domain/calendar/legal-time.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { leaseReplySchema } from '../protocol/messages.ts';
import { type CityLink, readReply } from './link.ts';

/**
 * Leases a range of dossier numbers when this desk needs one. The request id is stored first: when the reply is lost,
 * the same id asks for the same range again. A city without a range to give, or with one that would print a code twice, is
 * no failure; temporary numbers go on.
 */
export async function leaseIfNeeded(link: CityLink, signal?: AbortSignal): Promise<Result<boolean>> {
  const { office } = link;
  if (!rangeNeeded(office.connection, legalDateOf(link.now()), office.epoch)) return ok(false);
  const requestId = pendingRequest(link);
  const sent = await link.call({
    method: 'POST',
    path: '/v1/number-blocks',
    json: { lease_request_id: requestId, epoch: office.epoch },
    expect: 'json',
    signal,
  });
  const reply = readReply(sent, leaseReplySchema, link.clock.now().getTime());
  if (!reply.ok) {
    const { failure } = reply;
    if (failure.code !== 'city-refused' || failure.status !== 409) return fail(failure);
    // Another id next time: this one may belong to a device that was here before.
    office.write((tx) => removeMeta(tx, LEASE_REQUEST_META));
    link.log({ event: 'number-range-unavailable' });
    return ok(false);
  }
  if (!isUsableRange(reply.value.range)) {
    // The request stays: asking again gives the same range, until the city mends it.
    link.log({ event: 'number-range-unusable' });
    return ok(false);
  }
  storeRange(office, reply.value.range);
  office.write((tx) => removeMeta(tx, LEASE_REQUEST_META));
  return ok(true);
}

function pendingRequest(link: CityLink): string {
  const { office } = link;
  const [epoch, id] = (getMeta(office.connection, LEASE_REQUEST_META) ?? '').split(':');
  if (epoch === office.epoch && id !== undefined) return id;
  const fresh = randomUUID();
  office.write((tx) => setMeta(tx, LEASE_REQUEST_META, `${office.epoch}:${fresh}`));
  return fresh;
}
