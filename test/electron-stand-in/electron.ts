/**
 * Stands in for the `electron` module in tests: the part of its main-process API that the shell uses, over Node and
 * a real Chromium. Anything else throws. A named import that is not in this list does not even link.
 */
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu } from './menu.ts';
import { onlyListed } from './only-listed.ts';
import { protocol } from './protocol.ts';
import { safeStorage } from './safe-storage.ts';
import { session } from './session.ts';
import { utilityProcess } from './utility-process.ts';

export { app, BrowserWindow, ipcMain, Menu, protocol, safeStorage, session, utilityProcess };

export default onlyListed('electron', {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  protocol,
  safeStorage,
  session,
  utilityProcess,
});
