import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How the line misbehaves. Byte counts run per connection; "up" is from client to server. */
export interface LineFault {
  /** Passes this many request bytes on, then resets both ends: the request is cut. */
  readonly cutUpAfter?: number;
  /** Passes this many reply bytes on, then resets; 0 loses the reply after the server has done its work. */
  readonly cutDownAfter?: number;
  /** Passes this many request bytes on and then nothing, with both ends open. */
  readonly stallUpAfter?: number;
  /** Takes the connection and never answers; the server is not asked. */
  readonly silent?: boolean;
  /** Resets every connection at once. */
  readonly refuse?: boolean;
  /** Answers this to any request; the server is not asked. */
  readonly answer?: string;
  /** Changes the last bit of this byte of the reply, counted with its headers. */
  readonly flipDown?: number;
  /** Changes the first byte of the first reply's body. */
  readonly damageBody?: boolean;
  /** Milliseconds before each piece is passed on, each way. */
  readonly delayMs?: number;
}

/** A line between a client and a server on this machine that can be spoilt on purpose. */
export interface FaultyLine {
  readonly url: string;
  /** Bytes passed on and connections taken since the start or the last `resetCounts`. */
  readonly counts: { connections: number; up: number; down: number };
  resetCounts(): void;
  /** The fault of connections from now on, or one per connection (counted from 1). Open connections are reset. */
  set(fault: LineFault | ((connection: number) => LineFault)): Promise<void>;
  close(): Promise<void>;
}

export async function faultyLine(serverUrl: string): Promise<FaultyLine> {
  const target = new URL(serverUrl);
  const counts = { connections: 0, up: 0, down: 0 };
  const open = new Set<Socket>();
  let fault: LineFault | ((connection: number) => LineFault) = {};
  let sinceSet = 0;

  const server = createServer({ allowHalfOpen: true }, (client) => {
    counts.connections += 1;
    sinceSet += 1;
    track(client);
    const rule = typeof fault === 'function' ? fault(sinceSet) : fault;
    if (rule.refuse) return void client.resetAndDestroy();
    if (rule.silent) return void client.resume();
    const { answer } = rule;
    if (answer !== undefined) return void client.once('data', () => client.end(Buffer.from(answer)));
    const upstream = connect(Number(target.port), target.hostname);
    track(upstream);
    upstream.on('close', () => client.end());
    client.on('close', () => upstream.destroy());
    pass(client, upstream, 'up', { cut: rule.cutUpAfter, stall: rule.stallUpAfter, delay: rule.delayMs });
    pass(upstream, client, 'down', {
      cut: rule.cutDownAfter,
      flip: rule.damageBody ? 'body' : rule.flipDown,
      delay: rule.delayMs,
    });
  });

  function track(socket: Socket): void {
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
  }

  interface Rule {
    readonly cut?: number | undefined;
    readonly stall?: number | undefined;
    readonly flip?: number | 'body' | undefined;
    readonly delay?: number | undefined;
  }

  function pass(from: Socket, to: Socket, way: 'up' | 'down', rule: Rule): void {
    let passed = 0;
    void (async () => {
      for await (const piece of from as AsyncIterable<Buffer>) {
        if (rule.delay !== undefined) await sleep(rule.delay);
        const flip = rule.flip === 'body' ? bodyStart(piece, passed) : rule.flip;
        if (flip !== undefined && flip >= passed && flip < passed + piece.length) {
          piece[flip - passed] = (piece[flip - passed] ?? 0) ^ 1;
        }
        const limit = rule.cut ?? rule.stall;
        const allowed = limit === undefined ? piece.length : Math.min(piece.length, Math.max(0, limit - passed));
        if (allowed > 0) to.write(piece.subarray(0, allowed));
        passed += allowed;
        counts[way] += allowed;
        if (allowed === piece.length) continue;
        if (rule.cut === undefined) await once(from, 'close');
        await sleep(5);
        from.resetAndDestroy();
        to.resetAndDestroy();
        return;
      }
      to.end();
    })().catch(() => to.destroy());
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    resetCounts: () => Object.assign(counts, { connections: 0, up: 0, down: 0 }),
    async set(next) {
      fault = next;
      sinceSet = 0;
      for (const socket of open) socket.destroy();
      // Kept connections of the client hear of it before its next request.
      await sleep(20);
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Where the body of a reply starts, when its headers end in this first piece. */
function bodyStart(piece: Buffer, passed: number): number | undefined {
  const end = passed === 0 ? piece.indexOf('\r\n\r\n') : -1;
  return end < 0 ? undefined : end + 4;
}
