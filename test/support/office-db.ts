import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { storeBlob } from '../../db/blobs.ts';
import { executeCommand } from '../../db/execute-command.ts';
import { storeRange } from '../../db/numbers.ts';
import { type OfficeDb, openOffice } from '../../db/office-db.ts';
import { storeReference } from '../../db/reference-packs.ts';
import { legalDateOf } from '../../domain/calendar/legal-time.ts';
import type { Command, CommandReply } from '../../domain/dossier/commands.ts';
import type { DossierFile } from '../../domain/dossier/model.ts';
import type { Actor, Role } from '../../domain/office/model.ts';
import type { Result } from '../../domain/result.ts';
import { SAMPLE_OFFICE, SAMPLE_USERS } from './sample-packs.ts';

/** A clock that stands still until it is moved. */
export interface TestClock {
  /** UTC ISO. */
  now(): string;
  /** Moves on; minutes may be negative. */
  advance(minutes: number): void;
  set(instant: string): void;
}

export interface TestOffice {
  office: OfficeDb;
  readonly dir: string;
  readonly key: Buffer;
  readonly clock: TestClock;
  /** Runs a command as a person of that role at the clock's time. */
  execute(command: Command, role?: Role): Result<CommandReply>;
  /** Closes and opens the same folder again. */
  reopen(): Promise<void>;
  /** Stores a small file and answers how a dossier names it. */
  file(text: string): Promise<DossierFile>;
  /** Closes and removes the folder. */
  dispose(): Promise<void>;
}

/** A Wednesday in the morning, 09:00 at the desk. */
export const TEST_START = '2026-11-18T02:00:00.000Z';

export function testClock(start = TEST_START): TestClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at).toISOString(),
    advance: (minutes) => {
      at += minutes * 60_000;
    },
    set: (instant) => {
      at = Date.parse(instant);
    },
  };
}

export function actor(role: Role): Actor {
  const user = SAMPLE_USERS.users.find((entry) => entry.role === role);
  if (user === undefined) throw new Error(`no sample user is a ${role}`);
  return { id: user.id, name: user.fullName, role };
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'mot-cua-'));
}

/** Opens a folder or throws: for tests that expect it to open. */
export function mustOpen(dir: string, key: Buffer, now: string, epochMarker: string | null = null): OfficeDb {
  const opened = openOffice({ dir, key, now, epochMarker });
  if (!opened.ok) throw new Error(`storage did not open: ${opened.failure.code}`);
  return opened.value;
}

/** A real encrypted office in a temporary folder, with the sample reference packs and a range of numbers. */
export async function testOffice(
  options: {
    readonly range?: boolean;
    readonly packs?: boolean;
    readonly open?: (dir: string, key: Buffer, now: string) => OfficeDb;
  } = {},
): Promise<TestOffice> {
  const dir = temporaryFolder();
  const key = randomBytes(32);
  const clock = testClock();
  const open = options.open ?? mustOpen;
  const test: TestOffice = {
    office: open(dir, key, clock.now()),
    dir,
    key,
    clock,
    execute: (command, role = 'clerk') =>
      executeCommand(test.office, command, { actor: actor(role), now: clock.now(), clockQuality: 'ok' }),
    async reopen() {
      await test.office.close();
      test.office = open(dir, key, clock.now());
    },
    file: (text) => storeTestFile(test.office, text, clock.now()),
    async dispose() {
      await test.office.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  if (options.packs !== false) {
    storeReference(test.office, { pack: 'office', version: 1, body: SAMPLE_OFFICE, now: clock.now() });
    storeReference(test.office, { pack: 'users', version: 1, body: SAMPLE_USERS, now: clock.now() });
  }
  if (options.range !== false) leaseRange(test.office, legalDateOf(clock.now()));
  return test;
}

/** A standing range of numbers, as the city would lease it. */
export function leaseRange(office: OfficeDb, from: string, size = 400): void {
  storeRange(office, {
    id: uuidv7(),
    agency_code: '000.00.00.H29',
    template: '{agency}-{yyMMdd}-{NNNN}',
    first: 1,
    last: size,
    valid_from: from,
    valid_to: `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`,
    epoch: office.epoch,
  });
}

async function storeTestFile(office: OfficeDb, text: string, now: string): Promise<DossierFile> {
  const bytes = Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);
  await storeBlob(office, { bytes, mime: 'application/pdf', pages: 1, now });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, component: null, name: 'to-khai.pdf', mime: 'application/pdf', bytes: bytes.length, pages: 1 };
}
