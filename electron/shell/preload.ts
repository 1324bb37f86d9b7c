import { contextBridge, ipcRenderer } from 'electron';
import { OFFICE_CHANNEL } from './channel.ts';

/**
 * The whole of what the page may reach: two functions that carry JSON text. The listener gets `null` when the line
 * to the office is gone; the next `send` begins a new one. Register the listener before the first `send`.
 */
const office = Object.freeze({
  send(text: unknown): void {
    if (typeof text !== 'string') throw new TypeError('office.send takes JSON text');
    ipcRenderer.send(OFFICE_CHANNEL, text);
  },
  onMessage(listener: unknown): void {
    if (typeof listener !== 'function') throw new TypeError('office.onMessage takes a function');
    ipcRenderer.on(OFFICE_CHANNEL, (_event, text: unknown) => {
      if (typeof text === 'string' || text === null) listener(text);
    });
  },
});

contextBridge.exposeInMainWorld('office', office);
