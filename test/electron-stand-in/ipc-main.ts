import { EventEmitter } from 'node:events';
import { onlyListed } from './only-listed.ts';

/** Carries messages of every page; channels are free names. */
export const ipcEvents = new EventEmitter();

export const ipcMain = onlyListed('ipcMain', {
  on: (channel: string, listener: (...args: unknown[]) => void): void => void ipcEvents.on(channel, listener),
  removeListener: (channel: string, listener: (...args: unknown[]) => void): void =>
    void ipcEvents.removeListener(channel, listener),
});
