import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { OfficePack, ReferencePack } from '../../domain/office/model.ts';
import type { BlobReply, NumberRange, Op, PushRequest, Verdict } from '../protocol/messages.ts';
import type { BackupReport } from './backup.ts';
import { backUpCity } from './backup.ts';
import type { BlobFiles } from './blob-files.ts';
import { openBlobFiles } from './blob-files.ts';
import type { BlobRow, UploadRow } from './blob-rows.ts';
import * as blobRows from './blob-rows.ts';
import type { CityDatabase } from './database.ts';
import { openCityDatabase } from './database.ts';
import type { Authentication, Enrolment } from './devices.ts';
import { authenticate, createEnrolmentCode, enrolDevice } from './devices.ts';
import type { DossierCopy } from './dossier-copy.ts';
import { readDossierCopy } from './dossier-copy.ts';
import type { CursorReading, FeedPage } from './feed.ts';
import { hasNews, makeCursor, packVersions, readCursor, readFeed, readHead } from './feed.ts';
import type { CityTransaction, FactToAppend, Ledger } from './ledger.ts';
import { openLedger } from './ledger.ts';
import { CITY_SCHEMA_VERSION, createTables } from './migrations.ts';
import { leaseRange } from './numbers.ts';
import type { StoredPack } from './packs.ts';
import { readOfficePack, readPack, writePack } from './packs.ts';
import type { Writer } from './push.ts';
import { applyOps } from './push.ts';

/** Fail-points for fault tests: awaited where their names say; a throw is a fault at that place. */
export interface CityHooks {
  beforeCommit?: (context: { readonly opIds: readonly string[] }) => Promise<void> | void;
  /** A throw cuts the connection: the effect stands and the reply is lost. */
  afterCommitBeforeReply?: (context: { readonly opIds: readonly string[] }) => Promise<void> | void;
}

export interface CityIdentity {
  readonly serverId: string;
  readonly timeline: string;
}

type JournalHead = PushRequest['journal_head'];

export interface PushOutcome {
  readonly ackedSeq: number;
  readonly durableSeq: number;
  readonly results: readonly Verdict[];
}

/** Facts of one dossier that the city itself says, or that a seed brings in. */
export type CityFact = Omit<FactToAppend, 'byUnit' | 'opId' | 'payloadText'> & { readonly byUnit?: string };

