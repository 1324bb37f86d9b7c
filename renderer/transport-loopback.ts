import { makeListeners, makeOnce } from '../contract/listeners.ts';
import type { Json, Transport } from '../contract/transport.ts';

/** The socket address of the office on the host that served this page; the session cookie signs the request. */
export function loopbackAddress(page: Pick<Location, 'protocol' | 'host'>): string {
  return `${page.protocol === 'https:' ? 'wss:' : 'ws:'}//${page.host}/office`;
}

/** Opens a line over a WebSocket. Rejects when the office does not answer. */
export function openLoopback(address: string): Promise<Transport> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    const messages = makeListeners<[Json]>();
    const closed = makeOnce<[]>();

    function ended(): void {
      reject(new Error('the office does not answer'));
      closed.happen();
    }

    socket.addEventListener('close', ended);
    socket.addEventListener('error', ended);
    socket.addEventListener('message', (event) => {
      if (typeof event.data === 'string') messages.call(JSON.parse(event.data) as Json);
    });
    socket.addEventListener('open', () =>
      resolve({
        send(message) {
          if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
        },
        onMessage: messages.add,
        onClose: closed.add,
        close: () => socket.close(),
      }),
    );
  });
}
