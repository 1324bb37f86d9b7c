import { readOrMakeKey } from './key-file.ts';
import { seedSampleDossiers } from './sample/seed.ts';
import type { RunningCity } from './server.ts';
import { startCity } from './server.ts';

const DEFAULT_SEED = 2026;

/** First message to this process. Without `keyFile`: the usual key file of the data folder. */
export interface SampleCityStart {
  readonly dataDir: string;
  /** Made only when the city has none yet. */
  readonly dossiers: number;
  readonly seed?: number;
  /** 64 hex digits. */
  readonly keyFile?: string;
  readonly port?: number;
}

export type SampleCityMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'ready'; readonly url: string; readonly code: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** The two ways a parent talks to this process: Electron's utilityProcess, and Node's fork. */
interface ParentLine {
  send(message: SampleCityMessage): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

function parentLine(): ParentLine {
  const port = (process as NodeJS.Process & { parentPort?: ElectronParentPort }).parentPort;
  if (port) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', (event) => listener(event.data)),
      onClose: () => {},
    };
  }
  return {
    send: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
    onClose: (listener) => process.on('disconnect', listener),
  };
}

const line = parentLine();
let city: RunningCity | null = null;

async function start(request: SampleCityStart): Promise<void> {
  const { dataDir, dossiers, seed = DEFAULT_SEED, keyFile, port = 0 } = request;
  const key = readOrMakeKey(dataDir, keyFile);
  city = await startCity({ dataDir, key, port, log: true });
  const onProgress = (done: number, total: number) => line.send({ kind: 'progress', done, total });
  await seedSampleDossiers(city.store, { dossiers, seed, now: Date.now(), onProgress });
  line.send({ kind: 'ready', url: city.url, code: await city.enrolCode() });
}

async function stop(): Promise<void> {
  await city?.close();
  process.exit();
}

line.onMessage((message) => {
  const request = message as SampleCityStart & { kind?: string };
  if (request.kind === 'stop') {
    void stop();
    return;
  }
  start(request).catch((error: unknown) => {
    const code = error instanceof Error ? error.message : 'unknown';
    line.send({ kind: 'failed', reason: /^[a-z-]+$/u.test(code) ? code : 'start-failed' });
    process.exitCode = 1;
    void stop();
  });
});
line.onClose(() => void stop());
process.on('SIGTERM', () => void stop());
