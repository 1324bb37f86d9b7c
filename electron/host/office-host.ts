import { randomUUID } from 'node:crypto';
import type { NotificationBody, NotificationName } from '../../contract/operations.ts';
import { runOperation, type Server, serve } from '../../contract/server.ts';
import type { Transport } from '../../contract/transport.ts';
import { enrolment, saveEnrolment } from '../../db/enrolment.ts';
import { getMeta } from '../../db/meta.ts';
import type { OfficeDb } from '../../db/office-db.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Clock } from '../../sync/desk/clock.ts';
import type { HostContext, HostPhase, OpenOffice } from './context.ts';
import { allHandlers } from './handlers/index.ts';
import { storageFailuresAsValues } from './handlers/storage-failures.ts';
import type { HostLog } from './log.ts';
import { openDeskStorage, type StoredDesk } from './open-storage.ts';
import type { ChildProcesses } from './ports/child-processes.ts';
import type { KeyVault } from './ports/key-vault.ts';
import { preferenceFile } from './preferences.ts';
import { keepSampleCity, SAMPLE_CITY_META, sampleCityDir } from './sample-city.ts';
import { createSession } from './session.ts';
import { syncStatusOf } from './sync-status.ts';
import { startUpkeep, type Upkeep } from './upkeep.ts';
import { createUploads } from './uploads.ts';

export interface OfficeHostOptions {
  readonly dataDir: string;
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
  /** Talks to the city until nothing moves any more; fails as the exchange did. */
  syncUntilIdle(): Promise<Result<unknown>>;
  close(): Promise<void>;
}

