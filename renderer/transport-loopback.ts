import type { Json, Transport } from '../contract/transport.ts';

/** The socket address of the office on the host that served this page; the session cookie signs the request. */
export function loopbackAddress(page: Pick<Location, 'protocol' | 'host'>): string {
  return `${page.protocol === 'https:' ? 'wss:' : 'ws:'}//${page.host}/office`;
}

/** Opens a line over a WebSocket. Rejects when the office does not answer. */
export function openLoopback(address: string): Promise<Transport> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    const messageListeners = new Set<(message: Json) => void>();
    const closeListeners = new Set<() => void>();
    let closed = false;

    function ended(): void {
      if (closed) return;
      closed = true;
      reject(new Error('the office does not answer'));
      for (const listener of closeListeners) listener();
      closeListeners.clear();
    }

    socket.addEventListener('close', ended);
    socket.addEventListener('error', ended);
    socket.addEventListener('message', (event) => {
      if (typeof event.data !== 'string') return;
      const message = JSON.parse(event.data) as Json;
      for (const listener of messageListeners) listener(message);
    });
    socket.addEventListener('open', () =>
      resolve({
        send(message) {
          if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
        },
        onMessage(listener) {
          messageListeners.add(listener);
          return () => messageListeners.delete(listener);
        },
        onClose(listener) {
          if (closed) listener();
          else closeListeners.add(listener);
          return () => closeListeners.delete(listener);
        },
        close: () => socket.close(),
      }),
    );
  });
}
