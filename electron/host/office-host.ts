import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { NotificationBody, NotificationName } from '../../contract/operations.ts';
import { runOperation, type Server, serve } from '../../contract/server.ts';
import type { Transport } from '../../contract/transport.ts';
import { databaseFile } from '../../db/database.ts';
import { enrolment } from '../../db/enrolment.ts';
import { getMeta } from '../../db/meta.ts';
import { type OfficeDb, openOffice } from '../../db/office-db.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { createDesk } from '../../sync/desk/desk.ts';
import type { Clock } from '../../sync/desk/clock.ts';
import type { HostContext, HostPhase, OpenOffice } from './context.ts';
import { allHandlers } from './handlers/index.ts';
import type { HostLog } from './log.ts';
import type { ChildProcesses } from './ports/child-processes.ts';
import type { KeyVault } from './ports/key-vault.ts';
import { type RunningSampleCity, SAMPLE_CITY_META, startSampleCity } from './sample-city.ts';
import { createSession } from './session.ts';
import { syncStatusOf } from './sync-status.ts';
import { createUploads } from './uploads.ts';

/** Name of the database key in the vault. */
export const DATABASE_KEY = 'office-database';

export interface OfficeHostOptions {
  readonly dataDir: string;
  /** Where the sample city keeps its data: beside the desk's, never inside. */
  readonly sampleCityDir: string;
  readonly vault: KeyVault;
  readonly children: ChildProcesses;
  readonly clock: Clock;
  readonly appVersion: string;
  /** Whether the desk talks to the city on its own; the command line syncs when told. */
  readonly sync: boolean;
  readonly log: HostLog;
  /** Entry of the database reader thread, where the code is bundled. */
  readonly readerEntry?: URL;
}

/** The office process: storage, rules, session and sync behind the contract, for any number of pages. */
export interface OfficeHost {
  /** Serves one page. */
  attach(page: Transport): void;
  /** Runs one operation without a page, exactly as a page would. */
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** Acts as a user without a password: for the development command line, which holds the key anyway. */
  actAs(userName: string): boolean;
  /** Talks to the city until nothing waits or it cannot be reached. */
  syncUntilIdle(): Promise<Result<unknown>>;
  close(): Promise<void>;
}

