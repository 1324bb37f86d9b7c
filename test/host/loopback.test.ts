import { createConnection, createServer, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { pageHeaders, pagePolicy } from '../../contract/page-policy.ts';
import { type Json, MAX_MESSAGE_BYTES, type Transport } from '../../contract/transport.ts';
import { type LoopbackServer, startLoopback } from '../../electron/host/loopback.ts';
import { ask, cookieFrom, makePageDir, openSocket } from '../support/loopback-client.ts';

let pageDir: ReturnType<typeof makePageDir>;
let server: LoopbackServer;
let pages: Transport[];

beforeEach(async () => {
  pages = [];
  pageDir = makePageDir();
  server = await startLoopback({ pageDir: pageDir.dir, port: 0, onPage: (page) => pages.push(page) });
});
afterEach(async () => {
  await server.close();
  pageDir.remove();
});

async function signedIn(): Promise<{ readonly cookie: string }> {
  return { cookie: await cookieFrom(server.startUrl) };
}

async function openLine(): Promise<{ readonly socket: WebSocket; readonly page: Transport }> {
  const socket = await openSocket(server.port, await signedIn());
  const page = pages.at(-1);
  if (typeof socket === 'number' || page === undefined) throw new Error(`no line: ${String(socket)}`);
  return { socket, page };
}

function closeCode(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.once('close', resolve));
}

async function expectServing(): Promise<void> {
  const cookie = await cookieFrom(server.newStartUrl());
  expect((await ask(server.port, '/', { headers: { cookie } })).status).toBe(200);
}

test('the token of a start address works once and is gone from the address', async () => {
  const { pathname, search } = new URL(server.startUrl);
  const first = await ask(server.port, pathname + search);
  expect(first).toMatchObject({ status: 303, headers: { location: '/', 'referrer-policy': 'no-referrer' } });
  expect(first.headers['set-cookie']?.[0]).toMatch(/^mot-cua-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
  const second = await ask(server.port, pathname + search);
  expect(second.status).toBe(401);
  expect(second.headers['set-cookie']).toBeUndefined();
  expect((await ask(server.port, '/?token=')).status).toBe(401);
});

test('another start address opens another window; the first one stays', async () => {
  const [one, two] = [await cookieFrom(server.startUrl), await cookieFrom(server.newStartUrl())];
  expect(one).not.toBe(two);
  for (const cookie of [one, two]) expect((await ask(server.port, '/', { headers: { cookie } })).status).toBe(200);
});

test('two desks on one machine do not take each other\u2019s session', async () => {
  const other = await startLoopback({ pageDir: pageDir.dir, port: 0, onPage: () => {} });
  try {
    const [here, there] = [await cookieFrom(server.startUrl), await cookieFrom(other.startUrl)];
    expect(here.split('=')[0]).not.toBe(there.split('=')[0]);
    for (const { port } of [server, other]) {
      expect((await ask(port, '/', { headers: { cookie: `${here}; ${there}` } })).status).toBe(200);
    }
    expect((await ask(other.port, '/', { headers: { cookie: here } })).status).toBe(401);
  } finally {
    await other.close();
  }
});

test.each(['', 'NAME=', 'NAME=x', 'other=1', `NAME=${'A'.repeat(43)}`, `mot-cua=${'A'.repeat(43)}`])(
  'without the session cookie ("%s") nothing is served and no socket opens',
  async (given) => {
    const cookie = given.replace('NAME', `mot-cua-${server.port}`);
    for (const path of ['/', '/app.js', '/nothing']) {
      const answer = await ask(server.port, path, { headers: { cookie } });
      expect(answer.status).toBe(401);
      expect(answer.body).toMatch(/Hãy mở.*Open the address/s);
    }
    expect(await openSocket(server.port, { cookie })).toBe(403);
    expect(pages).toEqual([]);
  },
);

test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:80', '[::1]', '0.0.0.0', '127.0.0.1:x'])(
  'a request for the host name %s is refused, cookie or not',
  async (host) => {
    const { cookie } = await signedIn();
    const start = new URL(server.newStartUrl());
    expect((await ask(server.port, '/', { headers: { host, cookie } })).status).toBe(403);
    expect((await ask(server.port, start.pathname + start.search, { headers: { host } })).status).toBe(403);
    expect(await openSocket(server.port, { cookie, host, origin: `http://${host}` })).toBe(403);
    expect(await cookieFrom(start.href), 'the token was not used up').toMatch(/^mot-cua-\d+=/);
  },
);

