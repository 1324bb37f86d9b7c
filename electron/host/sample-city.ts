import { resolve } from 'node:path';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { ChildProcesses } from './ports/child-processes.ts';

/** Meta key of a desk whose city is the sample one beside it: it is started together with the desk. */
export const SAMPLE_CITY_META = 'sample-city';
/** The same dossiers every time, moved to today. */
const SEED = 1;
const STOP_SECONDS = 5;

/** The sample city of a desk lives beside its data folder, never inside it. */
export function sampleCityDir(dataDir: string): string {
  return `${resolve(dataDir)}.city`;
}

export interface RunningSampleCity {
  readonly url: string;
  /** A fresh one-time enrolment code. */
  readonly code: string;
  stop(): Promise<void>;
}

type FromCity =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'ready'; readonly url: string; readonly code: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** Starts the sample city as a process of its own: the same gateway a real city would run, over made-up dossiers. */
export function startSampleCity(options: {
  readonly children: ChildProcesses;
  readonly dataDir: string;
  /** Dossiers to make when the city's folder is empty. */
  readonly dossiers: number;
  readonly onProgress: (done: number, total: number) => void;
}): Promise<Result<RunningSampleCity>> {
  const child = options.children.start('sample-city', []);
  const ended = new Promise<void>((resolve) => child.onExit(() => resolve()));
  async function stop(): Promise<void> {
    child.send({ kind: 'stop' });
    const timer = setTimeout(() => child.kill(), STOP_SECONDS * 1000);
    await ended;
    clearTimeout(timer);
  }
  return new Promise((resolve) => {
    child.onMessage((message) => {
      const said = message as unknown as FromCity;
      if (said.kind === 'progress') options.onProgress(said.done, said.total);
      if (said.kind === 'ready') resolve(ok({ url: said.url, code: said.code, stop }));
      if (said.kind === 'failed') resolve(fail({ code: 'sample-city-failed' }));
    });
    void ended.then(() => resolve(fail({ code: 'sample-city-failed' })));
    child.send({ kind: 'start', dataDir: options.dataDir, dossiers: options.dossiers, seed: SEED });
  });
}
