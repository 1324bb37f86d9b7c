import { type Client, createClient } from '../../contract/client.ts';
import type { OperationName } from '../../contract/operations.ts';
import { operations } from '../../contract/operations.ts';
import { type Handlers, type Server, serve } from '../../contract/server.ts';
import type { Line } from './lines.ts';

/** The office end of a line with handlers that a test sets one by one; any other operation is a bug. */
export interface OfficeUnderTest {
  readonly client: Client;
  readonly server: Server;
  /** Bugs told so far, with the operation they came from. */
  readonly bugs: { readonly error: unknown; readonly operation: string }[];
  signedIn: boolean;
  handle<N extends OperationName>(name: N, handler: Handlers[N]): void;
  /** Forgets handlers and bugs, and signs in. */
  reset(): void;
}

export function officeOn(line: Line): OfficeUnderTest {
  const set = new Map<string, (input: unknown) => unknown>();
  const handlers = Object.fromEntries(
    Object.keys(operations).map((name) => [
      name,
      (input: unknown) => {
        const handler = set.get(name);
        if (handler === undefined) throw new Error(`no handler for ${name} in this test`);
        return handler(input);
      },
    ]),
  ) as unknown as Handlers;
  const bugs: OfficeUnderTest['bugs'] = [];
  const office: OfficeUnderTest = {
    client: createClient(line.page),
    server: serve(line.office, {
      handlers,
      signedIn: () => office.signedIn,
      onInternalError(error, operation) {
        bugs.push({ error, operation });
        return `ref-${bugs.length}`;
      },
    }),
    bugs,
    signedIn: true,
    handle: (name, handler) => void set.set(name, handler as (input: unknown) => unknown),
    reset() {
      set.clear();
      bugs.length = 0;
      office.signedIn = true;
    },
  };
  return office;
}
