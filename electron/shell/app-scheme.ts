import { type Protocol, protocol } from 'electron';
import { PAGE_SCHEME } from './channel.ts';
import { answerPageRequest } from './page-files.ts';

/** Makes `app://` a secure origin like https. Call before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the folder of page files under `app://desk/`. */
export function servePage(sessionProtocol: Protocol, pageDir: string): void {
  sessionProtocol.handle(PAGE_SCHEME, (request) => answerPageRequest(request, pageDir));
}
