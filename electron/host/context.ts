import type { NotificationBody, NotificationName } from '../../contract/operations.ts';
import type { OfficeDb } from '../../db/office-db.ts';
import type { ClockQuality } from '../../domain/dossier/model.ts';
import type { Failure } from '../../domain/failures.ts';
import type { Actor } from '../../domain/office/model.ts';
import type { Result } from '../../domain/result.ts';
import type { Clock } from '../../sync/desk/clock.ts';
import type { Desk } from '../../sync/desk/desk.ts';
import type { StoredDesk } from './open-storage.ts';
import type { ChildProcesses } from './ports/child-processes.ts';
import type { VaultStrength } from './ports/key-vault.ts';
import type { PreferenceFile } from './preferences.ts';
import type { RunningSampleCity } from './sample-city.ts';
import type { Session } from './session.ts';
import type { Uploads } from './uploads.ts';

/** An office that is open: storage, session and its line to the city. */
export interface OpenOffice {
  readonly db: OfficeDb;
  readonly session: Session;
  readonly desk: Desk;
}

export type HostPhase =
  | { readonly name: 'not-set-up' }
  | { readonly name: 'setting-up' }
  | { readonly name: 'ready'; readonly office: OpenOffice }
  | { readonly name: 'broken'; readonly failure: Failure };

/** What handlers work with. */
export interface HostContext {
  readonly clock: Clock;
  readonly children: ChildProcesses;
  readonly uploads: Uploads;
  readonly preferences: PreferenceFile;
  readonly appVersion: string;
  keyStrength(): VaultStrength;
  phase(): HostPhase;
  /** The open office; throws before set-up: operations for signed-in users never run then. */
  office(): OpenOffice;
  /** The signed-in user; throws when nobody is. */
  actor(): Actor;
  /** UTC ISO. */
  now(): string;
  clockQuality(): ClockQuality;
  notify<N extends NotificationName>(name: N, body: NotificationBody<N>): void;
  /** Runs first-time set-up over new storage and opens the office; one at a time. */
  setUp(steps: (stored: StoredDesk) => Promise<Result<void>>): Promise<Result<OpenOffice>>;
  startSampleCity(dossiers: number): Promise<Result<RunningSampleCity>>;
}
