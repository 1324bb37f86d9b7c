import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { NONCE_MARK, pageHeaders, pagePolicy } from '../../contract/page-policy.ts';
import { PAGE_HOST } from './channel.ts';
import { contentType } from './content-type.ts';
import { STOP_PATH, stopPage } from './stop-page.ts';

/** Answers one request of the page: a file below `pageDir`, the stop page, or 404. */
export async function answerPageRequest(
  request: { readonly url: string; readonly method: string },
  pageDir: string,
): Promise<Response> {
  const nonce = randomBytes(18).toString('base64');
  const headers = pageHeaders(pagePolicy({ nonce }));
  const refuse = (status: 404 | 405) =>
    new Response(String(status), { status, headers: { ...headers, 'content-type': contentType('status.txt') } });
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const url = new URL(request.url);
  if (url.hostname !== PAGE_HOST) return refuse(404);
  if (url.pathname === STOP_PATH) return html(stopPage(url.searchParams.get('code')), nonce, headers);
  const file = await findFile(url.pathname, pageDir);
  if (file === null) return refuse(404);
  const bytes = await readFile(file);
  if (file.endsWith('.html')) return html(bytes.toString('utf8'), nonce, headers);
  return new Response(bytes, { headers: { ...headers, 'content-type': contentType(file) } });
}

function html(text: string, nonce: string, headers: Readonly<Record<string, string>>): Response {
  return new Response(text.replaceAll(NONCE_MARK, nonce), {
    headers: { ...headers, 'content-type': contentType('page.html') },
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