/** What the gateway needs of its store. Every call is asynchronous, whatever database is behind it. */
export interface CityStore {
  readonly db: CityDatabase;
  readonly files: BlobFiles;
  readonly hooks: CityHooks;
  identity(): Promise<CityIdentity>;
  createEnrolmentCode(unitId: string, deskName: string): Promise<{ code: string; expiresAt: string }>;
  enrol(input: { code: string; epoch: string; deviceName: string }): Promise<Enrolment>;
  authenticate(claim: { token: string; deviceId: string; epoch: string }): Promise<Authentication>;
  push(writer: Writer, ops: readonly Op[], journalHead: JournalHead): Promise<PushOutcome>;
  readCursor(writer: Writer, cursor: string): Promise<CursorReading>;
  pull(writer: Writer, afterSeq: number, limit: number): Promise<FeedPage & { cursor: string }>;
  acknowledgePull(writer: Writer, seq: number): Promise<void>;
  hasNews(writer: Writer, afterSeq: number): Promise<boolean>;
  packVersions(writer: Writer): Promise<Partial<Record<ReferencePack, number>>>;
  readPack(pack: ReferencePack, unitId: string, version?: number): Promise<StoredPack | null>;
  officePack(unitId: string, deviceId: string): Promise<{ version: number; office: OfficePack } | null>;
  writePacks(packs: readonly { pack: ReferencePack; unitId: string; body: unknown }[]): Promise<number[]>;
  leaseRange(writer: Writer, leaseRequestId: string): Promise<NumberRange | null>;
  dossier(idOrCode: string): Promise<DossierCopy | null>;
  /** Commits facts in one transaction. `decide` may look at the dossiers before; null adds nothing. */
  commit<T>(aggs: readonly string[], decide: (ledger: Ledger, trx: CityTransaction) => Promise<T>): Promise<T>;
  blobState(unitId: string, sha256: string): Promise<BlobReply & { upload: UploadRow | null }>;
  /** The file if the unit may read it. */
  visibleFile(unitId: string, sha256: string): Promise<BlobRow | null>;
  beginUpload(input: { sha256: string; size: number; mime: string; unitId: string }): Promise<UploadRow>;
  /** Hashes, stores and records a finished upload. False when the hash differs; the upload then starts again. */
  finishUpload(upload: UploadRow): Promise<boolean>;
  putFile(sha256: string, bytes: Uint8Array, mime: string, unitId: string): Promise<void>;
  backUp(): Promise<BackupReport>;
  newTimeline(): Promise<string>;
  /** Called after each commit of this process; returns a function that stops it. */
  onCommit(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface CityStoreOptions {
  readonly dataDir: string;
  /** 64 hex digits; null keeps everything in the clear. */
  readonly key?: string | null;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Told about unexpected errors that were answered with `retry`. */
  readonly onFault?: (error: unknown) => void;
}

/** Opens or creates the store of a city in `dataDir`. Several processes may have it open. */
export async function openCityStore(options: CityStoreOptions): Promise<CityStore> {
  const { dataDir, key = null, now = Date.now, onFault = () => {} } = options;
  const db = openCityDatabase(dataDir, key);
  const files = openBlobFiles(join(dataDir, 'blobs'), key);
  const hooks: CityHooks = {};
  const listeners = new Set<() => void>();
  const nowText = () => new Date(now()).toISOString();
  try {
    await db.transaction().execute(async (trx) => {
      await createTables(trx);
      await createIdentity(trx, nowText());
    });
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const serverRow = () => db.selectFrom('server').selectAll().where('id', '=', 1).executeTakeFirstOrThrow();

  async function write<T>(work: (trx: CityTransaction) => Promise<T>): Promise<T> {
    const value = await db.transaction().execute(work);
    for (const listener of listeners) listener();
    return value;
  }

  async function applyTogether(writer: Writer, ops: readonly Op[], journalHead: JournalHead): Promise<Verdict[]> {
    return write(async (trx) => {
      const results = await applyOps(trx, writer, ops, nowText());
      await keepJournalHead(trx, writer, journalHead);
      await hooks.beforeCommit?.({ opIds: ops.map((op) => op.op_id) });
      return results;
    });
  }

  async function applyAlone(writer: Writer, op: Op, journalHead: JournalHead): Promise<Verdict[]> {
    try {
      return await applyTogether(writer, [op], journalHead);
    } catch (error) {
      onFault(error);
      return [{ op_id: op.op_id, verdict: 'retry' }];
    }
  }

  /** All ops in one transaction; if that fails, each alone, so that one bad op does not hold the others. */
  async function push(writer: Writer, ops: readonly Op[], journalHead: JournalHead) {
    const results: Verdict[] = [];
    if (ops.length > 0) {
      try {
        results.push(...(await applyTogether(writer, ops, journalHead)));
      } catch (error) {
        if (isBusy(error)) throw error;
        onFault(error);
        for (const op of ops) results.push(...(await applyAlone(writer, op, journalHead)));
      }
    }
    const row = await db
      .selectFrom('acked')
      .select(['acked_seq', 'durable_seq'])
      .where('device_id', '=', writer.deviceId)
      .where('epoch', '=', writer.epoch)
      .executeTakeFirstOrThrow();
    return { ackedSeq: Number(row.acked_seq), durableSeq: Number(row.durable_seq), results };
  }

  async function cursorContext(writer: Writer) {
    const row = await serverRow();
    return { secret: row.cursor_secret, timeline: row.timeline, unitId: writer.unitId, floor: Number(row.floor_seq) };
  }

  return {
    db,
    files,
    hooks,
    identity: async () => {
      const row = await serverRow();
      return { serverId: row.server_id, timeline: row.timeline };
    },
    createEnrolmentCode: (unitId, deskName) => createEnrolmentCode(db, { unitId, deskName, nowMs: now() }),
    enrol: (input) => write((trx) => enrolDevice(trx, { ...input, nowMs: now() })),
    authenticate: (claim) => authenticate(db, claim),
    push,
    readCursor: async (writer, cursor) => {
      const context = await cursorContext(writer);
      return readCursor(context, context.floor, await readHead(db), cursor);
    },
    pull: async (writer, afterSeq, limit) => {
      const context = await cursorContext(writer);
      const page = await readFeed(db, writer.unitId, afterSeq, limit);
      return { ...page, cursor: makeCursor(context, page.nextSeq) };
    },
    acknowledgePull: async (writer, seq) => {
      await db
        .updateTable('acked')
        .set({ pulled_seq: seq })
        .where('device_id', '=', writer.deviceId)
        .where('epoch', '=', writer.epoch)
        .where('pulled_seq', '<', seq)
        .execute();
    },
    hasNews: (writer, afterSeq) => hasNews(db, writer.unitId, afterSeq),
    packVersions: (writer) => packVersions(db, writer.unitId),
    readPack: (pack, unitId, version) => readPack(db, pack, unitId, version),
    officePack: (unitId, deviceId) => readOfficePack(db, unitId, deviceId),
    writePacks: (packs) =>
      write(async (trx) => {
        const ledger = await openLedger(trx, nowText());
        const versions: number[] = [];
        for (const { pack, unitId, body } of packs) {
          versions.push(await writePack(trx, ledger, pack, unitId, body, nowText()));
        }
        await ledger.flush();
        return versions;
      }),
    leaseRange: (writer, leaseRequestId) =>
      write(async (trx) => {
        await openLedger(trx, nowText());
        return leaseRange(trx, writer, leaseRequestId, now());
      }),
    dossier: (idOrCode) => readDossierCopy(db, idOrCode),
    commit: (aggs, decide) =>
      write(async (trx) => {
        const ledger = await openLedger(trx, nowText());
        await ledger.load([...new Set(aggs)]);
        const value = await decide(ledger, trx);
        await ledger.flush();
        return value;
      }),
    blobState: async (unitId, sha256) => {
      const blob = await blobRows.visibleBlob(db, unitId, sha256);
      if (blob !== null) return { state: 'available', offset: blob.size, upload_url: null, upload: null };
      const upload = await blobRows.findUploadOf(db, unitId, sha256);
      if (upload === null) return { state: 'absent', offset: 0, upload_url: null, upload: null };
      return { state: 'receiving', offset: await files.partSize(upload.id), upload_url: uploadUrl(upload), upload };
    },
    visibleFile: (unitId, sha256) => blobRows.visibleBlob(db, unitId, sha256),
    beginUpload: (input) => write((trx) => blobRows.findOrCreateUpload(trx, { ...input, now: nowText() })),
    finishUpload: async (upload) => {
      if (!(await files.finishPart(upload.id, upload.sha256, upload.size))) return false;
      await write((trx) => blobRows.recordAvailable(trx, { ...upload, now: nowText() }));
      return true;
    },
    putFile: async (sha256, bytes, mime, unitId) => {
      await files.put(sha256, bytes);
      await write((trx) => blobRows.recordAvailable(trx, { sha256, size: bytes.length, mime, unitId, now: nowText() }));
    },
    backUp: () => backUpCity(db, files, dataDir, nowText()),
    newTimeline: async () => {
      const timeline = randomUUID();
      await db.updateTable('server').set({ timeline }).where('id', '=', 1).execute();
      return timeline;
    },
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => db.destroy(),
  };
}

/** Remembers the longest journal the writer has shown: a shorter one later is a journal that was cut. */
async function keepJournalHead(trx: CityTransaction, writer: Writer, head: JournalHead): Promise<void> {
  await trx
    .updateTable('acked')
    .set({ journal_seq: head.seq, journal_hash: head.hash })
    .where('device_id', '=', writer.deviceId)
    .where('epoch', '=', writer.epoch)
    .where('journal_seq', '<', head.seq)
    .execute();
}

/** Where an upload goes on, relative to the server. */
export function uploadUrl(upload: UploadRow): string {
  return `/v1/uploads/${upload.id}`;
}

export function isBusy(error: unknown): boolean {
  return String((error as { code?: unknown } | null)?.code ?? '').startsWith('SQLITE_BUSY');
}

async function createIdentity(trx: CityTransaction, now: string): Promise<void> {
  await trx
    .insertInto('server')
    .values({
      id: 1,
      server_id: randomUUID(),
      timeline: randomUUID(),
      cursor_secret: randomBytes(32).toString('hex'),
      schema_version: CITY_SCHEMA_VERSION,
      created_at: now,
    })
    .onConflict((c) => c.doNothing())
    .execute();
  await trx
    .insertInto('feed_counter')
    .values({ id: 1, commit_seq: 0 })
    .onConflict((c) => c.doNothing())
    .execute();
}
