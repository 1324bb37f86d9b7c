import { hash, verify } from '@node-rs/argon2';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { User } from '../../domain/office/model.ts';
import { createSession, type Session } from '../../electron/host/session.ts';
import { passwordHash } from '../../sync/city/sample/office.ts';

/** The real library; only watched, so that a test can tell which hash was worked on. */
vi.mock('@node-rs/argon2', { spy: true });

const PASSWORD = 'Mật khẩu của quầy 7';
let hashOfCity: string;
let users: User[];
let now: number;
let session: Session;

beforeAll(async () => {
  hashOfCity = await passwordHash(PASSWORD);
});
beforeEach(() => {
  now = 5_000;
  users = [user('clerk', 'Trần Hoàng Diệu', hashOfCity), user('leader', 'Hoàng Minh Hằng', hashOfCity)];
  session = createSession({ users: () => users, monotonic: () => now });
  vi.mocked(verify).mockClear();
});

function user(userName: string, fullName: string, passwordHash: string): User {
  const role = userName === 'leader' ? 'leader' : 'clerk';
  return { id: `user-${userName}`, userName, fullName, title: '', role, active: true, passwordHash };
}

function deactivate(userName: string): void {
  users = users.map((each) => (each.userName === userName ? { ...each, active: false } : each));
}

const refused = (retryAfterSeconds: number) => ({
  ok: false,
  failure: { code: 'sign-in-refused', retryAfterSeconds },
});

/** The cost part of an argon2 string: algorithm, version, memory, passes, lanes. */
function costOf(passwordHash: string): string {
  return passwordHash.split('$').slice(0, 4).join('$');
}

test('the right password signs in, typed in either Unicode form', async () => {
  expect(hashOfCity).toMatch(/^\$argon2id\$v=19\$/);
  expect(session.actor()).toBeNull();
  const signedIn = await session.signIn('clerk', PASSWORD.normalize('NFD'));
  expect(signedIn).toEqual({ ok: true, value: users[0] });
  expect(session.actor()).toEqual({ id: 'user-clerk', name: 'Trần Hoàng Diệu', role: 'clerk' });
  expect(session.user()?.userName).toBe('clerk');
});

test('a wrong, empty or almost right password does not', async () => {
  for (const password of ['', PASSWORD.toLowerCase(), `${PASSWORD} `, hashOfCity]) {
    expect(await session.signIn('clerk', password)).toMatchObject(refused(0));
  }
  expect(session.actor()).toBeNull();
});

test('someone else who fails to sign in does not end the session of who is there', async () => {
  await session.signIn('clerk', PASSWORD);
  await session.signIn('leader', 'sai');
  expect(session.actor()?.id).toBe('user-clerk');
  await session.signIn('leader', PASSWORD);
  expect(session.actor()?.id).toBe('user-leader');
});

test('after five wrong passwords each further one waits twice as long, up to 15 minutes', async () => {
  const waits: number[] = [];
  for (let attempt = 0; attempt < 17; attempt++) {
    const reply = await session.signIn('clerk', 'sai');
    if (reply.ok || reply.failure.code !== 'sign-in-refused') throw new Error('signed in');
    waits.push(reply.failure.retryAfterSeconds);
    now += reply.failure.retryAfterSeconds * 1000;
  }
  expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
});

test('while it waits nothing is tried, the right password included; then it signs in and counts anew', async () => {
  for (let attempt = 0; attempt < 7; attempt++) {
    await session.signIn('clerk', 'sai');
    if (attempt < 6) now += 4_000;
  }
  vi.mocked(verify).mockClear();
  expect(await session.signIn('clerk', PASSWORD)).toEqual(refused(4));
  now += 3_500;
  expect(await session.signIn('leader', PASSWORD)).toEqual(refused(1));
  expect(verify).not.toHaveBeenCalled();
  now += 500;
  expect((await session.signIn('clerk', PASSWORD)).ok).toBe(true);
  for (let attempt = 0; attempt < 4; attempt++) expect(await session.signIn('clerk', 'sai')).toEqual(refused(0));
  expect(await session.signIn('clerk', 'sai')).toEqual(refused(1));
});

test('many tries at once are no way around the wait', async () => {
  const guesses = Array.from({ length: 30 }, (_, index) => session.signIn('clerk', `đoán ${index}`));
  const replies = await Promise.all([...guesses, session.signIn('clerk', PASSWORD)]);
  expect(verify).toHaveBeenCalledTimes(5);
  expect(replies.at(-1)).toEqual(refused(1));
  expect(session.actor()).toBeNull();
});

test('an unknown or deactivated name costs the same work and gives the same answer', async () => {
  deactivate('leader');
  const wrong = await session.signIn('clerk', 'sai');
  for (const name of ['nobody', 'leader', 'constructor']) {
    vi.mocked(verify).mockClear();
    expect(await session.signIn(name, PASSWORD)).toEqual(wrong);
    expect(verify).toHaveBeenCalledTimes(1);
    expect(costOf(String(vi.mocked(verify).mock.calls[0]?.[0]))).toBe(costOf(hashOfCity));
    await expect(vi.mocked(verify).mock.results[0]?.value).resolves.toBeTypeOf('boolean');
    now += 60_000;
  }
  expect(session.actor()).toBeNull();
});

test('with no users yet, a try costs the same work as later', async () => {
  users = [];
  expect(await session.signIn('clerk', PASSWORD)).toEqual(refused(0));
  const worked = String(vi.mocked(verify).mock.calls[0]?.[0]);
  expect(costOf(worked)).toBe(costOf(await hash('x')));
  await expect(vi.mocked(verify).mock.results[0]?.value).resolves.toBe(false);
});

test('a damaged hash lets nobody in and does not throw', async () => {
  users = [user('clerk', 'Trần Hoàng Diệu', 'không phải băm'), user('leader', 'Hoàng Minh Hằng', '')];
  for (const name of ['clerk', 'leader']) expect(await session.signIn(name, '')).toEqual(refused(0));
});

test('a deactivated user is out at once, and stays out when active again', async () => {
  await session.signIn('clerk', PASSWORD);
  expect(session.actor()?.id).toBe('user-clerk');
  deactivate('clerk');
  expect(session.actor()).toBeNull();
  expect(session.user()).toBeNull();
  users = users.map((each) => ({ ...each, active: true }));
  expect(session.actor()).toBeNull();
});

test('a changed role counts at once; a removed user is out', async () => {
  await session.signIn('clerk', PASSWORD);
  users = users.map((each) => ({ ...each, role: 'supervisor' }));
  expect(session.actor()?.role).toBe('supervisor');
  users = users.filter((each) => each.userName !== 'clerk');
  expect(session.user()).toBeNull();
});

test('a user deactivated while the password is being checked does not get in', async () => {
  const signingIn = session.signIn('clerk', PASSWORD);
  await new Promise((resolve) => setImmediate(resolve));
  expect(verify).toHaveBeenCalledTimes(1);
  deactivate('clerk');
  await signingIn;
  expect(session.actor()).toBeNull();
});

test('sign-out ends the session', async () => {
  await session.signIn('clerk', PASSWORD);
  session.signOut();
  expect(session.actor()).toBeNull();
  expect(session.user()).toBeNull();
});

test('the command line may act as an active user only', () => {
  expect(session.actAs('leader')).toBe(true);
  expect(session.actor()?.role).toBe('leader');
  expect(session.actAs('nobody')).toBe(false);
  expect(session.actor()).toBeNull();
  deactivate('clerk');
  expect(session.actAs('clerk')).toBe(false);
});
