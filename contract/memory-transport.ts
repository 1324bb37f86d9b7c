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
  const messageListeners = new Set<(message: Json) => void>();
  const closeListeners = new Set<() => void>();
  let other: End | null = null;
  let open = true;

  function closed(): void {
    if (!open) return;
    open = false;
    for (const listener of closeListeners) listener();
    closeListeners.clear();
  }

  return {
    closed,
    connect(end) {
      other = end;
    },
    deliver(message) {
      if (!open) return;
      for (const listener of messageListeners) listener(message);
    },
    transport: {
      send(message) {
        if (!open) return;
        const clone = JSON.parse(JSON.stringify(message)) as Json;
        void Promise.resolve().then(() => other?.deliver(clone));
      },
      onMessage(listener) {
        messageListeners.add(listener);
        return () => messageListeners.delete(listener);
      },
      onClose(listener) {
        if (open) closeListeners.add(listener);
        else listener();
        return () => closeListeners.delete(listener);
      },
      close() {
        closed();
        other?.closed();
      },
    },
  };
}
