import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createClockWatch, systemClock } from '../../../sync/desk/clock.ts';
import { type CityRequest, createExchange, replyFailure } from '../../../sync/desk/exchange.ts';
import { SYNC_MEDIA_TYPE } from '../../../sync/protocol/headers.ts';

const SERVER_ID = 'city-1';
const OK_BODY = '{"answer":true}';

function digest(body: string): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

/** Headers of our city for a body. */
function ours(request: IncomingMessage, body: string): Record<string, string> {
  return {
    'hoso-server-id': SERVER_ID,
    'hoso-timeline': 't-1',
    'hoso-request-id': String(request.headers['hoso-request-id']),
    'hoso-time': String(Date.now()),
    'content-digest': digest(body),
    'content-type': SYNC_MEDIA_TYPE,
  };
}

describe('one exchange', () => {
  let server: Server | null = null;
  const clockWatch = createClockWatch(systemClock);
  const exchange = createExchange({ clock: systemClock, clockWatch });
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = null;
  });

  async function ask(listener: RequestListener, request: Partial<CityRequest> = {}) {
    server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise((resolve) => server?.once('listening', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const endpoint = { address, serverId: SERVER_ID, deviceId: 'd-1', token: 'secret', epoch: '0'.repeat(32) };
    return exchange.send(endpoint, { method: 'GET', path: '/v1/thing', expect: 'json', ...request });
  }
  const answer =
    (status: number, body: string, change: (headers: Record<string, string>) => void = () => {}) =>
    (request: IncomingMessage, response: ServerResponse) => {
      const headers = ours(request, body);
      change(headers);
      response.writeHead(status, headers).end(body);
    };
  const cause = (which: string) => ({ ok: false, failure: { code: 'not-our-city', cause: which } });

  it('hands out an authentic reply with its status, whatever that is', async () => {
    const good = await ask(answer(200, OK_BODY));
    expect(good.ok && good.value.json).toEqual({ answer: true });
    const bad = await ask(answer(500, '{"type":"x","title":"x","status":500,"code":"internal"}'));
    expect(bad.ok && replyFailure(bad.value, 0)).toEqual({ code: 'city-refused', status: 500, reason: 'internal' });
  });

  it('sends who it is, a fresh request id and the digest of its body', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const listener: RequestListener = (request, response) => {
      seen.push(request.headers);
      answer(200, OK_BODY)(request, response);
    };
    await ask(listener, { method: 'POST', json: { a: 1 } });
    await ask(listener, { method: 'POST', json: { a: 1 } });
    expect(seen[0]).toMatchObject({
      authorization: 'Bearer secret',
      'hoso-protocol': '1',
      'hoso-device': 'd-1',
      'hoso-epoch': '0'.repeat(32),
      'content-digest': digest('{"a":1}'),
      'content-type': SYNC_MEDIA_TYPE,
    });
    expect(seen[0]?.['hoso-request-id']).not.toBe(seen[1]?.['hoso-request-id']);
  });

  it('takes a page with status 200 for a captive portal', async () => {
    const page = '<html><body>Đăng nhập Wi-Fi</body></html>';
    const portal: RequestListener = (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    expect(await ask(portal)).toEqual(cause('captive-portal'));
    expect(await ask(portal, { method: 'PATCH', bytes: Buffer.from('x'), expect: 'nothing' })).toEqual(
      cause('captive-portal'),
    );
  });

  it('never follows a redirect, not even one of the city', async () => {
    const paths: string[] = [];
    const redirect: RequestListener = (request, response) => {
      paths.push(request.url ?? '');
      response.writeHead(302, { location: '/login' }).end();
    };
    expect(await ask(redirect)).toEqual(cause('captive-portal'));
    expect(paths).toEqual(['/v1/thing']);
    expect(await ask(answer(307, '', (headers) => Object.assign(headers, { location: '/other' })))).toEqual(
      cause('wrong-content'),
    );
  });

  it('refuses another city, a reply to another request, a damaged body and other content', async () => {
    expect(await ask(answer(200, OK_BODY, (h) => Object.assign(h, { 'hoso-server-id': 'city-2' })))).toEqual(
      cause('wrong-server'),
    );
    expect(await ask(answer(200, OK_BODY, (h) => Object.assign(h, { 'hoso-request-id': 'old' })))).toEqual(
      cause('wrong-content'),
    );
    expect(await ask(answer(200, OK_BODY, (h) => Object.assign(h, { 'content-digest': digest('other') })))).toEqual(
      cause('damaged-reply'),
    );
    expect(await ask(answer(200, OK_BODY, (h) => delete h['content-digest']))).toEqual(cause('damaged-reply'));
    expect(await ask(answer(200, OK_BODY, (h) => Object.assign(h, { 'content-type': 'text/plain' })))).toEqual(
      cause('wrong-content'),
    );
    expect(await ask(answer(200, '{"cut'))).toEqual(cause('wrong-content'));
  });

  it('treats an error status without proof like any foreign reply', async () => {
    const forged: RequestListener = (_request, response) =>
      response.writeHead(401, { 'content-type': 'application/problem+json' }).end('{"code":"unauthorized"}');
    expect(await ask(forged)).toEqual(cause('wrong-content'));
  });

  it('gives up after no byte for the idle time, and on request', async () => {
    const silent: RequestListener = () => {};
    const started = performance.now();
    expect(await ask(silent, { idleTimeoutMs: 150 })).toEqual({ ok: false, failure: { code: 'city-unreachable' } });
    expect(performance.now() - started).toBeLessThan(5000);
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    expect(await ask(silent, { signal: abort.signal })).toEqual({ ok: false, failure: { code: 'city-unreachable' } });
  });

  it('takes a body that breaks off for a lost line', async () => {
    const listener: RequestListener = (request, response) => {
      response.writeHead(200, { ...ours(request, OK_BODY), 'content-length': '1000' });
      response.write('{"half":');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await ask(listener)).toEqual({ ok: false, failure: { code: 'city-unreachable' } });
  });

  it('does not carry the token to another host', async () => {
    const asked = await ask(answer(200, OK_BODY), { path: 'http://127.0.0.1:9/v1/uploads/1' });
    expect(asked).toEqual(cause('wrong-server'));
  });

  it('measures the clock against the middle of the request', async () => {
    await ask(answer(200, OK_BODY, (h) => Object.assign(h, { 'hoso-time': String(Date.now() + 600_000) })));
    expect(Math.abs((clockWatch.offsetMs() ?? 0) - 600_000)).toBeLessThan(2000);
    expect(clockWatch.quality()).toBe('suspect');
  });
});
