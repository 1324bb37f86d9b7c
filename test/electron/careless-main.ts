import { app, BrowserWindow, protocol, session } from 'electron';

/** A program without any guard: what the stand-in allows then shows that it is the shell that denies. */
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
await app.whenReady();
const open = session.fromPartition('careless');
open.protocol.handle(
  'app',
  () => new Response('<title>careless</title>', { headers: { 'content-type': 'text/html' } }),
);
const window = new BrowserWindow({
  webPreferences: { session: open, sandbox: true, preload: process.env.CARELESS_PRELOAD ?? '' },
});
await window.loadURL('app://desk/');
window.show();
