import { makeListeners, makeOnce } from './listeners.ts';
import type { Json, Transport } from './transport.ts';

/** Two ends of an in-process line. Every message goes through JSON text, so what would not survive a real line does not arrive here either. */
export function memoryTransportPair(): readonly [Transport, Transport] {
  const left = createEnd();
  const right = createEnd();
  left.connect(right);
  right.connect(left);
  return [left.transport, right.transport];
}

interface End {
  readonly transport: Transport;
  connect(other: End): void;
  deliver(message: Json): void;
  closed(): void;
}

function createEnd(): End {
  const messages = makeListeners<[Json]>();
  const closed = makeOnce<[]>();
  let other: End | null = null;

  return {
    closed: closed.happen,
    connect(end) {
      other = end;
    },
    deliver(message) {
      if (!closed.happened) messages.call(message);
    },
    transport: {
      send(message) {
        if (closed.happened) return;
        const clone = JSON.parse(JSON.stringify(message)) as Json;
        void Promise.resolve().then(() => other?.deliver(clone));
      },
      onMessage: messages.add,
      onClose: closed.add,
      close() {
        closed.happen();
        other?.closed();
      },
    },
  };
}
