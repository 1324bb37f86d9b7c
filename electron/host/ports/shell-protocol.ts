import type { Json } from '../../../contract/transport.ts';
import type { ChildEnd, ChildEntry, ChildLimits } from './child-processes.ts';
import type { VaultErrorCode, VaultStrength } from './key-vault.ts';

/**
 * What the shell and the host say to each other over the host's parent port. The first message is always `open`.
 * Page messages travel as JSON text: the shell checks them and passes them on unchanged.
 */
export type ShellToHost =
  | HostOpening
  /** The page sent its first message since it was loaded: a new transport begins. */
  | { readonly kind: 'page-opened'; readonly line: number }
  | { readonly kind: 'page-message'; readonly line: number; readonly text: string }
  | { readonly kind: 'page-closed'; readonly line: number }
  | { readonly kind: 'vault-loaded'; readonly id: number; readonly secret: string | null }
  | { readonly kind: 'vault-stored'; readonly id: number }
  | { readonly kind: 'vault-failed'; readonly id: number; readonly code: VaultErrorCode }
  | { readonly kind: 'child-message'; readonly child: number; readonly message: Json }
  | { readonly kind: 'child-exited'; readonly child: number; readonly code: number | null; readonly end: ChildEnd }
  /** Finish what is running, close the store, answer `closed` and exit. */
  | { readonly kind: 'close' };

export interface HostOpening {
  readonly kind: 'open';
  /** Folder that holds the store, the files and the logs; made by the shell, mode 0700. */
  readonly dataDir: string;
  readonly appVersion: string;
  /** True in the installed program; development conveniences are off. */
  readonly packaged: boolean;
  readonly vaultStrength: VaultStrength;
}

export type HostToShell =
  /** The host takes page messages from now on. */
  | { readonly kind: 'ready' }
  /** The host cannot work and says why; the shell shows its stop page with the code. */
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'page-message'; readonly line: number; readonly text: string }
  | { readonly kind: 'page-closed'; readonly line: number }
  /** Secrets travel as base64 between two processes of the same program, never further. */
  | { readonly kind: 'vault-load'; readonly id: number; readonly name: string }
  | { readonly kind: 'vault-store'; readonly id: number; readonly name: string; readonly secret: string }
  | {
      readonly kind: 'child-start';
      readonly child: number;
      readonly entry: ChildEntry;
      readonly args: readonly string[];
      readonly limits: ChildLimits;
    }
  | { readonly kind: 'child-send'; readonly child: number; readonly message: Json }
  | { readonly kind: 'child-kill'; readonly child: number }
  /** Everything is on disk and shut; the process exits next. */
  | { readonly kind: 'closed' };

/** The host's end of Electron's `process.parentPort`, named here because the host does not import `electron`. */
export interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

/** The parent port when this process was started by the shell, otherwise null. */
export function findParentPort(): ParentPort | null {
  return (process as { parentPort?: ParentPort }).parentPort ?? null;
}