test.each(['http://evil.example', 'null', '', 'https://127.0.0.1', 'http://127.0.0.1:1', 'http://localhost'])(
  'a socket from a page of %s is refused',
  async (origin) => {
    expect(await openSocket(server.port, { ...(await signedIn()), origin })).toBe(403);
    expect(pages).toEqual([]);
  },
);

test.each(['/', '/officer', '/office/', '//', '/%6ffice'])('no socket opens at %s', async (path) => {
  expect(await openSocket(server.port, { ...(await signedIn()), path })).toBe(403);
  await expectServing();
});

test('a tunnel may change the port of the name', async () => {
  const host = 'localhost:19999';
  const socket = await openSocket(server.port, { ...(await signedIn()), host, origin: `http://${host}` });
  expect(typeof socket).toBe('object');
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is refused', async (method) => {
  const { cookie } = await signedIn();
  expect((await ask(server.port, '/', { method, headers: { cookie } })).status).toBe(403);
});

test.each([
  '/../outside.json',
  '/..%2foutside.json',
  '/%2e%2e/outside.json',
  '/%2e%2e%2foutside.json',
  '/%252e%252e%252foutside.json',
  '/..%5coutside.json',
  '/..\\outside.json',
  '/....//outside.json',
  '/app.js/../../outside.json',
  '/%c0%ae%c0%ae/outside.json',
  '/app.js%00',
  '/app.js::$DATA',
  '/.env',
  '/link.json',
  '/C:/windows/win.ini',
  '/etc/passwd',
  '//etc/passwd',
  '//',
  '/nothing.js',
  'http://127.0.0.1/../outside.json',
])('%s leads nowhere', async (path) => {
  const { cookie } = await signedIn();
  const answer = await ask(server.port, path, { headers: { cookie } });
  expect(answer.status).toBe(404);
  expect(answer.body).toBe('');
});

