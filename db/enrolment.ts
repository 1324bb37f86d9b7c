import type { Connection } from './database.ts';
import { getMeta, setMeta } from './meta.ts';
import type { OfficeDb } from './office-db.ts';
import { forgetStreams } from './sync-stream.ts';

/** The city this desk belongs to. The token rests only here, inside the encrypted database. */
export interface Enrolment {
  readonly deviceId: string;
  readonly token: string;
  /** `http(s)://host:port` */
  readonly address: string;
  readonly serverId: string;
  /** Bumped by the city after a restore from its backup. */
  readonly timeline: string;
  /** Epoch of the database that was enrolled: a restored copy has another and must be enrolled anew. */
  readonly epoch: string;
}

const KEYS = {
  deviceId: 'city-device-id',
  token: 'city-token',
  address: 'city-address',
  serverId: 'city-server-id',
  timeline: 'city-timeline',
  epoch: 'city-epoch',
} as const;

/**
 * Saves what enrolling gave, all or nothing. As a new device, or with another city, this desk starts both streams from
 * their beginning; another address alone changes nothing else, not even the epoch that was enrolled.
 */
export function saveEnrolment(office: OfficeDb, next: Omit<Enrolment, 'epoch'>): void {
  office.write((tx) => {
    const before = enrolment(tx.connection);
    const same = before?.deviceId === next.deviceId && before.serverId === next.serverId;
    const isMoveOnly = same && before.token === next.token;
    const values = { ...next, epoch: isMoveOnly ? before.epoch : office.epoch };
    for (const name of Object.keys(KEYS) as (keyof Enrolment)[]) setMeta(tx, KEYS[name], values[name]);
    if (!same) forgetStreams(tx);
    tx.touchLists();
  });
}

/** The city this desk is enrolled with; null before. */
export function enrolment(connection: Connection): Enrolment | null {
  const deviceId = getMeta(connection, KEYS.deviceId);
  const token = getMeta(connection, KEYS.token);
  const address = getMeta(connection, KEYS.address);
  const serverId = getMeta(connection, KEYS.serverId);
  const timeline = getMeta(connection, KEYS.timeline);
  const epoch = getMeta(connection, KEYS.epoch);
  if (deviceId === null || token === null || address === null) return null;
  if (serverId === null || timeline === null || epoch === null) return null;
  return { deviceId, token, address, serverId, timeline, epoch };
}

export const TIMELINE_META = KEYS.timeline;
