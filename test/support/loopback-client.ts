import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { NONCE_MARK } from '../../contract/page-policy.ts';
import { SOCKET_PATH } from '../../electron/host/loopback.ts';

/** A page folder with one HTML page and one script, a hidden file in it and secrets beside it; `remove` deletes all. */
export function makePageDir(): { readonly dir: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), 'page-'));
  const dir = join(root, 'page');
  mkdirSync(dir);
  const html = `<!doctype html><meta name="nonce" content="${NONCE_MARK}"><script src="/app.js"></script>`;
  writeFileSync(join(dir, 'index.html'), html);
  writeFileSync(join(dir, 'app.js'), 'export {};\n');
  writeFileSync(join(dir, '.env'), 'SECRET=1\n');
  writeFileSync(join(root, 'outside.json'), '{"secret":1}\n');
  symlinkSync(join(root, 'outside.json'), join(dir, 'link.json'));
  return { dir, remove: () => rmSync(root, { recursive: true, force: true }) };
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One request with exactly this path and these headers: nothing is resolved, decoded or added on the way. */
export function ask(
  port: number,
  path: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly host?: string;
  } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, host = '127.0.0.1' } = options;
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, path, method, headers: { connection: 'close', ...headers } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Uses up a start address and answers the session cookie it gives, ready for a `Cookie` header. */
export async function cookieFrom(startUrl: string): Promise<string> {
  const url = new URL(startUrl);
  const answer = await ask(Number(url.port), url.pathname + url.search);
  const cookie = String(answer.headers['set-cookie'] ?? '').split(';')[0];
  if (answer.status !== 303 || !cookie) throw new Error(`the start address answered ${answer.status}`);
  return cookie;
}

export interface SocketOptions {
  readonly cookie?: string;
  readonly origin?: string;
  readonly host?: string;
  readonly path?: string;
}

/** An open socket as the page's browser would open it, or the HTTP status that refused it. */
export function openSocket(port: number, options: SocketOptions): Promise<WebSocket | number> {
  const { cookie, origin = `http://127.0.0.1:${port}`, host = `127.0.0.1:${port}`, path = SOCKET_PATH } = options;
  const headers = { origin, host, ...(cookie === undefined ? {} : { cookie }) };
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.on('error', () => {});
      socket.terminate();
    });
    socket.once('error', reject);
  });
}
