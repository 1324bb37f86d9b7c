import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type Protocol, protocol } from 'electron';
import { NONCE_MARK, pageHeaders, pagePolicy } from '../../contract/page-policy.ts';
import { PAGE_HOST, PAGE_SCHEME } from './channel.ts';
import { contentType } from './content-type.ts';
import { STOP_PATH, stopPage } from './stop-page.ts';

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

/** Answers one request of the page: a file below `pageDir`, the stop page, or 404. */
export async function answerPageRequest(
  request: { readonly url: string; readonly method: string },
  pageDir: string,
): Promise<Response> {
  const nonce = randomBytes(18).toString('base64');
  const headers = pageHeaders(pagePolicy({ nonce }));
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers });
  const url = new URL(request.url);
  if (url.hostname !== PAGE_HOST) return new Response(null, { status: 404, headers });
  if (url.pathname === STOP_PATH) return html(stopPage(url.searchParams.get('code')), nonce, headers);
  const file = await findFile(url.pathname, pageDir);
  if (file === null) return new Response(null, { status: 404, headers });
  const bytes = await readFile(file);
  if (file.endsWith('.html')) return html(bytes.toString('utf8'), nonce, headers);
  return new Response(bytes, { headers: { ...headers, 'content-type': contentType(file) } });
}

function html(text: string, nonce: string, headers: Readonly<Record<string, string>>): Response {
  return new Response(text.replaceAll(NONCE_MARK, nonce), {
    headers: { ...headers, 'content-type': contentType('.html') },
  });
}

/**
 * The file a path names, or null. Only plain names pass: a letter, digit or underscore first, then also `.`, `-`,
 * `@`, `+`. So neither `..` nor drive letters, streams, backslashes, percent signs or hidden files reach the disk.
 */
async function findFile(pathname: string, pageDir: string): Promise<string | null> {
  const path = pathname === '/' ? '/index.html' : pathname;
  const names = path.slice(1).split('/');
  if (!names.every((name) => /^[A-Za-z0-9_][A-Za-z0-9_.@+-]*$/.test(name) && !name.endsWith('.'))) return null;
  try {
    const root = await realpath(pageDir);
    const file = await realpath(join(root, ...names));
    return file.startsWith(root + sep) && names.at(-1)?.includes('.') ? file : null;
  } catch {
    return null;
  }
}
