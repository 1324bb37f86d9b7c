import { fail, ok, type Result } from '../../domain/result.ts';
import type { ChildProcesses } from './ports/child-processes.ts';
import type { KeyVault } from './ports/key-vault.ts';

/** Meta key of a desk whose city is the sample one beside it: it is started together with the desk. */
export const SAMPLE_CITY_META = 'sample-city';
const SAMPLE_CITY_KEY = 'sample-city';

export interface RunningSampleCity {
  readonly url: string;
  /** A fresh one-time enrolment code. */
  readonly code: string;
  stop(): void;
}

type FromCity =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'ready'; readonly url: string; readonly code: string }
  | { readonly kind: 'failed' };

/**
 * Starts the sample city as a process of its own: the same gateway that a real city would run, over made-up dossiers.
 * Its key is kept in the vault and handed over the line, never on the command line.
 */
export async function startSampleCity(options: {
  readonly children: ChildProcesses;
  readonly vault: KeyVault;
  readonly dataDir: string;
  /** Dossiers to make when the city's folder is empty. */
  readonly dossiers: number;
  readonly onProgress: (done: number, total: number) => void;
}): Promise<Result<RunningSampleCity>> {
  let key = await options.vault.load(SAMPLE_CITY_KEY);
  if (key === null) {
    key = crypto.getRandomValues(Buffer.alloc(32));
    await options.vault.store(SAMPLE_CITY_KEY, key);
  }
  const child = options.children.start('sample-city', []);
  return new Promise((resolve) => {
    child.onMessage((message) => {
      const said = message as unknown as FromCity;
      if (said.kind === 'progress') options.onProgress(said.done, said.total);
      if (said.kind === 'ready') resolve(ok({ url: said.url, code: said.code, stop: () => child.kill() }));
      if (said.kind === 'failed') resolve(fail({ code: 'sample-city-failed' }));
    });
    child.onExit(() => resolve(fail({ code: 'sample-city-failed' })));
    child.send({ kind: 'start', dataDir: options.dataDir, key: key.toString('hex'), dossiers: options.dossiers });
  });
}
