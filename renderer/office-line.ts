import { type Client, createClient } from '../contract/client.ts';
import type { NotificationBody, NotificationName } from '../contract/operations.ts';
import type { Transport } from '../contract/transport.ts';
import { fail } from '../domain/result.ts';

/** connecting: not yet answered · connected · lost: was connected, trying again. */
export type LineState = 'connecting' | 'connected' | 'lost';

/** A client that outlives its line: it opens a new one when the old is gone and keeps its listeners. */
export interface OfficeLine extends Pick<Client, 'call' | 'listen'> {
  state(): LineState;
  onState(listener: () => void): () => void;
}

const waits = [250, 500, 1000, 2000, 4000] as const;

/** Keeps a line to the office. `open` makes one transport; a refused or lost one is tried again after a growing wait. */
export function createOfficeLine(open: () => Transport | Promise<Transport>): OfficeLine {
  const stateListeners = new Set<() => void>();
  const heard = new Set<{ readonly attach: (client: Client) => void }>();
  let client: Client | null = null;
  let state: LineState = 'connecting';
  let failures = 0;
  let settled: Promise<void> = Promise.resolve();

  function become(next: LineState): void {
    if (next === state) return;
    state = next;
    for (const listener of stateListeners) listener();
  }

  async function connect(): Promise<void> {
    try {
      const fresh = createClient(await open());
      client = fresh;
      for (const entry of heard) entry.attach(fresh);
      const answer = await fresh.call('office.state', {});
      if (!answer.ok && answer.failure.code === 'disconnected') throw new Error('the line closed');
      failures = 0;
      become('connected');
      fresh.onDisconnect(() => {
        become('lost');
        again();
      });
    } catch {
      client = null;
      if (state === 'connected') become('lost');
      again();
    }
  }

  function again(): void {
    const wait = waits[Math.min(failures, waits.length - 1)] ?? 4000;
    failures += 1;
    settled = new Promise((resolve) => {
      setTimeout(() => void connect().then(resolve), wait);
    });
  }

  settled = connect();
  return {
    async call(name, input) {
      if (state === 'connecting') await settled;
      if (client === null) return fail({ code: 'disconnected' });
      return client.call(name, input);
    },
    listen<N extends NotificationName>(name: N, listener: (body: NotificationBody<N>) => void) {
      let stop = () => {};
      const entry = {
        attach: (fresh: Client) => {
          stop = fresh.listen(name, listener);
        },
      };
      heard.add(entry);
      if (client !== null) entry.attach(client);
      return () => {
        heard.delete(entry);
        stop();
      };
    },
    state: () => state,
    onState(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
  };
}
