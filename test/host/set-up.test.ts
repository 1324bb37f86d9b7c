import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHILD_ENTRIES } from '../../build/host-entries.ts';
import { memoryTransportPair } from '../../contract/memory-transport.ts';
import { openHostLog } from '../../electron/host/log.ts';
import { type OfficeHost, openOfficeHost } from '../../electron/host/office-host.ts';
import type { ChildLine, ChildProcesses } from '../../electron/host/ports/child-processes.ts';
import { openFileKeyVault } from '../../electron/host/ports/file-key-vault.ts';
import { forkedChildren } from '../../electron/host/ports/forked-children.ts';
import { systemClock } from '../../sync/desk/clock.ts';
import { temporaryFolder } from '../support/open-office.ts';

let folder: string;
let children: ChildLine[];
let host: OfficeHost | null;

beforeEach(() => {
  folder = temporaryFolder('set-up');
  children = [];
  host = null;
});
afterEach(() => host?.close());

/** Real child processes, kept so that a test can end one. */
function keptChildren(): ChildProcesses {
  const real = forkedChildren(CHILD_ENTRIES);
  return {
    start(entry, args, limits) {
      const line = real.start(entry, args, limits);
      children.push(line);
      return line;
    },
  };
}

async function openHost(dataDir = join(folder, 'desk'), sync = false): Promise<OfficeHost> {
  host = await openOfficeHost({
    dataDir,
    vault: openFileKeyVault({ file: join(folder, 'desk.key'), dataDir }),
    children: keptChildren(),
    clock: systemClock,
    appVersion: 'test',
    sync,
    log: openHostLog(null),
  });
  return host;
}

async function phase(of: OfficeHost): Promise<string> {
  const state = await of.call('office.state', {});
  return state.ok ? (state.value as { phase: string }).phase : state.failure.code;
}

describe('set-up of the sample ward', () => {
  it('goes on after the computer died between enrolling and the first load', async () => {
    const first = await openHost();
    const cut = new Promise<void>((resolve) => {
      const [page, office] = memoryTransportPair();
      first.attach(office);
      page.onMessage((message) => {
        // The enrolment is on disk at this moment; the city goes as it would with the whole computer.
        if (!JSON.stringify(message).includes('"loading"')) return;
        children[0]?.kill();
        resolve();
      });
    });
    const made = first.call('office.set-up-sample', { dossiers: 3 });
    await cut;
    expect((await made).ok).toBe(false);
    await first.close();

    const second = await openHost();
    expect(await phase(second)).toBe('ready');
    expect(await second.syncUntilIdle()).toMatchObject({ ok: true });
    second.actAs('clerk');
    expect(await second.call('dossiers.counters', {})).toMatchObject({ ok: true });
    expect(JSON.stringify(await second.call('dossiers.list', { list: 'all', limit: 10 }))).toContain('000.00.00.H29');
  }, 60_000);

  it('can be tried again in the same program after the city failed', async () => {
    const office = await openHost();
    const made = office.call('office.set-up-sample', { dossiers: 2 });
    await expect.poll(() => children.length).toBe(1);
    children[0]?.kill();
    expect(await made).toMatchObject({ ok: false, failure: { code: 'sample-city-failed' } });
    expect(await phase(office)).toBe('not-set-up');
    expect(await office.call('office.set-up-sample', { dossiers: 2 })).toMatchObject({ ok: true });
  }, 60_000);

  it('ends with the program when that is closed in the middle', async () => {
    const office = await openHost();
    const made = office.call('office.set-up-sample', { dossiers: 2000 });
    await expect.poll(() => children.length).toBe(1);
    const gone = new Promise<void>((resolve) => children[0]?.onExit(() => resolve()));
    await office.close();
    await gone;
    expect((await made).ok).toBe(false);
    expect(children).toHaveLength(1);
    const again = await openHost();
    expect(await phase(again)).toBe('not-set-up');
  }, 60_000);

  it('is not stuck when the data folder cannot be made', async () => {
    writeFileSync(join(folder, 'desk'), 'a file, not a folder');
    const office = await openHost();
    expect(await office.call('office.set-up-sample', { dossiers: 1 })).toMatchObject({
      ok: false,
      failure: { code: 'storage-damaged' },
    });
    expect(await phase(office)).toBe('not-set-up');
  });
});

describe('the sample city of a desk', () => {
  it('is started again when it dies, and the desk follows it', async () => {
    const office = await openHost(undefined, true);
    expect(await office.call('office.set-up-sample', { dossiers: 2 })).toMatchObject({ ok: true });
    children[0]?.kill();
    await expect.poll(() => children.length, { timeout: 20_000 }).toBe(2);
    const network = async () => {
      const status = await office.call('sync.status', {});
      return status.ok ? (status.value as { network: string }).network : status.failure.code;
    };
    office.actAs('clerk');
    await expect.poll(network, { timeout: 20_000 }).toBe('online');
    expect(await office.call('sync.now', {})).toMatchObject({ ok: true, value: { network: 'online' } });
  }, 60_000);
});

describe('a data folder that cannot be used', () => {
  it('is told to the page and does not end the program', async () => {
    const dataDir = join(folder, 'desk');
    mkdirSync(join(dataDir, 'office.db'), { recursive: true });
    const office = await openHost(dataDir);
    expect(await phase(office)).toBe('broken');
  });
});