/** Opens the office of a data folder. Never throws for a bad folder: the page shows what is wrong. */
export async function openOfficeHost(options: OfficeHostOptions): Promise<OfficeHost> {
  const { clock, log } = options;
  const pages = new Set<Server>();
  let phase: HostPhase = { name: 'not-set-up' };
  let sampleCity: RunningSampleCity | null = null;
  /** Storage that exists but belongs to no city yet: an earlier set-up was broken off. */
  let unfinished: OfficeDb | null = null;

  function notify<N extends NotificationName>(name: N, body: NotificationBody<N>): void {
    for (const page of pages) page.notify(name, body);
  }

  function office(): OpenOffice {
    if (phase.name !== 'ready') throw new Error('the office is not open');
    return phase.office;
  }

  const context: HostContext = {
    clock,
    children: options.children,
    uploads: createUploads(),
    appVersion: options.appVersion,
    keyStrength: () => options.vault.strength(),
    phase: () => phase,
    office,
    actor() {
      const actor = office().session.actor();
      if (actor === null) throw new Error('nobody is signed in');
      return actor;
    },
    now: () => clock.now().toISOString(),
    clockQuality: () => office().desk.clockQuality(),
    notify,
    setUp,
    startSampleCity: startCityBeside,
    sync: options.sync,
  };
  const serving = {
    handlers: allHandlers(context),
    signedIn: () => phase.name === 'ready' && phase.office.session.actor() !== null,
    onInternalError(error: unknown, operation: string): string {
      const reference = randomUUID().slice(0, 8);
      log.error({ reference, operation, error });
      return reference;
    },
  };

  /** Opens the storage, making it and its key when there is none. */
  async function openStorage(): Promise<Result<OfficeDb>> {
    if (unfinished !== null) return ok(unfinished);
    let key = await options.vault.load(DATABASE_KEY);
    if (key === null) {
      if (existsSync(databaseFile(options.dataDir))) return fail({ code: 'storage-key-wrong' });
      key = crypto.getRandomValues(Buffer.alloc(32));
      await options.vault.store(DATABASE_KEY, key);
    }
    const opened = openOffice({
      dir: options.dataDir,
      key,
      now: context.now(),
      ...(options.readerEntry === undefined ? {} : { readerEntry: options.readerEntry }),
    });
    if (opened.ok) unfinished = opened.value;
    return opened;
  }

  /** From storage that is enrolled to an open office. */
  function begin(db: OfficeDb): OpenOffice {
    const session = createSession({ users: () => db.reference().users?.users ?? [], monotonic: clock.monotonic });
    const desk = createDesk({ office: db, clock, random: Math.random, log: (entry) => log.info(entry) });
    const opened: OpenOffice = { db, session, desk };
    let packs = JSON.stringify(db.reference().versions);
    db.onCommit((change) => {
      for (const dossierId of change.dossierIds) notify('dossier.changed', { dossierId });
      if (change.lists) notify('lists.changed', {});
    });
    desk.onStatus(() => {
      void syncStatusOf(opened, context.now()).then(
        (status) => notify('sync.changed', status),
        () => {},
      );
      const versions = JSON.stringify(db.reference().versions);
      if (versions !== packs) {
        packs = versions;
        notify('office.changed', {});
      }
    });
    unfinished = null;
    phase = { name: 'ready', office: opened };
    return opened;
  }

  async function setUp(steps: (db: OfficeDb) => Promise<Result<void>>): Promise<Result<OpenOffice>> {
    if (phase.name === 'ready' || phase.name === 'setting-up') return fail({ code: 'already-set-up' });
    if (phase.name === 'broken') return fail(phase.failure);
    phase = { name: 'setting-up' };
    const result = await finishSetUp(steps);
    if (!result.ok) phase = { name: 'not-set-up' };
    notify('office.changed', {});
    return result;
  }

  async function finishSetUp(steps: (db: OfficeDb) => Promise<Result<void>>): Promise<Result<OpenOffice>> {
    const storage = await openStorage();
    if (!storage.ok) return storage;
    const done = await steps(storage.value);
    if (!done.ok) return done;
    return ok(begin(storage.value));
  }

  async function startCityBeside(dossiers: number): Promise<Result<RunningSampleCity>> {
    const started = await startSampleCity({
      children: options.children,
      vault: options.vault,
      dataDir: options.sampleCityDir,
      dossiers,
      onProgress: (done, total) => notify('set-up.progress', { step: 'seeding', done, total }),
    });
    if (started.ok) sampleCity = started.value;
    return started;
  }

  async function openExisting(): Promise<void> {
    if (!existsSync(databaseFile(options.dataDir))) return;
    const storage = await openStorage();
    if (!storage.ok) {
      phase = { name: 'broken', failure: storage.failure };
      return;
    }
    if (enrolment(storage.value.connection) === null) return;
    if (getMeta(storage.value.connection, SAMPLE_CITY_META) !== null) await startCityBeside(0);
    const opened = begin(storage.value);
    if (sampleCity !== null) opened.desk.moveTo((sampleCity as RunningSampleCity).url);
    if (options.sync) opened.desk.start();
  }
  await openExisting();

  return {
    attach(page) {
      const server = serve(page, serving);
      pages.add(server);
      page.onClose(() => pages.delete(server));
    },
    call: (name, input) => runOperation(serving, name, input),
    actAs: (userName) => phase.name === 'ready' && phase.office.session.actAs(userName),
    async syncUntilIdle() {
      if (phase.name !== 'ready') return fail({ code: 'not-set-up' });
      const result = await phase.office.desk.syncUntilIdle();
      return result.ok ? ok(await syncStatusOf(phase.office, context.now())) : result;
    },
    async close() {
      for (const page of pages) page.close();
      if (phase.name === 'ready') {
        await phase.office.desk.stop();
        await phase.office.db.close();
      }
      await unfinished?.close();
      sampleCity?.stop();
    },
  };
}
