import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeBlob } from '../../../db/blobs.ts';
import { executeCommand } from '../../../db/execute-command.ts';
import type { OfficeDb } from '../../../db/office-db.ts';
import type { DossierFile } from '../../../domain/dossier/model.ts';
import { type RunningCity, startCity } from '../../../sync/city/server.ts';
import type { Clock } from '../../../sync/desk/clock.ts';
import { createDesk, type Desk } from '../../../sync/desk/desk.ts';
import { enrol } from '../../../sync/desk/enrol.ts';
import { type FaultyLine, faultyLine } from '../../faults/tcp-proxy.ts';
import { receiveCommand } from '../../support/dossiers.ts';
import { actor, mustOpen, TEST_START } from '../../support/office-db.ts';

/** A wall clock that is moved by hand beside the real monotonic one. */
export interface MovableClock extends Clock {
  advance(minutes: number): void;
}

export function movableClock(start = TEST_START): MovableClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    monotonic: () => performance.now(),
    advance: (minutes) => {
      at += minutes * 60_000;
    },
  };
}

/** One desk with real storage, on a line of its own to the city. */
export interface TestDesk {
  readonly office: OfficeDb;
  readonly desk: Desk;
  readonly line: FaultyLine;
  readonly clock: MovableClock;
  readonly log: { event: string }[];
  /** Takes a dossier in as the clerk; answers its id. */
  receive(files?: readonly DossierFile[]): string;
  /** Stores a file of `bytes` random bytes and answers how a dossier names it. */
  file(bytes: number): Promise<DossierFile>;
  enrol(code: string): Promise<void>;
}

export interface TestCity {
  readonly city: RunningCity;
  readonly clock: MovableClock;
  desk(options?: {
    readonly enrolled?: boolean;
    readonly unit?: string;
    readonly idleTimeoutMs?: number;
  }): Promise<TestDesk>;
  dispose(): Promise<void>;
}

/** A real city with the sample offices, and as many desks as asked for. */
export async function testCity(): Promise<TestCity> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-city-'));
  const clock = movableClock();
  const city = await startCity({ dataDir: join(folder, 'city'), now: () => clock.now().getTime() });
  const closing: (() => Promise<unknown>)[] = [];
  let count = 0;
  return {
    city,
    clock,
    async desk(options = {}) {
      const { enrolled = true, unit, idleTimeoutMs } = options;
      count += 1;
      const office = mustOpen(join(folder, `desk-${count}`), randomBytes(32), clock.now().toISOString());
      const line = await faultyLine(city.url);
      const log: { event: string }[] = [];
      const desk = createDesk({ office, clock, random: () => 0, log: (entry) => log.push(entry), idleTimeoutMs });
      closing.push(() => desk.stop().then(() => Promise.all([line.close(), office.close()])));
      const test: TestDesk = {
        office,
        desk,
        line,
        clock,
        log,
        receive: (files = []) => receive(office, clock, files),
        file: (bytes) => storeFile(office, clock, bytes),
        async enrol(code) {
          const done = await enrol(office, { address: line.url, code, deviceName: `Quầy ${count}`, clock });
          if (!done.ok) throw new Error(`not enrolled: ${done.failure.code}`);
        },
      };
      if (enrolled) {
        await test.enrol(await city.enrolCode(unit));
        const first = await desk.syncUntilIdle();
        if (!first.ok) throw new Error(`first round failed: ${first.failure.code}`);
      }
      return test;
    },
    async dispose() {
      for (const close of closing) await close();
      await city.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function receive(office: OfficeDb, clock: Clock, files: readonly DossierFile[]): string {
  const now = clock.now().toISOString();
  const command = receiveCommand(now, { files: [...files] });
  const done = executeCommand(office, command, { actor: actor('clerk'), now, clockQuality: 'ok' });
  if (!done.ok) throw new Error(`not taken in: ${done.failure.code}`);
  return command.dossierId;
}

async function storeFile(office: OfficeDb, clock: Clock, bytes: number): Promise<DossierFile> {
  const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes)]);
  const now = clock.now().toISOString();
  const stored = await storeBlob(office, { bytes: content, mime: 'application/pdf', pages: 1, now });
  if (!stored.ok) throw new Error(`not stored: ${stored.failure.code}`);
  const { sha256 } = stored.value;
  return { sha256, component: null, name: 'to-khai.pdf', mime: 'application/pdf', bytes: content.length, pages: 1 };
}

/** The row of a dossier as lists show it. */
export function dossierRow(office: OfficeDb, id: string) {
  return office.connection
    .prepare(
      'SELECT code, temporary_code, status, pending_facts, pending_files, lane, city_version, receipt FROM dossier WHERE id = ?',
    )
    .get(id) as {
    code: string | null;
    temporary_code: string | null;
    status: string;
    pending_facts: number;
    pending_files: number;
    lane: string;
    city_version: number;
    receipt: string | null;
  };
}

/** States of the outbox in order of seq. */
export function outboxStates(office: OfficeDb): string[] {
  const rows = office.connection.prepare('SELECT state FROM outbox ORDER BY seq').all() as { state: string }[];
  return rows.map((row) => row.state);
}

/** Facts the city holds of a dossier that this product's desks sent. */
export async function cityEvents(city: RunningCity, dossierId: string) {
  return city.store.db.selectFrom('event').selectAll().where('agg', '=', dossierId).orderBy('version').execute();
}
