import { describe, expect, it } from 'vitest';
import { memoryTransportPair } from '../../contract/memory-transport.ts';
import type { Json, Transport } from '../../contract/transport.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { createOfficeLine } from '../../renderer/office-line.ts';
import { createIntents } from '../../renderer/use-operation.ts';

function ids(): () => string {
  let count = 0;
  return () => `id-${++count}`;
}

describe('intents', () => {
  it('sends a double press once', async () => {
    const intents = createIntents<number>(ids());
    const sent: string[] = [];
    const run = async (id: string): Promise<Result<number>> => {
      sent.push(id);
      await Promise.resolve();
      return ok(1);
    };
    const [first, second] = await Promise.all([intents.send('a', run), intents.send('a', run)]);
    expect(sent).toEqual(['id-1']);
    expect(second).toBe(first);
  });

  it('keeps the id of a failed intent, and makes a new one after success or for other input', async () => {
    const intents = createIntents<number>(ids());
    const sent: string[] = [];
    let answer: Result<number> = fail({ code: 'disconnected' });
    const run = async (id: string) => {
      sent.push(id);
      return answer;
    };
    await intents.send('a', run);
    await intents.send('a', run);
    await intents.send('b', run);
    answer = ok(1);
    await intents.send('b', run);
    await intents.send('b', run);
    expect(sent).toEqual(['id-1', 'id-1', 'id-2', 'id-2', 'id-3']);
  });
});

describe('office line', () => {
  /** An office that answers every call with an empty value and can tell things. */
  function office() {
    const ends: Transport[] = [];
    const open = () => {
      const [page, host] = memoryTransportPair();
      ends.push(host);
      host.onMessage((message) => host.send({ id: (message as { id: number }).id, ok: true, value: {} } as Json));
      return page;
    };
    return { open, ends };
  }

  it('keeps its listeners over a lost line and says how it stands', async () => {
    const { open, ends } = office();
    const line = createOfficeLine(open);
    const heard: string[] = [];
    const states: string[] = [];
    line.onState(() => states.push(line.state()));
    line.listen('dossier.changed', ({ dossierId }) => heard.push(dossierId));
    expect(await line.call('sync.now', {})).toEqual({ ok: true, value: {} });
    ends[0]?.send({ notify: 'dossier.changed', body: { dossierId: 'before' } });
    await Promise.resolve();
    ends[0]?.close();
    expect(line.state()).toBe('lost');
    expect(await line.call('sync.now', {})).toEqual({ ok: false, failure: { code: 'disconnected' } });
    while (line.state() !== 'connected') await new Promise((resolve) => setTimeout(resolve, 20));
    ends[1]?.send({ notify: 'dossier.changed', body: { dossierId: 'after' } });
    await Promise.resolve();
    await Promise.resolve();
    expect(heard).toEqual(['before', 'after']);
    expect(states).toEqual(['connected', 'lost', 'connected']);
  });
});
