import type { Failure } from '../domain/failures.ts';

/** Carries an expected failure through TanStack Query, which wants something thrown. */
export class OperationFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'OperationFailure';
    this.failure = failure;
  }
}
