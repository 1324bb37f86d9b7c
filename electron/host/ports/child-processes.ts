import type { Json } from '../../../contract/transport.ts';

/** What may be started beside the host. Anything else does not exist. */
export type ChildEntry = 'inspect-file' | 'sample-city';

export interface ChildLimits {
  /** Largest resident memory in MiB; the child is killed above it. */
  readonly memoryMb?: number;
  /** Longest life in milliseconds; the child is killed after it. */
  readonly timeoutMs?: number;
}

/** Why a child ended. `memory` and `timeout`: a limit was passed. `killed`: by `kill()`. */
export type ChildEnd = 'exited' | 'killed' | 'memory' | 'timeout' | 'not-started';

/** The line to one child process. */
export interface ChildLine {
  send(message: Json): void;
  /** Returns a function that stops listening. */
  onMessage(listener: (message: Json) => void): () => void;
  /** Called once, at once if the child is gone already; `code` is null when a signal ended it. */
  onExit(listener: (code: number | null, end: ChildEnd) => void): () => void;
  kill(): void;
}

/** Starts the helper processes of the host, so that hostile files never meet the host's own memory. */
export interface ChildProcesses {
  /** Arguments are visible to every user of the computer: never put personal data or secrets in them. */
  start(entry: ChildEntry, args: readonly string[], limits?: ChildLimits): ChildLine;
}
