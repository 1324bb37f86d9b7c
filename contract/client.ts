import { fail, type Result } from '../domain/result.ts';
import { messageBytes, notificationSchema, replySchema } from './envelope.ts';
import {
  type NotificationBody,
  type NotificationName,
  notifications,
  type OperationInput,
  type OperationName,
  type OperationOutput,
} from './operations.ts';
import { type Json, MAX_MESSAGE_BYTES, type Transport } from './transport.ts';

export interface Client {
  /** Calls one operation. Expected failures are values; a lost line answers `disconnected`. Never rejects. */
  call<N extends OperationName>(name: N, input: OperationInput<N>): Promise<Result<OperationOutput<N>>>;
  /** Listens to one notification. Returns a function that stops listening. */
  listen<N extends NotificationName>(name: N, listener: (body: NotificationBody<N>) => void): () => void;
  /** Called once when the line is gone. Returns a function that stops listening. */
  onDisconnect(listener: () => void): () => void;
  close(): void;
}

/** A typed caller over any transport. What comes back is checked only for its envelope: the office validated it. */
export function createClient(transport: Transport): Client {
  let nextId = 1;
  let connected = true;
  const pending = new Map<number, (result: Result<never>) => void>();
  const listeners = new Map<string, Set<(body: never) => void>>();

  transport.onMessage((message) => {
    const reply = replySchema.safeParse(message);
    if (reply.success) {
      const settle = pending.get(reply.data.id);
      pending.delete(reply.data.id);
      settle?.(reply.data.ok ? { ok: true, value: reply.data.value as never } : fail(reply.data.failure));
      return;
    }
    const notification = notificationSchema.safeParse(message);
    if (!notification.success || !Object.hasOwn(notifications, notification.data.notify)) return;
    for (const listener of listeners.get(notification.data.notify) ?? []) listener(notification.data.body as never);
  });
  transport.onClose(() => {
    connected = false;
    for (const settle of pending.values()) settle(fail({ code: 'disconnected' }));
    pending.clear();
  });

  return {
    call(name, input) {
      if (!connected) return Promise.resolve(fail({ code: 'disconnected' }));
      const message = { id: nextId++, call: name, input: input as Json };
      if (messageBytes(message) > MAX_MESSAGE_BYTES) {
        return Promise.resolve(fail({ code: 'message-too-large', limitBytes: MAX_MESSAGE_BYTES }));
      }
      return new Promise((resolve) => {
        pending.set(message.id, resolve as (result: Result<never>) => void);
        transport.send(message);
      });
    },
    listen(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener as (body: never) => void);
      return () => set.delete(listener as (body: never) => void);
    },
    onDisconnect: (listener) => transport.onClose(listener),
    close: () => transport.close(),
  };
}
