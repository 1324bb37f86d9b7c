import type { Failure } from './failures.ts';

/** The answer of anything that may be refused: a value, or an expected failure. Bugs are exceptions instead. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(failure: Failure): Result<never> {
  return { ok: false, failure };
}

/** Closes a `switch` over a union: does not compile while a member is unhandled. */
export function assertNever(value: never): never {
  throw new Error(`unhandled: ${JSON.stringify(value)}`);
}
