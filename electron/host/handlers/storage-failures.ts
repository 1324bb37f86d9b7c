import type { Handlers } from '../../../contract/server.ts';
import { storageFailure } from '../../../db/sqlite-failures.ts';
import { fail, type Result } from '../../../domain/result.ts';

type AnyHandler = (input: unknown) => Result<unknown> | Promise<Result<unknown>>;

/** The same handlers; a full, busy or damaged disk that one of them runs into is its answer and no fault of the program. */
export function storageFailuresAsValues(handlers: Handlers): Handlers {
  const wrapped = Object.entries(handlers).map(([name, handler]) => [name, answering(handler as AnyHandler)]);
  return Object.fromEntries(wrapped) as Handlers;
}

function answering(handler: AnyHandler): AnyHandler {
  return async (input) => {
    try {
      return await handler(input);
    } catch (error) {
      const failure = storageFailure(error);
      if (failure === null) throw error;
      return fail(failure);
    }
  };
}
