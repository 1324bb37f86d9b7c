import { appState } from './app.ts';
import { onlyListed, onlyOptions } from './only-listed.ts';

type PageHandler = (request: Request) => Response | Promise<Response>;

interface CustomScheme {
  readonly scheme: string;
  readonly privileges: Readonly<Record<string, boolean>>;
}

const privileged = new Set<string>();

/** The handlers of one session by scheme. */
export function makeProtocol() {
  const handlers = new Map<string, PageHandler>();
  return {
    handlerOf(scheme: string): PageHandler | undefined {
      return handlers.get(scheme);
    },
    api: onlyListed('Session.protocol', {
      handle(scheme: string, handler: PageHandler): void {
        if (!privileged.has(scheme)) throw new Error(`the stand-in serves privileged schemes only, not '${scheme}'`);
        if (handlers.has(scheme)) throw new Error(`'${scheme}' is handled already`);
        handlers.set(scheme, handler);
      },
    }),
  };
}

export const protocol = onlyListed('protocol', {
  registerSchemesAsPrivileged(schemes: readonly CustomScheme[]): void {
    if (appState.isReady) throw new Error('schemes are registered before the app is ready');
    for (const { scheme, privileges } of schemes) {
      onlyOptions('privileges', privileges, ['standard', 'secure', 'supportFetchAPI', 'codeCache']);
      if (privileges.standard && privileges.secure) privileged.add(scheme);
    }
  },
});
