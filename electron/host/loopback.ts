import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { NONCE_MARK, pageHeaders, pagePolicy } from '../../contract/page-policy.ts';
import { type Json, MAX_MESSAGE_BYTES, type Transport } from '../../contract/transport.ts';
import { readPageFile } from './ports/page-files.ts';

/** Path of the WebSocket that carries the contract. */
export const SOCKET_PATH = '/office';

export interface LoopbackServer {
  readonly port: number;
  /** Opens the page once; the token in it is dropped on first use. */
  readonly startUrl: string;
  /** A fresh start address, for another window of the same user. */
  newStartUrl(): string;
  close(): Promise<void>;
}

export interface LoopbackOptions {
  readonly pageDir: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly onPage: (transport: Transport) => void;
}

/**
 * The page and the contract over 127.0.0.1, for development, browser journeys and machines where Electron cannot run;
 * never packaged. A one-time token in the start address becomes a session cookie; Host and Origin are checked on every
 * request, so neither another user's page nor a rebound name reaches the office.
 */
export async function startLoopback(options: LoopbackOptions): Promise<LoopbackServer> {
  const startTokens = new Set<string>();
  const sessions = new Set<string>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 2 * MAX_MESSAGE_BYTES });
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (!fromOurPage(request) || !hasSession(request) || requestUrl(request).pathname !== SOCKET_PATH) {
      refuseUpgrade(socket);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => options.onPage(socketTransport(webSocket)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  // Cookies know no ports: two desks on one machine would take each other's. A tunnel may show another port.
  const cookieName = `mot-cua-${port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = requestUrl(request);
    if (!isOurHost(request) || (request.method !== 'GET' && request.method !== 'HEAD')) {
      response.writeHead(403).end();
      return;
    }
    const token = url.searchParams.get('token');
    if (token !== null && startTokens.delete(token)) {
      const session = newSecret();
      sessions.add(session);
      response.writeHead(303, {
        location: '/',
        'set-cookie': `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
      response.end();
      return;
    }
    const nonce = randomBytes(18).toString('base64');
    const headers = pageHeaders(pagePolicy({ nonce, extraConnect: `ws://${request.headers.host}` }));
    if (!hasSession(request)) {
      response.writeHead(401, { ...headers, 'content-type': 'text/plain; charset=utf-8' });
      response.end('Hãy mở bằng địa chỉ mà chương trình vừa in ra. / Open the address the program printed.\n');
      return;
    }
    const file = await readPageFile(url.pathname, options.pageDir);
    if (file === null) {
      response.writeHead(404, headers).end();
      return;
    }
    const body = file.isHtml ? Buffer.from(file.bytes.toString('utf8').replaceAll(NONCE_MARK, nonce)) : file.bytes;
    response.writeHead(200, { ...headers, 'content-type': file.contentType, 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  function hasSession(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim().split('='));
    const given = cookies.find(([name]) => name === cookieName)?.[1] ?? '';
    return [...sessions].some((session) => sameSecret(session, given));
  }

  function newStartUrl(): string {
    const token = newSecret();
    startTokens.add(token);
    return `http://127.0.0.1:${port}/?token=${token}`;
  }

  return {
    port,
    startUrl: newStartUrl(),
    newStartUrl,
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The address asked for; one that is no address leads to a page that does not exist. */
function requestUrl(request: IncomingMessage): URL {
  return URL.parse(request.url ?? '/', 'http://127.0.0.1') ?? new URL('http://127.0.0.1//');
}

/** A tunnel keeps the name `localhost` or `127.0.0.1` but may change the port. */
function isOurHost(request: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d{1,5})?$/.test(request.headers.host ?? '');
}

function fromOurPage(request: IncomingMessage): boolean {
  return isOurHost(request) && request.headers.origin === `http://${request.headers.host}`;
}

function refuseUpgrade(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n', () => socket.destroy());
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function sameSecret(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The contract's line over one WebSocket: JSON text both ways; anything else ends the line. */
export function socketTransport(socket: WebSocket): Transport {
  // A broken or over-large frame: `close` follows by itself, and an error nobody listens to would end the program.
  socket.on('error', () => {});
  return {
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage(listener) {
      const take = (data: Buffer, isBinary: boolean): void => {
        const message = isBinary ? undefined : parseJson(data.toString('utf8'));
        if (message === undefined) socket.close(1003);
        else listener(message);
      };
      socket.on('message', take);
      return () => socket.off('message', take);
    },
    onClose(listener) {
      if (socket.readyState === socket.CLOSED) listener();
      else socket.once('close', listener);
      return () => socket.off('close', listener);
    },
    close: () => socket.close(),
  };
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
