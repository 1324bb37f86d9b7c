import type { z } from 'zod';
import { type Failure, failureSchema } from '../domain/failures.ts';
import { fail, type Result } from '../domain/result.ts';
import { isNestedSensibly, messageBytes, type ReplyMessage, requestSchema } from './envelope.ts';
import {
  type NotificationBody,
  type NotificationName,
  type OperationName,
  type OperationOutput,
  operations,
  type ParsedInput,
} from './operations.ts';
import { type Json, MAX_MESSAGE_BYTES, type Transport } from './transport.ts';

/** One handler per operation: the build fails while one is missing. */
export type Handlers = {
  readonly [N in OperationName]: (
    input: ParsedInput<N>,
  ) => Result<OperationOutput<N>> | Promise<Result<OperationOutput<N>>>;
};

export interface ServeOptions {
  readonly handlers: Handlers;
  /** Whether operations for signed-in users may run now. */
  readonly signedIn: () => boolean;
  /** A bug: told once with a reference the caller also gets; the details stay here. */
  readonly onInternalError: (error: unknown, operation: string) => string;
}

export interface Server {
  notify<N extends NotificationName>(name: N, body: NotificationBody<N>): void;
  close(): void;
}

/**
 * Answers the calls that arrive over one transport. Nothing unparsed reaches a handler, nothing unparsed leaves:
 * unknown names, bad input and over-large messages are refused, a throwing handler becomes `internal-error`.
 */
export function serve(transport: Transport, options: ServeOptions): Server {
  const stop = transport.onMessage((message) => {
    // A line that breaks while the answer is on its way must not end the office.
    answer(message).catch((error: unknown) => options.onInternalError(error, 'answer'));
  });

  async function answer(message: Json): Promise<void> {
    const id = requestId(message);
    if (id === null) return;
    if (!isNestedSensibly(message)) {
      send({ id, ok: false, failure: { code: 'invalid-input', fields: [{ path: 'input', reason: 'nesting' }] } });
      return;
    }
    if (messageBytes(message) > MAX_MESSAGE_BYTES) {
      send({ id, ok: false, failure: { code: 'message-too-large', limitBytes: MAX_MESSAGE_BYTES } });
      return;
    }
    const request = requestSchema.safeParse(message);
    if (!request.success) {
      send({ id, ok: false, failure: { code: 'invalid-input', fields: fieldsOf(request.error) } });
      return;
    }
    const result = await runOperation(options, request.data.call, request.data.input);
    send(
      result.ok
        ? { id, ok: true, value: result.value as z.core.util.JSONType }
        : { id, ok: false, failure: result.failure },
    );
  }

  function send(reply: ReplyMessage): void {
    if (messageBytes(reply) > MAX_MESSAGE_BYTES) {
      transport.send({
        id: reply.id,
        ok: false,
        failure: { code: 'message-too-large', limitBytes: MAX_MESSAGE_BYTES },
      });
    } else transport.send(reply as Json);
  }

  return {
    notify: (name, body) => transport.send({ notify: name, body: body as Json }),
    close() {
      stop();
      transport.close();
    },
  };
}

/** Runs one operation by name with unparsed input: the same path for the page and the command line. */
export async function runOperation(options: ServeOptions, name: string, input: unknown): Promise<Result<unknown>> {
  if (!Object.hasOwn(operations, name)) return fail({ code: 'unknown-operation' });
  const operation = operations[name as OperationName];
  try {
    if (operation.access === 'signed-in' && !options.signedIn()) return fail({ code: 'not-signed-in' });
    const parsed = operation.input.safeParse(input);
    if (!parsed.success) return fail({ code: 'invalid-input', fields: fieldsOf(parsed.error) });
    const handler = options.handlers[name as OperationName] as (
      value: unknown,
    ) => Result<unknown> | Promise<Result<unknown>>;
    const result = await handler(parsed.data);
    if (!result.ok) return fail(failureSchema.parse(result.failure));
    return { ok: true, value: operation.output.parse(result.value) };
  } catch (error) {
    return fail({ code: 'internal-error', reference: options.onInternalError(error, name) });
  }
}

function requestId(message: Json): number | null {
  const id =
    typeof message === 'object' && message !== null && !Array.isArray(message) ? (message as { id?: Json }).id : null;
  return typeof id === 'number' && Number.isInteger(id) && id > 0 ? id : null;
}

function fieldsOf(error: z.ZodError): Extract<Failure, { code: 'invalid-input' }>['fields'] {
  return error.issues
    .slice(0, 20)
    .map((issue) => ({ path: issue.path.map(String).join('.'), reason: reasonOf(issue) }));
}

/** A short reason without the value itself: values may be personal. */
function reasonOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'custom' && issue.message ? issue.message : issue.code;
}
