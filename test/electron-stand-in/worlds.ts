/** Name of the isolated world in which the preload runs. */
export const PRELOAD_WORLD = 'preload';
/** The binding through which that world speaks to the shell. */
export const TO_SHELL = '__standInToShell';

/** Runs in the page's own world: builds what the preload exposes, relaying calls as JSON in DOM events. */
export const PAGE_WORLD_SOURCE = `(() => {
  if (window !== window.top) return;
  const callbacks = new Map();
  const { parse, stringify } = JSON;
  const listen = window.addEventListener.bind(window);
  const unlisten = window.removeEventListener.bind(window);
  const dispatch = window.dispatchEvent.bind(window);
  const remember = (callback) => { callbacks.set(callbacks.size, callback); return callbacks.size - 1; };
  const pack = (value) => typeof value === 'function' ? { callback: remember(value) } : { value };
  const relay = (key, name) => (...args) => {
    let answer;
    const hear = (event) => { answer = parse(event.detail); };
    listen('stand-in:answer', hear);
    dispatch(new CustomEvent('stand-in:call', { detail: stringify({ key, name, args: args.map(pack) }) }));
    unlisten('stand-in:answer', hear);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value;
  };
  listen('stand-in:expose', (event) => {
    const { key, names } = parse(event.detail);
    if (Object.hasOwn(window, key)) return;
    const api = Object.freeze(Object.fromEntries(names.map((name) => [name, relay(key, name)])));
    Object.defineProperty(window, key, { value: api, enumerable: true });
  });
  listen('stand-in:callback', (event) => {
    const { id, args } = parse(event.detail);
    callbacks.get(id)?.(...args);
  });
  dispatch(new CustomEvent('stand-in:page-ready'));
})();`;

/** Runs in the isolated world: a sandboxed preload's `require('electron')`, then the preload itself. */
export function preloadWorldSource(preload: string): string {
  return `(() => {
  if (window !== window.top) return;
  const exposed = new Map();
  const listeners = new Map();
  const emit = (name, detail) => window.dispatchEvent(new CustomEvent(name, { detail: JSON.stringify(detail) }));
  const announce = () => {
    for (const [key, api] of exposed) emit('stand-in:expose', { key, names: Object.keys(api) });
  };
  const unpack = (arg) => 'callback' in arg
    ? (...args) => emit('stand-in:callback', { id: arg.callback, args })
    : arg.value;
  window.addEventListener('stand-in:page-ready', announce);
  window.addEventListener('stand-in:call', (event) => {
    const { key, name, args } = JSON.parse(event.detail);
    try {
      emit('stand-in:answer', { value: exposed.get(key)[name](...args.map(unpack)) });
    } catch (error) {
      emit('stand-in:answer', { error: String(error.message) });
    }
  });
  const listed = (where, members) => new Proxy(members, {
    get(from, key) {
      if (!(key in from)) throw new Error('the Electron stand-in has no ' + where + '.' + String(key));
      return from[key];
    },
  });
  const electron = listed('electron', {
    contextBridge: listed('contextBridge', {
      exposeInMainWorld(key, api) {
        for (const member of Object.values(api)) {
          if (typeof member !== 'function') throw new Error('the stand-in exposes functions only');
        }
        exposed.set(key, api);
        announce();
      },
    }),
    ipcRenderer: listed('ipcRenderer', {
      send: (channel, ...args) => globalThis.${TO_SHELL}(JSON.stringify({ channel, args })),
      on(channel, listener) { listeners.set(channel, [...(listeners.get(channel) ?? []), listener]); },
    }),
  });
  globalThis.__standInFromShell = (channel, args) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
  };
  const require = (name) => {
    if (name !== 'electron') throw new Error('module not found: ' + name);
    return electron;
  };
  (function (require, module, exports) {
${preload}
  })(require, { exports: {} }, {});
})();`;
}
