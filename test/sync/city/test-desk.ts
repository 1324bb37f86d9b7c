import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { canonicalJson } from '../../../domain/text/canonical-json.ts';
import type { CityOptions, RunningCity } from '../../../sync/city/server.ts';
import { startCity } from '../../../sync/city/server.ts';
import { HEADER, SYNC_MEDIA_TYPE } from '../../../sync/protocol/headers.ts';
import type { BlobReply, EnrollReply, Op, PullReply, PushReply, Verdict } from '../../../sync/protocol/messages.ts';
import {
  blobReplySchema,
  enrollReplySchema,
  pullReplySchema,
  pushReplySchema,
} from '../../../sync/protocol/messages.ts';

export const KEY = 'c3'.repeat(32);
export const WARD = 'ward-tan-son-nhat';
export const NEIGHBOUR = 'ward-tan-son-hoa';

/** A folder that goes away with the test. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'mc-city-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A running city with an encrypted store, stopped with the test. */
export async function runCity(options: Partial<CityOptions> = {}): Promise<RunningCity> {
  const city = await startCity({ dataDir: options.dataDir ?? temporaryFolder(), key: KEY, ...options });
  onTestFinished(() => city.close().catch(() => {}));
  return city;
}

/** A desk as the city sees it: raw HTTP with the right headers, nothing of the real client. */
export interface TestDesk {
  /** Where the city is now. */
  url: string;
  readonly enrolment: EnrollReply;
  readonly epoch: string;
  readonly headers: Record<string, string>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  json(path: string, body: unknown, method?: string): Promise<Response>;
  push(ops: readonly unknown[]): Promise<PushReply>;
  verdict(op: unknown): Promise<Verdict>;
  pull(cursor?: string, query?: string): Promise<PullReply>;
  pullAll(): Promise<PullReply['events']>;
  putBlob(sha256: string, size: number, dossier?: string): Promise<BlobReply>;
  patch(url: string, offset: number, bytes: Uint8Array): Promise<Response>;
  upload(bytes: Uint8Array): Promise<string>;
}

export async function enrolDesk(city: RunningCity, unitId = WARD): Promise<TestDesk> {
  const epoch = randomBytes(16).toString('hex');
  const reply = await enrol(city, await city.enrolCode(unitId), epoch);
  const enrolment = enrollReplySchema.parse(await reply.json());
  const headers = {
    authorization: `Bearer ${enrolment.token}`,
    [HEADER.device]: enrolment.device_id,
    [HEADER.epoch]: epoch,
    [HEADER.requestId]: 'test-1',
  };
  const send = (path: string, init: RequestInit = {}) =>
    fetch(desk.url + path, { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } });
  const json = (path: string, body: unknown, method = 'POST') =>
    send(path, { method, body: JSON.stringify(body), headers: { 'content-type': SYNC_MEDIA_TYPE } });
  const desk: TestDesk = {
    url: city.url,
    enrolment,
    epoch,
    headers,
    fetch: send,
    json,
    async push(ops) {
      const reply = await json('/v1/sync/push', pushBody(epoch, ops));
      return pushReplySchema.parse(await reply.json());
    },
    async verdict(op) {
      const [verdict] = (await desk.push([op])).results;
      if (verdict === undefined) throw new Error('no verdict');
      return verdict;
    },
    async pull(cursor = '', query = '') {
      const reply = await send(`/v1/sync/pull?cursor=${cursor}${query}`);
      return pullReplySchema.parse(await reply.json());
    },
    async pullAll() {
      const events: PullReply['events'] = [];
      for (let page = await desk.pull(); ; page = await desk.pull(page.cursor)) {
        events.push(...page.events);
        if (!page.more) return events;
      }
    },
    async putBlob(sha256, size, dossier = randomUUID()) {
      const reply = await json(`/v1/blobs/${sha256}`, { size, mime: 'application/pdf', dossier }, 'PUT');
      return blobReplySchema.parse(await reply.json());
    },
    patch: (url, offset, bytes) =>
      send(url, {
        method: 'PATCH',
        body: new Uint8Array(bytes),
        headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
      }),
    async upload(bytes) {
      const sha256 = sha256Of(bytes);
      const put = await desk.putBlob(sha256, bytes.length);
      if (put.upload_url !== null) await desk.patch(put.upload_url, put.offset, bytes.subarray(put.offset));
      return sha256;
    },
  };
  return desk;
}