test('a page carries the policy of the program with its own socket, and a nonce of its own', async () => {
  const { cookie } = await signedIn();
  const nonces = new Set<string>();
  for (let load = 0; load < 3; load++) {
    const { headers, body, status } = await ask(server.port, '/', { headers: { cookie } });
    expect(status).toBe(200);
    const nonce = /content="([^"]+)"/.exec(body)?.[1] ?? '';
    nonces.add(nonce);
    const policy = pagePolicy({ nonce, extraConnect: `ws://127.0.0.1:${server.port}` });
    expect(headers).toMatchObject(pageHeaders(policy));
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${server.port};`);
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';");
  }
  expect(nonces.size).toBe(3);
});

test('scripts, missing pages and refusals carry the same headers', async () => {
  const { cookie } = await signedIn();
  for (const [path, given] of [
    ['/app.js', cookie],
    ['/nothing', cookie],
    ['/', ''],
  ] as const) {
    const { headers } = await ask(server.port, path, { headers: { cookie: given } });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; /);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  }
  expect((await ask(server.port, '/app.js', { headers: { cookie } })).headers['content-type']).toMatch(/javascript/);
  expect(await ask(server.port, '/', { method: 'HEAD', headers: { cookie } })).toMatchObject({ status: 200, body: '' });
});

test('it listens on 127.0.0.1 only', async () => {
  const others = ['127.0.0.2', '::1'];
  for (const each of Object.values(networkInterfaces()).flat()) {
    if (each !== undefined && each.address !== '127.0.0.1' && !each.address.startsWith('fe80'))
      others.push(each.address);
  }
  for (const host of others) await expect(ask(server.port, '/', { host }), host).rejects.toThrow();
  await expectServing();
});

test('a binary message, a text that is not JSON and a broken frame end that line only', async () => {
  for (const [spoil, code] of [
    [(socket: WebSocket) => socket.send(Buffer.from('{"id":1}')), 1003],
    [(socket: WebSocket) => socket.send('{"id":'), 1003],
    [(socket: WebSocket) => socket.send('x'.repeat(2 * MAX_MESSAGE_BYTES + 1)), 1009],
  ] as const) {
    const { socket, page } = await openSpoiled();
    const heard: Json[] = [];
    page.onMessage((message) => heard.push(message));
    const gone = new Promise<void>((resolve) => page.onClose(resolve));
    spoil(socket);
    expect(await closeCode(socket)).toBe(code);
    await gone;
    expect(heard).toEqual([]);
  }
  await expectServing();
});

async function openSpoiled(): Promise<{ readonly socket: WebSocket; readonly page: Transport }> {
  const socket = await openSocket(server.port, { cookie: await cookieFrom(server.newStartUrl()) });
  const page = pages.at(-1);
  if (typeof socket === 'number' || page === undefined) throw new Error(`no line: ${String(socket)}`);
  return { socket, page };
}

test('frames that break the protocol end the line, not the program', async () => {
  const { page, raw } = await openRawLine();
  const gone = new Promise<void>((resolve) => page.onClose(resolve));
  raw.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]));
  await gone;
  await expectServing();
});

test('a page that resets its line is gone; the program goes on', async () => {
  const { page, raw } = await openRawLine();
  const gone = new Promise<void>((resolve) => page.onClose(resolve));
  raw.resetAndDestroy();
  await gone;
  await expectServing();
});

test('a refused socket that hangs up at once harms nothing', async () => {
  for (let round = 0; round < 20; round++) {
    const raw = await connect();
    raw.write(upgradeRequest(''));
    raw.resetAndDestroy();
  }
  await expectServing();
});

test('after close the line is gone, the port is free, and half-open refused sockets do not hold it up', async () => {
  const { socket, page } = await openLine();
  const refused = await connect(true);
  refused.write(upgradeRequest(''));
  await new Promise((resolve) => refused.once('data', resolve));
  const [code, gone] = [closeCode(socket), new Promise<void>((resolve) => page.onClose(resolve))];
  await server.close();
  expect(await code).toBe(1006);
  await gone;
  refused.destroy();
  const next = createServer();
  await new Promise<void>((resolve, reject) => {
    next.once('error', reject);
    next.listen(server.port, '127.0.0.1', resolve);
  });
  await new Promise<void>((resolve) => next.close(() => resolve()));
}, 10_000);

function connect(allowHalfOpen = false): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: '127.0.0.1', port: server.port, allowHalfOpen }, () => resolve(socket));
    socket.on('error', reject);
  });
}

function upgradeRequest(cookie: string): string {
  const host = `127.0.0.1:${server.port}`;
  const lines = ['GET /office HTTP/1.1', `Host: ${host}`, `Origin: http://${host}`, `Cookie: ${cookie}`];
  lines.push('Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13');
  lines.push('Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', '', '');
  return lines.join('\r\n');
}

/** A socket past its handshake whose bytes the test writes itself. */
async function openRawLine(): Promise<{ readonly raw: Socket; readonly page: Transport }> {
  const cookie = await cookieFrom(server.newStartUrl());
  const raw = await connect();
  raw.write(upgradeRequest(cookie));
  const answer = await new Promise<Buffer>((resolve) => raw.once('data', resolve));
  const page = pages.at(-1);
  if (!answer.toString().startsWith('HTTP/1.1 101') || page === undefined) throw new Error('the handshake failed');
  return { raw, page };
}
