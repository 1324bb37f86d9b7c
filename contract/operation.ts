import type { z } from 'zod';

/**
 * One operation of the agreement. `access`: `open` may be called before sign-in; `signed-in` needs a user. Which role
 * may issue a command is decided by the domain table, not here. `command` operations take a client-made `commandId`.
 */
export interface OperationSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'query' | 'command';
  readonly access: 'open' | 'signed-in';
  readonly input: I;
  readonly output: O;
  /** One English line for `desk ops`. */
  readonly about: string;
}

export function operation<I extends z.ZodType, O extends z.ZodType>(spec: OperationSpec<I, O>): OperationSpec<I, O> {
  return spec;
}
