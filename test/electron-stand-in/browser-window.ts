import { appState } from './app.ts';
import { ListedEvents, makeEvent, onlyListed, onlyOptions } from './only-listed.ts';
import { say } from './say.ts';
import { sessionOf } from './session.ts';
import { makeWebContents } from './web-contents.ts';

interface WindowOptions {
  readonly webPreferences?: Readonly<Record<string, unknown>>;
}

const OPTIONS = [
  'title',
  'width',
  'height',
  'minWidth',
  'minHeight',
  'show',
  'backgroundColor',
  'autoHideMenuBar',
  'webPreferences',
];
const PREFERENCES = [
  'preload',
  'session',
  'sandbox',
  'contextIsolation',
  'nodeIntegration',
  'nodeIntegrationInSubFrames',
  'nodeIntegrationInWorker',
  'webviewTag',
  'webSecurity',
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'navigateOnDragDrop',
  'spellcheck',
  'devTools',
];

let windows = 0;

function makeWindow(options: WindowOptions) {
  if (!appState.isReady) throw new Error('a window cannot be made before the app is ready');
  onlyOptions('BrowserWindow', options, OPTIONS);
  const preferences = options.webPreferences ?? {};
  onlyOptions('webPreferences', preferences, PREFERENCES);
  if (preferences.sandbox !== true || preferences.contextIsolation === false) {
    throw new Error('the stand-in runs sandboxed, isolated pages only');
  }
  say({ news: 'web-preferences', preferences });
  windows += 1;
  const events = new ListedEvents('BrowserWindow', ['ready-to-show', 'closed']);
  let isDestroyed = false;
  const contents = makeWebContents(sessionOf(preferences.session), String(preferences.preload), () => {
    isDestroyed = true;
    windows -= 1;
    events.emit('closed');
    appState.windowClosed(windows);
  });
  appState.contentsCreated(contents.api);
  return onlyListed('BrowserWindow', {
    webContents: contents.api,
    async loadURL(url: string): Promise<void> {
      await contents.loadURL(url);
      events.emit('ready-to-show', makeEvent({}));
    },
    show: (): void => say({ news: 'shown' }),
    focus(): void {
      say({ news: 'focused' });
      void contents.line.then(({ page }) => page.bringToFront());
    },
    isMinimized: (): boolean => false,
    isDestroyed: (): boolean => isDestroyed,
    on: (event: string, listener: (...args: never[]) => void): void => void events.on(event, listener),
    once: (event: string, listener: (...args: never[]) => void): void => void events.once(event, listener),
  });
}

/** `new BrowserWindow(options)`. */
export const BrowserWindow = onlyListed('BrowserWindow', function BrowserWindow(options: WindowOptions) {
  return makeWindow(options);
});
