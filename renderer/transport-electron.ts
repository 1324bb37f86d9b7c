import type { Json, Transport } from '../contract/transport.ts';

/** What the preload script puts on `window`: JSON text in both directions; `null` says that the line is gone. */
export interface OfficeBridge {
  send(text: string): void;
  onMessage(listener: (text: string | null) => void): void;
}

let current: ((text: string | null) => void) | null = null;
let listening = false;

/** The bridge of the installed program, or null in a plain browser. */
export function officeBridge(): OfficeBridge | null {
  return (globalThis as { office?: OfficeBridge }).office ?? null;
}

/** A line over the preload bridge. The first `send` begins it; a new transport takes the bridge over from the old. */
export function openBridge(bridge: OfficeBridge): Transport {
  const messageListeners = new Set<(message: Json) => void>();
  const closeListeners = new Set<() => void>();
  let open = true;

  function close(): void {
    if (!open) return;
    open = false;
    for (const listener of closeListeners) listener();
    closeListeners.clear();
  }

  current = (text) => {
    if (text === null) return close();
    const message = JSON.parse(text) as Json;
    for (const listener of messageListeners) listener(message);
  };
  if (!listening) {
    listening = true;
    bridge.onMessage((text) => current?.(text));
  }
  return {
    send(message) {
      if (open) bridge.send(JSON.stringify(message));
    },
    onMessage(listener) {
      messageListeners.add(listener);
      return () => messageListeners.delete(listener);
    },
    onClose(listener) {
      if (open) closeListeners.add(listener);
      else listener();
      return () => closeListeners.delete(listener);
    },
    close,
  };
}
