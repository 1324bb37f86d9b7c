import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type {
  NotificationBody,
  NotificationName,
  OperationInput,
  OperationName,
  OperationOutput,
} from '../contract/operations.ts';
import type { Failure } from '../domain/failures.ts';
import type { Result } from '../domain/result.ts';
import { useOfficeLine } from './office-client.tsx';
import { OperationFailure } from './operation-failure.ts';

export interface OperationOptions {
  readonly enabled?: boolean;
  /** Show the last answer while the one for a new input is on its way. */
  readonly keepPrevious?: boolean;
  readonly refetchMs?: number;
}

/** A query of the contract, cached by its input and refreshed by notifications. `error.failure` has the code. */
export function useOperation<N extends OperationName>(
  name: N,
  input: OperationInput<N>,
  options: OperationOptions = {},
): UseQueryResult<OperationOutput<N>, OperationFailure> {
  const line = useOfficeLine();
  return useQuery<OperationOutput<N>, OperationFailure>({
    queryKey: [name, input],
    queryFn: async () => {
      const result = await line.call(name, input);
      if (!result.ok) throw new OperationFailure(result.failure);
      return result.value;
    },
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(options.refetchMs ? { refetchInterval: options.refetchMs } : {}),
  });
}

type CommandInput<N extends OperationName> = Omit<OperationInput<N>, 'commandId'>;

export interface CommandRunner<N extends OperationName> {
  /**
   * Sends the intent. While it is on its way a second press answers with the same promise; a retry of the same input
   * keeps the `commandId`, so the office does it once.
   */
  readonly run: (input: CommandInput<N>) => Promise<Result<OperationOutput<N>>>;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly reset: () => void;
}

/** Something a person makes happen. `commandId` is added where the operation has one. */
export function useCommand<N extends OperationName>(name: N): CommandRunner<N> {
  const line = useOfficeLine();
  const queries = useQueryClient();
  const intent = useRef<CommandIntents<OperationOutput<N>>>(null);
  intent.current ??= createIntents<OperationOutput<N>>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = useCallback(
    (input: CommandInput<N>) =>
      (intent.current as CommandIntents<OperationOutput<N>>).send(JSON.stringify(input), async (commandId) => {
        setBusy(true);
        setFailure(null);
        const result = await line.call(name, withId(name, input, commandId) as OperationInput<N>);
        setBusy(false);
        if (!result.ok) setFailure(result.failure);
        else if (changesOffice.has(name)) await queries.invalidateQueries();
        return result;
      }),
    [line, name, queries],
  );
  const reset = useCallback(() => setFailure(null), []);
  return { run, busy, failure, reset };
}

/** After these the whole page stands on another ground: everything is read again. */
const changesOffice: ReadonlySet<OperationName> = new Set([
  'session.sign-in',
  'session.sign-out',
  'office.connect',
  'office.set-up-sample',
]);

const withoutId: ReadonlySet<OperationName> = new Set([
  'session.sign-in',
  'session.sign-out',
  'office.connect',
  'office.set-up-sample',
  'sync.now',
  'intake.read-card',
]);

function withId(name: OperationName, input: object, commandId: string): object {
  return withoutId.has(name) ? input : { commandId, ...input };
}

export interface CommandIntents<T> {
  send(fingerprint: string, run: (commandId: string) => Promise<Result<T>>): Promise<Result<T>>;
}

/**
 * Holds one intent at a time. The same input while on its way or after a failure is the same intent and keeps its id;
 * success or another input begins a new one.
 */
export function createIntents<T>(newId: () => string = uuidv7): CommandIntents<T> {
  let id = newId();
  let known: string | null = null;
  let running: Promise<Result<T>> | null = null;
  return {
    send(fingerprint, run) {
      if (running !== null) return running;
      if (known !== null && known !== fingerprint) id = newId();
      known = fingerprint;
      running = run(id).then(
        (result) => {
          running = null;
          if (result.ok) {
            known = null;
            id = newId();
          }
          return result;
        },
        (error: unknown) => {
          running = null;
          throw error;
        },
      );
      return running;
    },
  };
}

/** Calls `listener` for as long as the component is shown. */
export function useNotification<N extends NotificationName>(
  name: N,
  listener: (body: NotificationBody<N>) => void,
): void {
  const line = useOfficeLine();
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => line.listen(name, (body) => latest.current(body)), [line, name]);
}
