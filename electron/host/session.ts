import { verify } from '@node-rs/argon2';
import type { Actor, User } from '../../domain/office/model.ts';
import { fail, ok, type Result } from '../../domain/result.ts';

const FREE_TRIES = 5;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Verified when there are no users at all: nobody's password, at the library's own cost like the hashes of the city. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$5JZlUlZdL+969zU19J3X+A$iE5uwItG8gbbQrTVZKuR7ULOZ5eNe2W8xPgNaFMwAcU';

/** Who works at this desk. One person at a time; the page may be reloaded without losing the session. */
export interface Session {
  actor(): Actor | null;
  user(): User | null;
  /** Checks the password (argon2id). After 5 wrong ones each further try waits twice as long, up to 15 minutes. */
  signIn(userName: string, password: string): Promise<Result<User>>;
  signOut(): void;
  /** Becomes a user without a password: only for the development command line. False when there is no such user. */
  actAs(userName: string): boolean;
}

export interface SessionOptions {
  readonly users: () => readonly User[];
  /** Milliseconds that never run backwards. */
  readonly monotonic: () => number;
}

export function createSession(options: SessionOptions): Session {
  let current: User | null = null;
  let wrong = 0;
  let waitUntil = 0;
  let turn: Promise<unknown> = Promise.resolve();

  function stillThere(): User | null {
    const user = current === null ? undefined : options.users().find((each) => each.id === current?.id && each.active);
    current = user ?? null;
    return current;
  }

  /** One try; tries take turns, so that many at once cannot pass a wait that the first of them brings about. */
  async function check(userName: string, password: string): Promise<Result<User>> {
    const left = waitUntil - options.monotonic();
    if (left > 0) return fail({ code: 'sign-in-refused', retryAfterSeconds: Math.ceil(left / 1000) });
    const users = options.users();
    const user = users.find((each) => each.userName === userName && each.active);
    // An unknown name works on a colleague's hash: the same cost, whatever the city chose.
    const right = await passwordMatches((user ?? users[0])?.passwordHash ?? NOBODY, password);
    if (user === undefined || !right) {
      wrong++;
      const wait = wrong < FREE_TRIES ? 0 : Math.min(1000 * 2 ** (wrong - FREE_TRIES), LONGEST_WAIT_MS);
      waitUntil = options.monotonic() + wait;
      return fail({ code: 'sign-in-refused', retryAfterSeconds: Math.ceil(wait / 1000) });
    }
    wrong = 0;
    current = user;
    return ok(user);
  }

  return {
    user: stillThere,
    actor() {
      const user = stillThere();
      return user && { id: user.id, name: user.fullName, role: user.role };
    },
    signIn(userName, password) {
      const mine = turn.then(() => check(userName, password));
      turn = mine.catch(() => {});
      return mine;
    },
    actAs(userName) {
      current = options.users().find((each) => each.userName === userName && each.active) ?? null;
      return current !== null;
    },
    signOut() {
      current = null;
    },
  };
}

async function passwordMatches(hash: string, password: string): Promise<boolean> {
  try {
    return await verify(hash, password.normalize('NFC'));
  } catch {
    return false;
  }
}
