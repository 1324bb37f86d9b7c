import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { bundleShell } from '../../build/bundle-shell.ts';
import { makeListeners, makeOnce } from '../../contract/listeners.ts';
import { type Json, MAX_MESSAGE_BYTES, type Transport } from '../../contract/transport.ts';
import type { RelayWord } from './pair/relay-host.ts';
import { startShell } from './start-shell.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const PAIR = fileURLToPath(new URL('./pair', import.meta.url));

/** Both ends of one line that runs through the page's world, the preload, IPC, the bundled shell and a host process. */
export interface IpcPair {
  readonly page: Transport;
  readonly office: Transport;
  /** Ends the program behind the pair. */
  close(): Promise<void>;
}

/** Starts the bundled shell on the stand-in with an empty page and a relaying host. Takes about two seconds. */
export async function openIpcPair(): Promise<IpcPair> {
  mkdirSync(join(PROJECT, '.cache'), { recursive: true });
  const bundle = mkdtempSync(join(PROJECT, '.cache', 'shell-'));
  const folder = mkdtempSync(join(tmpdir(), 'ipc-pair-'));
  const socketPath = join(folder, 'office.sock');
  await bundleShell({ outDir: bundle });
  const connected = new Promise<Socket>((resolve) => {
    const server = createServer((socket) => {
      server.close();
      resolve(socket);
    });
    server.listen(socketPath);
  });
  const shell = startShell({
    main: join(bundle, 'main.js'),
    pageDir: PAIR,
    hostEntry: join(PAIR, 'relay-host.ts'),
    env: { PAIR_SOCKET: socketPath },
  });
  const page = await shell.page();
  const pageEnd = await openPageEnd(page);
  return {
    page: pageEnd,
    office: openOfficeEnd(await connected),
    async close() {
      await shell.stop();
      for (const path of [bundle, folder]) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** The page's own transport as it would be written over `window.office`, driven from here. */
async function openPageEnd(page: Page): Promise<Transport> {
  const messages = makeListeners<[Json]>();
  const closed = makeOnce<[]>();
  await page.exposeFunction('pairHeard', (text: string | null) => {
    if (text === null) closed.happen();
    else if (!closed.happened) messages.call(JSON.parse(text) as Json);
  });
  await page.evaluate(() => {
    const { pairHeard } = window as unknown as { pairHeard: (text: string | null) => void };
    window.office.onMessage((text) => pairHeard(text));
  });
  page.on('close', () => closed.happen());
  return {
    send(message) {
      if (closed.happened) return;
      const text = JSON.stringify(message);
      if (Buffer.byteLength(text) > MAX_MESSAGE_BYTES) throw new RangeError('message above MAX_MESSAGE_BYTES');
      page.evaluate((sent) => window.office.send(sent), text).catch(() => closed.happen());
    },
    onMessage: (listener) => messages.add(listener),
    onClose: (listener) => closed.add(listener),
    close() {
      closed.happen();
      void page.close().catch(() => {});
    },
  };
}

function openOfficeEnd(socket: Socket): Transport {
  const messages = makeListeners<[Json]>();
  const closed = makeOnce<[]>();
  const early: Json[] = [];
  const say = (word: RelayWord) => void socket.write(`${JSON.stringify(word)}\n`);
  createInterface({ input: socket }).on('line', (text) => {
    const word = JSON.parse(text) as RelayWord;
    if ('closed' in word) closed.happen();
    else if (closed.happened) return;
    else if (messages.size === 0) early.push(word.message);
    else messages.call(word.message);
  });
  socket.on('error', () => closed.happen());
  socket.on('close', () => closed.happen());
  return {
    send(message) {
      if (!closed.happened) say({ message });
    },
    onMessage(listener) {
      const stop = messages.add(listener);
      for (const message of early.splice(0)) listener(message);
      return stop;
    },
    onClose: (listener) => closed.add(listener),
    close() {
      if (closed.happened) return;
      say({ closed: true });
      closed.happen();
    },
  };
}

declare global {
  interface Window {
    office: { send(text: string): void; onMessage(listener: (text: string | null) => void): void };
  }
}
