import { memoryTransportPair } from '../../contract/memory-transport.ts';
import type { Transport } from '../../contract/transport.ts';
import { socketTransport, startLoopback } from '../../electron/host/loopback.ts';
import { openIpcPair } from '../electron-stand-in/ipc-pair.ts';
import { cookieFrom, makePageDir, openSocket } from './loopback-client.ts';

/** Both ends of one real line between page and office. */
export interface Line {
  readonly page: Transport;
  readonly office: Transport;
  close(): Promise<void>;
}

/** The three lines the contract runs over. `refusesAtPage`: an over-large message never leaves the page. */
export const LINES = [
  { name: 'memory', open: openMemoryLine, refusesAtPage: false },
  { name: 'loopback', open: openLoopbackLine, refusesAtPage: false },
  { name: 'electron ipc', open: openIpcPair, refusesAtPage: true },
] as const satisfies readonly { name: string; open: () => Promise<Line>; refusesAtPage: boolean }[];

async function openMemoryLine(): Promise<Line> {
  const [page, office] = memoryTransportPair();
  return { page, office, close: async () => page.close() };
}

async function openLoopbackLine(): Promise<Line> {
  const pageDir = makePageDir();
  let connected: (office: Transport) => void = () => {};
  const office = new Promise<Transport>((resolve) => {
    connected = resolve;
  });
  const server = await startLoopback({ pageDir: pageDir.dir, port: 0, onPage: (transport) => connected(transport) });
  const socket = await openSocket(server.port, { cookie: await cookieFrom(server.startUrl) });
  if (typeof socket === 'number') throw new Error(`the socket was refused with ${socket}`);
  return {
    page: socketTransport(socket),
    office: await office,
    async close() {
      await server.close();
      pageDir.remove();
    },
  };
}
