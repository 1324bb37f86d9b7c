import { randomUUID } from 'node:crypto';
import type { NotificationBody, NotificationName } from '../../contract/operations.ts';
import { runOperation, type Server, serve } from '../../contract/server.ts';
import type { Transport } from '../../contract/transport.ts';
import { enrolment, saveEnrolment } from '../../db/enrolment.ts';
import { getMeta } from '../../db/meta.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Clock } from '../../sync/desk/clock.ts';
import type { HostContext, HostPhase, OpenOffice } from './context.ts';
import { allHandlers } from './handlers/index.ts';
import type { HostLog } from './log.ts';
import { openDeskStorage, type StoredDesk } from './open-storage.ts';
import type { ChildProcesses } from './ports/child-processes.ts';
import type { KeyVault } from './ports/key-vault.ts';
import { preferenceFile } from './preferences.ts';
import { type RunningSampleCity, SAMPLE_CITY_META, sampleCityDir, startSampleCity } from './sample-city.ts';
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
  let sampleCity: RunningSampleCity | null = null;
  let upkeep: Upkeep | null = null;
  /** Storage that exists but belongs to no city yet: an earlier set-up was broken off. */
  let unfinished: StoredDesk | null = null;

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
    startSampleCity: startCityBeside,
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
  await openExisting();

  function notify<N extends NotificationName>(name: N, body: NotificationBody<N>): void {
    for (const page of pages) page.notify(name, body);
  }

  function office(): OpenOffice {
    if (phase.name !== 'ready') throw new Error('the office is not open');
    return phase.office;
  }

  async function openExisting(): Promise<void> {
    const stored = await openDeskStorage(options, 'existing');
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
      const city = await startCityBeside(0);
      if (city.ok) saveEnrolment(db, { ...enrolled, address: city.value.url });
    }
    open(stored.value);
  }

  async function startCityBeside(dossiers: number): Promise<Result<RunningSampleCity>> {
    const started = await startSampleCity({
      children: options.children,
      dataDir: sampleCityDir(options.dataDir),
      dossiers,
      onProgress: (done, total) => notify('set-up.progress', { step: 'seeding', done, total }),
    });
    if (started.ok) sampleCity = started.value;
    return started;
  }

  async function setUp(steps: (stored: StoredDesk) => Promise<Result<void>>): Promise<Result<OpenOffice>> {
    if (phase.name === 'ready' || phase.name === 'setting-up') return fail({ code: 'already-set-up' });
    if (phase.name === 'broken') return fail(phase.failure);
    phase = { name: 'setting-up' };
    const result = await finishSetUp(steps);
    if (!result.ok) {
      phase = { name: 'not-set-up' };
      await sampleCity?.stop();
      sampleCity = null;
    }
    notify('office.changed', {});
    return result;
  }

  async function finishSetUp(steps: (stored: StoredDesk) => Promise<Result<void>>): Promise<Result<OpenOffice>> {
    const stored: Result<StoredDesk> = unfinished === null ? await openDeskStorage(options, 'new') : ok(unfinished);
    if (!stored.ok) return stored;
    unfinished = stored.value;
    const done = await steps(stored.value);
    if (!done.ok) return done;
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
      for (const page of pages) page.close();
      const stored = phase.name === 'ready' ? phase.office : unfinished;
      phase = { name: 'not-set-up' };
      upkeep?.stop();
      await stored?.desk.stop();
      await stored?.db.close();
      await sampleCity?.stop();
    },
  };
}
