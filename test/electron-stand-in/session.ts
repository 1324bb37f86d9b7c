import { ListedEvents, makeEvent, onlyListed } from './only-listed.ts';
import { makeProtocol } from './protocol.ts';

type PermissionCheck = (contents: unknown, permission: string, origin: string, details: object) => boolean;
type PermissionRequest = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: object,
) => void;
type BeforeRequest = (details: { readonly url: string }, answer: (verdict: { cancel?: boolean }) => void) => void;

/** One Electron session and what the stand-in itself needs to know of it. */
export interface StandInSession {
  readonly api: object;
  readonly protocol: ReturnType<typeof makeProtocol>;
  /** True where neither the check nor the request handler refuses: Electron grants when there is no handler. */
  grants(permission: string, origin: string): Promise<boolean>;
  cancels(url: string): Promise<boolean>;
  refusesDownload(url: string): boolean;
}

const sessions = new Map<string, StandInSession>();
const byApi = new WeakMap<object, StandInSession>();

/** The session behind an object the shell was given. */
export function sessionOf(api: unknown): StandInSession {
  const found = byApi.get(api as object);
  if (found === undefined) throw new Error('a window of the stand-in needs the session it was made with');
  return found;
}

function makeSession(): StandInSession {
  const events = new ListedEvents('Session', [
    'select-hid-device',
    'select-serial-port',
    'select-usb-device',
    'will-download',
  ]);
  const protocol = makeProtocol();
  let check: PermissionCheck | null = null;
  let request: PermissionRequest | null = null;
  const before: { readonly urls: readonly string[]; readonly listener: BeforeRequest }[] = [];
  const api = onlyListed('Session', {
    protocol: protocol.api,
    webRequest: onlyListed('Session.webRequest', {
      onBeforeRequest(filter: { readonly urls: readonly string[] }, listener: BeforeRequest): void {
        before.push({ urls: filter.urls, listener });
      },
    }),
    setPermissionCheckHandler(handler: PermissionCheck | null): void {
      check = handler;
    },
    setPermissionRequestHandler(handler: PermissionRequest | null): void {
      request = handler;
    },
    setDevicePermissionHandler: (_handler: unknown): void => {},
    setBluetoothPairingHandler: (_handler: unknown): void => {},
    setUSBProtectedClassesHandler: (_handler: unknown): void => {},
    setDisplayMediaRequestHandler: (_handler: unknown): void => {},
    setSpellCheckerEnabled: (_enable: boolean): void => {},
    on: (event: string, listener: (...args: never[]) => void): void => void events.on(event, listener),
  });
  const made: StandInSession = {
    api,
    protocol,
    async grants(permission, origin) {
      if (check === null || check(null, permission, origin, {})) return true;
      if (request === null) return true;
      const ask = request;
      return new Promise((resolve) => ask(null, permission, resolve, {}));
    },
    async cancels(url) {
      for (const { urls, listener } of before) {
        if (!urls.some((pattern) => matches(url, pattern))) continue;
        const verdict = await new Promise<{ cancel?: boolean }>((resolve) => listener({ url }, resolve));
        if (verdict.cancel === true) return true;
      }
      return false;
    },
    refusesDownload(url) {
      const event = makeEvent({});
      events.emit('will-download', event, onlyListed('DownloadItem', { getURL: () => url }), null);
      return event.defaultPrevented;
    },
  };
  byApi.set(api, made);
  return made;
}

/** Electron's match patterns, as far as `scheme://` followed by stars. */
function matches(url: string, pattern: string): boolean {
  const scheme = pattern.slice(0, pattern.indexOf('://') + 3);
  if (!pattern.endsWith('://*/*')) throw new Error(`the stand-in does not know the address pattern ${pattern}`);
  return url.startsWith(scheme);
}

export const session = onlyListed('session', {
  fromPartition(name: string): object {
    if (name.startsWith('persist:')) throw new Error('the stand-in keeps sessions in memory only');
    const found = sessions.get(name) ?? makeSession();
    sessions.set(name, found);
    return found.api;
  },
});
