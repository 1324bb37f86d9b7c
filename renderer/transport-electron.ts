import { makeListeners, makeOnce } from '../contract/listeners.ts';
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
  const messages = makeListeners<[Json]>();
  const closed = makeOnce<[]>();
  current = (text) => {
    if (text === null) closed.happen();
    else messages.call(JSON.parse(text) as Json);
  };
  if (!listening) {
    listening = true;
    bridge.onMessage((text) => current?.(text));
  }
  return {
    send(message) {
      if (!closed.happened) bridge.send(JSON.stringify(message));
    },
    onMessage: messages.add,
    onClose: closed.add,
    close: closed.happen,
  };
}
