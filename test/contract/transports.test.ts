import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Json, MAX_MESSAGE_BYTES } from '../../contract/transport.ts';
import { ok } from '../../domain/result.ts';
import { LINES, type Line } from '../support/lines.ts';
import { type OfficeUnderTest, officeOn } from '../support/office-under-test.ts';

const COMMAND = '0191e2a0-4b3c-7d5e-8f60-718293a4b5c6';
const DOSSIER = '0191e2a0-4b3c-7d5e-8f60-718293a4b5c7';
const HASH = 'a'.repeat(64);
const TOO_LARGE = { code: 'message-too-large', limitBytes: MAX_MESSAGE_BYTES } as const;

const erase = (reason: string) => ({ commandId: COMMAND, dossierId: DOSSIER, reason });
const slice = { sha256: HASH, dossierId: null, offset: 0, length: 10 };

describe.each(LINES)('the contract over $name', ({ open, refusesAtPage }) => {
  let line: Line;
  let office: OfficeUnderTest;
  let rawId = 1_000_000;

  beforeAll(async () => {
    line = await open();
    office = officeOn(line);
  });
  beforeEach(() => office.reset());
  afterAll(() => line.close());

  /** Sends a message that the typed client would not, and answers the reply with its id. */
  function sendRaw(message: { readonly [key: string]: Json }): Promise<unknown> {
    const id = rawId++;
    const reply = new Promise<unknown>((resolve) => {
      const stop = line.page.onMessage((heard) => {
        if ((heard as { id?: Json }).id !== id) return;
        stop();
        resolve(heard);
      });
    });
    line.page.send({ ...message, id });
    return reply;
  }

  async function expectAlive(): Promise<void> {
    office.handle('procedures.search', () => ok({ hits: [] }));
    expect(await office.client.call('procedures.search', { query: '' })).toEqual(ok({ hits: [] }));
  }

  test('a call comes back with the answer of its handler, defaults filled in', async () => {
    const heard: unknown[] = [];
    office.handle('files.read', (input) => {
      heard.push(input);
      return ok({ base64: 'SOG7kyBzxqE=', bytes: 8, mime: 'application/pdf' });
    });
    office.handle('dossiers.search', (input) => {
      heard.push(input);
      return ok({ hits: [] });
    });
    expect(await office.client.call('files.read', slice)).toEqual(
      ok({ base64: 'SOG7kyBzxqE=', bytes: 8, mime: 'application/pdf' }),
    );
    expect(await office.client.call('dossiers.search', { query: 'Trần Thị Mận ướt' })).toEqual(ok({ hits: [] }));
    expect(heard).toEqual([slice, { query: 'Trần Thị Mận ướt', limit: 20 }]);
  });

  test('an expected failure comes back as a value with its details', async () => {
    office.handle('session.sign-in', () => ({ ok: false, failure: { code: 'sign-in-refused', retryAfterSeconds: 8 } }));
    expect(await office.client.call('session.sign-in', { userName: 'clerk', password: 'x' })).toEqual({
      ok: false,
      failure: { code: 'sign-in-refused', retryAfterSeconds: 8 },
    });
    expect(office.bugs).toEqual([]);
  });

  test('200 calls are handled and answered in the order they were made', async () => {
    const handled: number[] = [];
    const answered: number[] = [];
    office.handle('files.append', ({ offset }) => {
      handled.push(offset);
      return ok({ received: offset });
    });
    await Promise.all(
      Array.from({ length: 200 }, async (_, offset) => {
        const reply = await office.client.call('files.append', { uploadId: COMMAND, offset, base64: '' });
        if (reply.ok) answered.push(reply.value.received);
      }),
    );
    const inOrder = Array.from({ length: 200 }, (_, index) => index);
    expect(handled).toEqual(inOrder);
    expect(answered).toEqual(inOrder);
  });

  test('50 calls at once, finished backwards, each get their own answer', async () => {
    const waiting: (() => void)[] = [];
    office.handle('files.append', ({ offset }) => {
      return new Promise((resolve) => {
        waiting.unshift(() => resolve(ok({ received: offset * 3 })));
        if (waiting.length === 50) for (const finish of waiting) finish();
      });
    });
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, offset) =>
        office.client.call('files.append', { uploadId: COMMAND, offset, base64: '' }),
      ),
    );
    expect(replies).toEqual(Array.from({ length: 50 }, (_, offset) => ok({ received: offset * 3 })));
  });

  test.each(['dossiers.burn', 'constructor', '__proto__', 'toString', 'hasOwnProperty', ''])(
    'the operation "%s" does not exist',
    async (name) => {
      const reply = await office.client.call(name as 'office.state', {});
      expect(reply).toEqual({ ok: false, failure: { code: 'unknown-operation' } });
      expect(office.bugs).toEqual([]);
    },
  );

  test('bad input is answered with its fields, and never with what was typed', async () => {
    const secret = 'Nguyễn Thị Kín 079203000123';
    const input = { ...erase(''), dossierId: secret, [secret]: secret, commandId: { secret } };
    const reply = await office.client.call('dossiers.erase-payload', input as never);
    expect(reply).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    const fields = reply.ok || reply.failure.code !== 'invalid-input' ? [] : reply.failure.fields;
    expect(fields.map((field) => field.path)).toEqual(['commandId', 'dossierId', 'reason', '']);
    for (const field of fields) expect(field.reason).toMatch(/^[a-z_]+$/);
    expect(JSON.stringify(reply)).not.toContain('079203000123');
    expect(JSON.stringify(reply)).not.toContain('Kín');
  });

  test('a bad field deep inside is named by its whole path', async () => {
    const reply = await office.client.call('intake.receive', { parties: [{ fullName: '\u0000' }] } as never);
    const fields = reply.ok || reply.failure.code !== 'invalid-input' ? [] : reply.failure.fields;
    expect(fields).toContainEqual({ path: 'parties.0.fullName', reason: 'characters' });
    expect(fields.length).toBeLessThanOrEqual(20);
  });

  test('a message with a good id but another shape is refused; one without an id is not answered', async () => {
    expect(await sendRaw({ call: 'office.state' })).toMatchObject({ failure: { code: 'invalid-input' } });
    expect(await sendRaw({ call: 'office.state', input: {}, more: 1 })).toMatchObject({
      failure: { code: 'invalid-input' },
    });
    for (const message of [null, 1, 'text', [], { id: 0, call: 'office.state', input: {} }, { id: '7' }] as Json[]) {
      line.page.send(message);
    }
    await expectAlive();
  });

  test('a message nested deeper than anything sensible is refused and harms nothing', async () => {
    let nested: Json = [];
    for (let depth = 0; depth < 3000; depth++) nested = [nested];
    const reply = await sendRaw({ call: 'office.state', input: nested });
    expect(reply).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    await expectAlive();
  });

  test('a handler that throws is told once; the caller gets a reference and no detail', async () => {
    const error = new Error('SQLITE_BUSY at row of Nguyễn Thị Kín');
    office.handle('dossiers.search', () => {
      throw error;
    });
    const reply = await office.client.call('dossiers.search', { query: 'a' });
    expect(reply).toEqual({ ok: false, failure: { code: 'internal-error', reference: 'ref-1' } });
    expect(office.bugs).toEqual([{ error, operation: 'dossiers.search' }]);
    await expectAlive();
  });

  test('a handler that rejects, answers another shape or an unlisted failure is a bug as well', async () => {
    const answers = [
      () => Promise.reject(new Error('later')),
      () => ok({ hits: 'many', password: 'x' }),
      () => undefined,
      () => ({ ok: false, failure: { code: 'invented', name: 'Kín' } }),
      () => ({ ok: false, failure: { code: 'sign-in-refused', retryAfterSeconds: Number.NaN } }),
    ];
    for (const [index, answer] of answers.entries()) {
      office.handle('dossiers.search', answer as never);
      const reply = await office.client.call('dossiers.search', { query: 'a' });
      expect(reply).toEqual({ ok: false, failure: { code: 'internal-error', reference: `ref-${index + 1}` } });
    }
    expect(office.bugs).toHaveLength(answers.length);
  });

  test('a notification reaches who listens, until it stops listening', async () => {
    const first: unknown[] = [];
    const second: unknown[] = [];
    const stop = office.client.listen('dossier.changed', (body) => first.push(body));
    office.client.listen('dossier.changed', (body) => second.push(body));
    office.server.notify('dossier.changed', { dossierId: DOSSIER });
    office.server.notify('lists.changed', {});
    await expectAlive();
    stop();
    office.server.notify('dossier.changed', { dossierId: COMMAND });
    await expectAlive();
    expect(first).toEqual([{ dossierId: DOSSIER }]);
    expect(second).toEqual([{ dossierId: DOSSIER }, { dossierId: COMMAND }]);
  });

  test('a call above the limit is refused before it leaves, one just below it passes', async () => {
    const signIn = (password: string) => office.client.call('session.sign-in', { userName: 'clerk', password });
    let arrived = 0;
    const stop = line.office.onMessage(() => arrived++);
    expect(await signIn('ướ'.repeat(MAX_MESSAGE_BYTES / 5))).toEqual({ ok: false, failure: TOO_LARGE });
    await expectAlive();
    expect(arrived).toBe(1);
    stop();
    const justBelow = await signIn('x'.repeat(MAX_MESSAGE_BYTES - 200));
    expect(justBelow).toEqual({
      ok: false,
      failure: { code: 'invalid-input', fields: [{ path: 'password', reason: 'too_big' }] },
    });
    await expectAlive();
  });

  test('an over-large message that skips the client is refused, by the office or already at the page', async () => {
    const message = { call: 'office.state', input: 'x'.repeat(MAX_MESSAGE_BYTES) };
    if (refusesAtPage) expect(() => line.page.send({ ...message, id: 1 })).toThrow(RangeError);
    else expect(await sendRaw(message)).toMatchObject({ ok: false, failure: TOO_LARGE });
    await expectAlive();
  });

  test('an answer above the limit becomes a failure; the line goes on', async () => {
    office.handle('files.read', () => ok({ base64: 'A'.repeat(MAX_MESSAGE_BYTES), bytes: 1, mime: 'application/pdf' }));
    expect(await office.client.call('files.read', slice)).toEqual({ ok: false, failure: TOO_LARGE });
    await expectAlive();
  });

  test('text arrives as NFC and trimmed; what may not be stored is refused', async () => {
    const reasons: string[] = [];
    office.handle('dossiers.erase-payload', (input) => {
      reasons.push(input.reason);
      return ok({ dossierId: input.dossierId, erased: 0 });
    });
    const typed = '  Đề nghị của công dân: Hoà Bình  ';
    const decomposed = typed.normalize('NFD');
    expect(decomposed).not.toBe(typed.normalize('NFC'));
    expect((await office.client.call('dossiers.erase-payload', erase(decomposed))).ok).toBe(true);
    expect(reasons).toEqual([typed.normalize('NFC').trim()]);
    for (const bad of ['có \u0000 ở giữa', 'nửa \ud83d chữ', 'nửa \udc4b chữ', 'chuông \u0007', 'xóa \u007f']) {
      expect(await office.client.call('dossiers.erase-payload', erase(bad))).toEqual({
        ok: false,
        failure: { code: 'invalid-input', fields: [{ path: 'reason', reason: 'characters' }] },
      });
    }
    expect(reasons).toHaveLength(1);
  });

  test('a key named __proto__ changes nothing', async () => {
    office.handle('dossiers.search', () => ok({ hits: [] }));
    const input: Json = JSON.parse('{"query":"a","constructor":{"prototype":{"admin":true}}}');
    expect(await sendRaw({ call: 'dossiers.search', input })).toMatchObject({ failure: { code: 'invalid-input' } });
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  test('before sign-in only open operations run', async () => {
    let ran = 0;
    office.signedIn = false;
    office.handle('dossiers.search', () => {
      ran++;
      return ok({ hits: [] });
    });
    office.handle('session.sign-in', () => ok({ id: 'u1', fullName: 'Trần Hoàng Diệu', title: '', role: 'clerk' }));
    const refused = { ok: false, failure: { code: 'not-signed-in' } };
    expect(await office.client.call('dossiers.search', { query: 'a' })).toEqual(refused);
    expect(await office.client.call('dossiers.search', { surprise: true } as never)).toEqual(refused);
    expect(ran).toBe(0);
    expect((await office.client.call('session.sign-in', { userName: 'clerk', password: 'x' })).ok).toBe(true);
    office.signedIn = true;
    expect((await office.client.call('dossiers.search', { query: 'a' })).ok).toBe(true);
    expect(ran).toBe(1);
  });
});

