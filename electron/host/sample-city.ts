import { resolve } from 'node:path';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { ChildProcesses } from './ports/child-processes.ts';

/** Meta key of a desk whose city is the sample one beside it: it is started together with the desk. */
export const SAMPLE_CITY_META = 'sample-city';
/** The same dossiers every time, moved to today. */
const SEED = 1;
const STOP_SECONDS = 5;
/** A starting city that says nothing for this long is given up. */
const SILENCE_SECONDS = 60;
const FIRST_RESTART_MS = 1000;
const LONGEST_RESTART_MS = 60_000;

/** The sample city of a desk lives beside its data folder, never inside it. */
export function sampleCityDir(dataDir: string): string {
  return `${resolve(dataDir)}.city`;
}

export interface RunningSampleCity {
  readonly url: string;
  /** A fresh one-time enrolment code. */
  readonly code: string;
}

type FromCity =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'ready'; readonly url: string; readonly code: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** The sample city beside a desk, kept running: the same gateway a real city would run, over made-up dossiers. */
export interface SampleCityKeeper {
  /** Starts it as a process of its own; `dossiers` are made when its folder is empty. `sample-city-failed`. */
  start(dossiers: number): Promise<Result<RunningSampleCity>>;
  /** Ends it, also while it starts: that start then fails. It may be started again. */
  stop(): Promise<void>;
}

/**
 * A city that ran and died is started again after a second, and while that fails after waits that double up to a
 * minute; it then has another address, which `onMoved` hears.
 */
export function keepSampleCity(options: {
  readonly children: ChildProcesses;
  readonly dataDir: string;
  readonly onProgress: (done: number, total: number) => void;
  readonly onMoved: (url: string) => void;
}): SampleCityKeeper {
  let current: CityChild | null = null;
  let restart: NodeJS.Timeout | null = null;
  let isStopped = false;

  async function start(dossiers: number): Promise<Result<RunningSampleCity>> {
    const city = startCityChild(options, dossiers);
    current = city;
    const started = await city.started;
    if (started.ok) void city.ended.then(() => restartLater(city, FIRST_RESTART_MS));
    else if (current === city) current = null;
    return started;
  }

  function restartLater(ended: CityChild | null, waitMs: number): void {
    if (current !== ended) return;
    current = null;
    restart = setTimeout(() => void startAgain(waitMs), waitMs);
    restart.unref();
  }

  async function startAgain(waitMs: number): Promise<void> {
    restart = null;
    const started = await start(0);
    if (started.ok) options.onMoved(started.value.url);
    else if (!isStopped) restartLater(null, Math.min(2 * waitMs, LONGEST_RESTART_MS));
  }

  return {
    start(dossiers) {
      isStopped = false;
      return start(dossiers);
    },
    async stop() {
      isStopped = true;
      if (restart !== null) clearTimeout(restart);
      restart = null;
      const running = current;
      current = null;
      await running?.stop();
    },
  };
}

interface CityChild {
  readonly started: Promise<Result<RunningSampleCity>>;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

function startCityChild(
  options: Pick<Parameters<typeof keepSampleCity>[0], 'children' | 'dataDir' | 'onProgress'>,
  dossiers: number,
): CityChild {
  const child = options.children.start('sample-city', []);
  const ended = new Promise<void>((resolve) => child.onExit(() => resolve()));
  let silence = setTimeout(() => child.kill(), SILENCE_SECONDS * 1000);
  const started = new Promise<Result<RunningSampleCity>>((resolve) => {
    child.onMessage((message) => {
      clearTimeout(silence);
      const said = message as unknown as FromCity;
      if (said.kind === 'progress') {
        silence = setTimeout(() => child.kill(), SILENCE_SECONDS * 1000);
        options.onProgress(said.done, said.total);
      }
      if (said.kind === 'ready') resolve(ok({ url: said.url, code: said.code }));
      if (said.kind === 'failed') resolve(fail({ code: 'sample-city-failed' }));
    });
    void ended.then(() => {
      clearTimeout(silence);
      resolve(fail({ code: 'sample-city-failed' }));
    });
  });
  child.send({ kind: 'start', dataDir: options.dataDir, dossiers, seed: SEED });
  return {
    started,
    ended,
    async stop() {
      child.send({ kind: 'stop' });
      const timer = setTimeout(() => child.kill(), STOP_SECONDS * 1000);
      await ended;
      clearTimeout(timer);
    },
  };
}