export function enrol(city: RunningCity, code: string, epoch: string): Promise<Response> {
  return fetch(`${city.url}/v1/enroll`, {
    method: 'POST',
    headers: { 'content-type': SYNC_MEDIA_TYPE },
    body: JSON.stringify({ code, epoch, device_name: 'máy thử' }),
  });
}

export function pushBody(epoch: string, ops: readonly unknown[]) {
  return {
    batch_id: randomUUID(),
    epoch,
    last_known_acked: 0,
    clock: { wall: '2026-11-20T10:00:00+07:00', quality: 'ok', offset_ms: null },
    journal_head: { seq: ops.length, hash: 'a'.repeat(64) },
    ops,
  };
}

export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

let lastSeq = 0;
/** An op with its hash; `seq` counts on over the whole test file unless given. */
export function op(type: string, payload: unknown, change: Partial<Op> = {}): Op {
  lastSeq += 1;
  return {
    seq: lastSeq,
    op_id: randomUUID(),
    agg: randomUUID(),
    agg_seq: 1,
    base: null,
    type,
    schema: 1,
    actor: { id: 'u-dieu', name: 'Trần Hoàng Diệu' },
    at: { wall: '2026-11-20T10:00:00+07:00', quality: 'ok' },
    sha256: sha256Of(canonicalJson(payload)),
    needs: [],
    payload: payload as Op['payload'],
    ...change,
  };
}

let lastNumber = 0;
/** The payload of a reception at the sample ward. */
export function received(change: Record<string, unknown> = {}) {
  lastNumber += 1;
  return {
    code: `000.00.00.H29-261120-${String(lastNumber).padStart(4, '0')}`,
    temporaryCode: null,
    procedure: { code: '1.004873', version: 2, name: 'Cấp Giấy xác nhận tình trạng hôn nhân', shortName: 'Xác nhận' },
    channel: 'DESK',
    receivedAt: '2026-11-20T10:00:00+07:00',
    receivedBy: { id: 'u-dieu', name: 'Trần Hoàng Diệu', unit: 'Phường Tân Sơn Nhất' },
    promised: {
      dueAt: '2026-11-25T17:00:00+07:00',
      effectiveAt: '2026-11-20T10:00:00+07:00',
      limit: { amount: 3, unit: 'WORKING_DAY' },
      variant: null,
      variantReason: null,
      policy: 'END_OF_DAY',
      explanation: {},
    },
    units: { receiving: WARD, deciding: WARD, returning: WARD },
    parties: [
      {
        role: 'owner',
        kind: 'person',
        fullName: 'Trần Phước Hòa',
        idNumber: '079085933392',
        oldIdNumber: null,
        birthDate: '1985-12-14',
        sex: 'MALE',
        taxCode: null,
        phone: null,
        email: null,
        address: null,
        printedAddress: null,
        relation: null,
        source: 'card',
      },
    ],
    components: [],
    files: [],
    fees: [],
    delivery: 'DESK',
    dossierSets: 1,
    formSet: 'TT03_2025',
    queueTicket: null,
    note: null,
    ...change,
  };
}

export function statusChanged(to: string) {
  return { to, reason: null, by: { id: null, name: 'Lê Quốc Thái', unit: null }, step: null, promised: null };
}

export function fileOf(sha256: string, bytes: number) {
  return { sha256, component: null, name: 'giay-to.pdf', mime: 'application/pdf', bytes, pages: 1 };
}
