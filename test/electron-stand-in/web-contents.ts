import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { ipcEvents } from './ipc-main.ts';
import { ListedEvents, makeEvent, onlyListed } from './only-listed.ts';
import { toBrowserAddress, toShellAddress, toShellOrigin } from './page-address.ts';
import { serveRoutes } from './routes.ts';
import { say } from './say.ts';
import type { StandInSession } from './session.ts';
import { PAGE_WORLD_SOURCE, PRELOAD_WORLD, preloadWorldSource, TO_SHELL } from './worlds.ts';

interface FrameFacts {
  readonly id: string;
  readonly parentId?: string;
  readonly url: string;
  readonly securityOrigin: string;
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' };

const PERMISSIONS = [
  'geolocation',
  'notifications',
  'midi',
  'clipboard-read',
  'persistent-storage',
  'idle-detection',
  'screen-wake-lock',
  'local-fonts',
  'window-management',
  'storage-access',
];
const MEDIA = ['camera', 'microphone'];

let lastId = 0;

/** One page: Chromium with the preload in its isolated world, and Electron's `WebContents` over it. */
export function makeWebContents(session: StandInSession, preload: string, onClosed: () => void) {
  lastId += 1;
  const id = lastId;
  const events = new ListedEvents('WebContents', [
    'will-navigate',
    'will-frame-navigate',
    'will-redirect',
    'will-attach-webview',
    'did-navigate',
    'render-process-gone',
    'destroyed',
  ]);
  let openHandler: OpenHandler | null = null;
  let ownLoad: string | null = null;
  let isDestroyed = false;
  const line = openLine();

  async function openLine(): Promise<{ page: Page; cdp: CDPSession; worlds: Map<number, string> }> {
    const { context, page } = await openBrowser();
    await serveRoutes(page, session, {
      emit: (event, ...args) => events.emit(event, ...args),
      takeOwnLoad(url) {
        const isOwn = ownLoad === url;
        if (isOwn) ownLoad = null;
        return isOwn;
      },
    });
    const cdp = await context.newCDPSession(page);
    const worlds = new Map<number, string>();
    listen(cdp, worlds);
    await cdp.send('Page.enable');
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: TO_SHELL, executionContextName: PRELOAD_WORLD });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: PAGE_WORLD_SOURCE });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadWorldSource(readFileSync(preload, 'utf8')),
      worldName: PRELOAD_WORLD,
    });
    context.on('page', (opened) => void judgePopup(opened));
    page.on('download', (download) => {
      if (session.refusesDownload(toShellAddress(download.url()))) void download.cancel();
    });
    page.on('crash', () => events.emit('render-process-gone', makeEvent({}), { reason: 'crashed', exitCode: 1 }));
    page.on('close', () => {
      isDestroyed = true;
      events.emit('destroyed');
      onClosed();
    });
    return { page, cdp, worlds };
  }

  const frames = new Map<string, FrameFacts>();
  let mainFrameId = '';

  function listen(cdp: CDPSession, worlds: Map<number, string>): void {
    cdp.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
      frames.set(frameId, { id: frameId, parentId: parentFrameId ?? '', url: '', securityOrigin: 'null' });
    });
    cdp.on('Page.frameDetached', ({ frameId }) => void frames.delete(frameId));
    cdp.on('Page.frameNavigated', ({ frame }) => {
      frames.set(frame.id, frame);
      if (frame.parentId !== undefined) return;
      mainFrameId = frame.id;
      events.emit('did-navigate', makeEvent({}), toShellAddress(frame.url), 200, 'OK');
      say({ news: 'loaded', url: toShellAddress(frame.url) });
    });
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = context.auxData as { frameId?: string };
      if (context.name === PRELOAD_WORLD && frameId !== undefined) worlds.set(context.id, frameId);
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => void worlds.delete(executionContextId));
    cdp.on('Runtime.executionContextsCleared', () => worlds.clear());
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const frameId = worlds.get(executionContextId);
      if (name === TO_SHELL && frameId !== undefined) receive(frameId, payload);
    });
  }

  function receive(frameId: string, payload: string): void {
    const { channel, args } = JSON.parse(payload) as { channel: string; args: unknown[] };
    const event = makeEvent({ sender: api, senderFrame: frameApi(frameId) });
    ipcEvents.emit(channel, event, ...args);
  }

  function frameApi(frameId: string): object | null {
    const facts = frames.get(frameId);
    if (facts === undefined) return null;
    const parent = facts.parentId ? frameApi(facts.parentId) : null;
    return onlyListed('WebFrameMain', {
      frameTreeNodeId: [...frames.keys()].indexOf(frameId) + 1,
      parent,
      url: toShellAddress(facts.url),
      origin: toShellOrigin(facts.securityOrigin.replace(/\/$/, '')),
    });
  }

  async function deliver(channel: string, args: readonly unknown[]): Promise<void> {
    const { cdp, worlds } = await line;
    const target = [...worlds].filter(([, frameId]) => frameId === mainFrameId).at(-1);
    if (target === undefined || isDestroyed) return;
    const expression = `__standInFromShell(${JSON.stringify(channel)}, ${JSON.stringify(args)})`;
    await cdp.send('Runtime.evaluate', { expression, contextId: target[0] }).catch(() => {});
  }

  async function judgePopup(opened: Page): Promise<void> {
    const url = toShellAddress(opened.url());
    const action = openHandler === null ? 'allow' : openHandler({ url }).action;
    say({ news: 'window-open', url, action });
    if (action === 'deny') await opened.close();
  }

  /** Sets in the browser what the session's handlers answer. Chromium forgets it when the CDP session ends. */
  async function applyPermissions(cdp: CDPSession, address: string): Promise<void> {
    const { origin } = new URL(address);
    const shellOrigin = toShellOrigin(origin);
    const media = await session.grants('media', shellOrigin);
    for (const name of [...PERMISSIONS, ...MEDIA]) {
      const granted = MEDIA.includes(name) ? media : await session.grants(name, shellOrigin);
      const setting = granted ? 'granted' : 'denied';
      await cdp.send('Browser.setPermission', { permission: { name }, setting, origin });
    }
  }

  const api = onlyListed('WebContents', {
    id,
    get mainFrame() {
      return frameApi(mainFrameId);
    },
    isDestroyed: () => isDestroyed,
    send: (channel: string, ...args: unknown[]): void => void deliver(channel, args),
    reload: (): void => void line.then(({ page }) => loadURL(toShellAddress(page.url()))),
    setWindowOpenHandler(handler: OpenHandler): void {
      openHandler = handler;
    },
    on: (event: string, listener: (...args: never[]) => void): void => void events.on(event, listener),
  });

  async function loadURL(url: string): Promise<void> {
    const { page, cdp } = await line;
    const address = toBrowserAddress(url);
    await applyPermissions(cdp, address);
    ownLoad = url;
    await page.goto(address);
  }
  return { api, loadURL, line };
}