describe.each(LINES)('the end of a line over $name', ({ open }) => {
  let line: Line;
  let office: OfficeUnderTest;
  let release: () => void = () => {};
  let started: Promise<void>;

  beforeEach(async () => {
    line = await open();
    office = officeOn(line);
    started = new Promise((resolve) => {
      office.handle('dossiers.search', async () => {
        resolve();
        await new Promise<void>((done) => {
          release = done;
        });
        return ok({ hits: [] });
      });
    });
  });
  afterEach(() => line.close());

  test.each(['office', 'page'] as const)('by the %s answers what is pending and every later call', async (end) => {
    const disconnected = { ok: false, failure: { code: 'disconnected' } };
    let told = 0;
    const gone = new Promise<void>((resolve) => {
      office.client.onDisconnect(() => {
        told++;
        resolve();
      });
    });
    const pending = [1, 2, 3].map(() => office.client.call('dossiers.search', { query: 'a' }));
    await started;
    if (end === 'office') office.server.close();
    else office.client.close();
    expect(await Promise.all(pending)).toEqual([disconnected, disconnected, disconnected]);
    await gone;
    expect(await office.client.call('dossiers.search', { query: 'a' })).toEqual(disconnected);
    let toldLate = false;
    office.client.onDisconnect(() => {
      toldLate = true;
    });
    expect(toldLate).toBe(true);
    release();
    office.server.notify('lists.changed', {});
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toBe(1);
    expect(office.bugs).toEqual([]);
  });
});