/** Opens the office of a data folder. Never throws for a bad folder: the page shows what is wrong. */
export async function openOfficeHost(options: OfficeHostOptions): Promise<OfficeHost> {
  const { clock, log } = options;
  const pages = new Set<Server>();
  let phase: HostPhase = { name: 'not-set-up' };
  let upkeep: Upkeep | null = null;
  /** Storage that exists but belongs to no city yet: an earlier set-up was broken off. */
  let unfinished: StoredDesk | null = null;
  /** The set-up that runs, settled when it is over. */
  let settingUp: Promise<unknown> = Promise.resolve();
  let isClosing = false;
  const sampleCity = keepSampleCity({
    children: options.children,
    dataDir: sampleCityDir(options.dataDir),
    onProgress: (done, total) => notify('set-up.progress', { step: 'seeding', done, total }),
    onMoved: followSampleCity,
  });

  const context: HostContext = {
    clock,
    children: options.children,
    uploads: createUploads(),
    preferences: preferenceFile(options.dataDir),
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
    startSampleCity: (dossiers) => sampleCity.start(dossiers),
  };
  const serving = {
    handlers: storageFailuresAsValues(allHandlers(context)),
    signedIn: () => phase.name === 'ready' && phase.office.session.actor() !== null,
    onInternalError(error: unknown, operation: string): string {
      const reference = randomUUID().slice(0, 8);
      log.error({ reference, operation, error });
      return reference;
    },
  };
  await openExisting();

  function notify<N extends NotificationName>(name: N, body: NotificationBody<N>): void {
    for (const page of pages) page.notify(name, body);
  }

  function office(): OpenOffice {
    if (phase.name !== 'ready') throw new Error('the office is not open');
    return phase.office;
  }

  async function openExisting(): Promise<void> {
    const stored = await openDeskStorage(options, 'existing').catch((error: unknown) =>
      fail({ code: 'internal-error', reference: serving.onInternalError(error, 'open') } as const),
    );
    if (!stored.ok) {
      if (stored.failure.code !== 'not-set-up') phase = { name: 'broken', failure: stored.failure };
      return;
    }
    const { db } = stored.value;
    const enrolled = enrolment(db.connection);
    if (enrolled === null) {
      unfinished = stored.value;
      return;
    }
    if (getMeta(db.connection, SAMPLE_CITY_META) !== null) {
      const city = await sampleCity.start(0);
      if (city.ok) moveToAddress(db, city.value.url);
    }
    open(stored.value);
  }

  /** The sample city died and runs again at another address. */
  function followSampleCity(url: string): void {
    if (phase.name !== 'ready') return;
    const { db, desk } = phase.office;
    moveToAddress(db, url);
    if (options.sync) desk.syncNow().catch(() => {});
  }

  /** A desk whose disk takes nothing more is offline, not shut. */
  function moveToAddress(db: OfficeDb, address: string): void {
    try {
      const enrolled = enrolment(db.connection);
      const isSample = getMeta(db.connection, SAMPLE_CITY_META) !== null;
      if (enrolled !== null && isSample) saveEnrolment(db, { ...enrolled, address });
    } catch (error) {
      serving.onInternalError(error, 'sample-city');
    }
  }

  async function setUp(steps: (stored: StoredDesk) => Promise<Result<void>>): Promise<Result<OpenOffice>> {
    if (phase.name === 'ready' || phase.name === 'setting-up') return fail({ code: 'already-set-up' });
    if (phase.name === 'broken') return fail(phase.failure);
    if (isClosing) return fail({ code: 'disconnected' });
    phase = { name: 'setting-up' };
    let isDone = false;
    try {
      const work = finishSetUp(steps);
      settingUp = work.catch(() => {});
      const result = await work;
      isDone = result.ok;
      return result;
    } finally {
      // Whatever went wrong, set-up can be tried again.
      if (!isDone) {
        phase = { name: 'not-set-up' };
        await sampleCity.stop();
      }
      notify('office.changed', {});
    }
  }

  async function finishSetUp(steps: (stored: StoredDesk) => Promise<Result<void>>): Promise<Result<OpenOffice>> {
    const stored: Result<StoredDesk> = unfinished === null ? await openDeskStorage(options, 'new') : ok(unfinished);
    if (!stored.ok) return stored;
    unfinished = stored.value;
    if (isClosing) return fail({ code: 'disconnected' });
    const done = await steps(stored.value);
    if (!done.ok) return done;
    if (isClosing) return fail({ code: 'disconnected' });
    unfinished = null;
    return ok(open(stored.value));
  }

  /** From storage that is enrolled to an open office that keeps in step with its city. */
  function open({ db, desk }: StoredDesk): OpenOffice {
    const session = createSession({ users: () => db.reference().users?.users ?? [], monotonic: clock.monotonic });
    const opened: OpenOffice = { db, session, desk };
    db.onCommit((change) => {
      for (const dossierId of change.dossierIds) notify('dossier.changed', { dossierId });
      if (change.lists) notify('lists.changed', {});
      tellSync(opened);
    });
    desk.onStatus(() => tellSync(opened));
    phase = { name: 'ready', office: opened };
    const onFault = (error: unknown) => log.error({ reference: randomUUID().slice(0, 8), operation: 'upkeep', error });
    upkeep = startUpkeep(db, { clock, onFault });
    if (options.sync) desk.start();
    return opened;
  }

  let versionsTold = '';
  function tellSync(opened: OpenOffice): void {
    void syncStatusOf(opened, context.now()).then(
      (status) => notify('sync.changed', status),
      () => {},
    );
    const versions = JSON.stringify(opened.db.reference().versions);
    if (versions !== versionsTold) notify('office.changed', {});
    versionsTold = versions;
  }

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
      const synced = await phase.office.desk.syncUntilIdle();
      if (!synced.ok) return synced;
      return ok(await syncStatusOf(phase.office, context.now()));
    },
    async close() {
      isClosing = true;
      for (const page of pages) page.close();
      const running = phase.name === 'ready' ? phase.office : null;
      upkeep?.stop();
      if (running === null) await abandonSetUp();
      const stored = running ?? unfinished;
      phase = { name: 'not-set-up' };
      try {
        await stored?.desk.stop();
        await stored?.db.close();
      } finally {
        await sampleCity.stop();
      }
    },
  };

  /** A set-up that runs loses its city, so that it ends before its storage is closed. */
  async function abandonSetUp(): Promise<void> {
    await sampleCity.stop();
    await unfinished?.desk.stop();
    await settingUp;
  }
}
