import type { OfficeDb } from '../../db/office-db.ts';
import type { Failure } from '../../domain/failures.ts';
import type { ClockQuality } from '../../domain/dossier/model.ts';
import type { Actor } from '../../domain/office/model.ts';
import type { Desk } from '../../sync/desk/desk.ts';
import type { Clock } from './clock.ts';
import type { ChildProcesses } from './ports/child-processes.ts';
import type { Session } from './session.ts';
import type { Uploads } from './uploads.ts';

/** An office that is open: storage, session and, once enrolled, its line to the city. */
export interface OpenOffice {
  readonly db: OfficeDb;
  readonly session: Session;
  readonly desk: Desk;
}

/** What handlers work with. `office()` throws before set-up: operations for signed-in users never run then. */
export interface HostContext {
  readonly clock: Clock;
  readonly children: ChildProcesses;
  readonly uploads: Uploads;
  readonly appVersion: string;
  office(): OpenOffice;
  /** The signed-in user; throws when nobody is. */
  actor(): Actor;
  now(): string;
  clockQuality(): ClockQuality;
}

export type HostPhase =
  | { readonly name: 'not-set-up' }
  | { readonly name: 'setting-up' }
  | { readonly name: 'ready'; readonly office: OpenOffice }
  | { readonly name: 'broken'; readonly failure: Failure };
