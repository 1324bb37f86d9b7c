import { randomBytes } from 'node:crypto';
import { NONCE_MARK, pageHeaders, pagePolicy } from '../../contract/page-policy.ts';
import { contentType, readPageFile } from '../host/ports/page-files.ts';
import { PAGE_HOST } from './channel.ts';
import { STOP_PATH, stopPage } from './stop-page.ts';

/** Answers one request of the page: a file below `pageDir`, the stop page, or 404. */
export async function answerPageRequest(
  request: { readonly url: string; readonly method: string },
  pageDir: string,
): Promise<Response> {
  const nonce = randomBytes(18).toString('base64');
  const headers = pageHeaders(pagePolicy({ nonce }));
  const answer = (status: number, body: string | Uint8Array<ArrayBuffer>, type: string) =>
    new Response(body, { status, headers: { ...headers, 'content-type': type } });
  const html = (text: string) => answer(200, text.replaceAll(NONCE_MARK, nonce), contentType('page.html'));

  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, '405', contentType('status.txt'));
  const url = new URL(request.url);
  if (url.hostname === PAGE_HOST && url.pathname === STOP_PATH) return html(stopPage(url.searchParams.get('code')));
  const file = url.hostname === PAGE_HOST ? await readPageFile(url.pathname, pageDir) : null;
  if (file === null) return answer(404, '404', contentType('status.txt'));
  if (file.isHtml) return html(file.bytes.toString('utf8'));
  return answer(200, new Uint8Array(file.bytes), file.contentType);
}
