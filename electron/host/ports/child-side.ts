import type { Json } from '../../../contract/transport.ts';
import { findParentPort } from './shell-protocol.ts';

/** A child process's own end of its `ChildLine`. */
export interface ChildSide {
  send(message: Json): void;
  onMessage(listener: (message: Json) => void): void;
}

/** Finds the line to whoever started this process: Electron's parent port, or Node's fork channel. */
export function openChildSide(): ChildSide {
  const port = findParentPort();
  if (port !== null) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => void port.on('message', (event) => listener(event.data as Json)),
    };
  }
  if (process.send === undefined) throw new Error('this program is started by the office, not by hand');
  return {
    send: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', (message) => listener(message as Json)),
  };
}
