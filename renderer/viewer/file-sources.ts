import type { FileView } from '../../contract/views.ts';
import type { Failure } from '../../domain/failures.ts';
import type { PageSource } from './page-source.ts';
import { type ReadSlice, readFile } from './read-file.ts';

export type SourceState =
  | { readonly kind: 'idle' | 'stopped' | 'damaged' }
  | { readonly kind: 'loading'; readonly received: number; readonly secondsLeft: number | null }
  | { readonly kind: 'ready'; readonly source: PageSource }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface FileSources {
  state(sha256: string): SourceState;
  /** Pages of every file opened so far; a new map when one was added. */
  openedPages(): ReadonlyMap<string, number>;
  subscribe(listener: () => void): () => void;
  /** Reads and opens a file unless it is open, on its way or has failed. */
  want(file: FileView): void;
  /** Tries a failed or stopped file again. */
  again(file: FileView): void;
  stop(sha256: string): void;
  /** Stops every reading and gives up every picture. */
  closeAll(): void;
}

const idle: SourceState = { kind: 'idle' };
/** Open files kept at once; the one looked at longest ago is closed first. */
const mostOpen = 8;

/** Seconds until `total` bytes are here at the speed so far; null while nothing is measured. */
export function secondsLeft(received: number, total: number, elapsedMs: number): number | null {
  if (received === 0 || elapsedMs < 300) return null;
  return ((total - received) * elapsedMs) / received / 1000;
}

/** The files of one dossier that are open for looking at. `read` is the office's slice reader, `open` makes pages. */
export function createFileSources(options: {
  readonly dossierId: string;
  readonly read: ReadSlice;
  readonly open: (bytes: Uint8Array<ArrayBuffer>, mime: string) => Promise<PageSource>;
  readonly now?: () => number;
}): FileSources {
  const now = options.now ?? (() => performance.now());
  const states = new Map<string, SourceState>();
  const stops = new Map<string, AbortController>();
  const listeners = new Set<() => void>();
  let opened: ReadonlyMap<string, number> = new Map();

  function become(sha256: string, state: SourceState): void {
    states.delete(sha256);
    states.set(sha256, state);
    for (const listener of listeners) listener();
  }

  function makeRoom(): void {
    const ready = [...states].filter(([, state]) => state.kind === 'ready');
    for (const [sha256, state] of ready.slice(0, Math.max(0, ready.length - mostOpen + 1))) {
      if (state.kind === 'ready') state.source.close();
      states.set(sha256, idle);
    }
  }

  async function load(file: FileView): Promise<void> {
    const { sha256 } = file;
    const stop = new AbortController();
    stops.set(sha256, stop);
    const began = now();
    become(sha256, { kind: 'loading', received: 0, secondsLeft: null });
    const result = await readFile(
      options.read,
      { sha256, dossierId: options.dossierId, bytes: file.bytes },
      {
        signal: stop.signal,
        onProgress: (received) =>
          become(sha256, { kind: 'loading', received, secondsLeft: secondsLeft(received, file.bytes, now() - began) }),
      },
    );
    if (result === null) return;
    if (!result.ok) return settle(stop, sha256, { kind: 'failed', failure: result.failure });
    const source = await options.open(result.value, file.mime).catch(() => null);
    if (source === null) return settle(stop, sha256, { kind: 'damaged' });
    if (stop.signal.aborted) return source.close();
    makeRoom();
    opened = new Map(opened).set(sha256, source.pages);
    settle(stop, sha256, { kind: 'ready', source });
  }

  function settle(stop: AbortController, sha256: string, state: SourceState): void {
    if (stop.signal.aborted) return;
    stops.delete(sha256);
    become(sha256, state);
  }

  function stop(sha256: string): void {
    stops.get(sha256)?.abort();
    stops.delete(sha256);
    if (states.get(sha256)?.kind === 'loading') become(sha256, { kind: 'stopped' });
  }

  return {
    state: (sha256) => states.get(sha256) ?? idle,
    openedPages: () => opened,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    want(file) {
      const state = states.get(file.sha256) ?? idle;
      if (state.kind === 'ready') {
        states.delete(file.sha256);
        states.set(file.sha256, state);
      } else if (state.kind === 'idle') void load(file);
    },
    again(file) {
      stop(file.sha256);
      void load(file);
    },
    stop,
    closeAll() {
      for (const controller of stops.values()) controller.abort();
      stops.clear();
      for (const state of states.values()) if (state.kind === 'ready') state.source.close();
      states.clear();
    },
  };
}
