import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkEffective } from '../../db/check-effective.ts';
import { recomputeDossier } from '../../db/effective.ts';
import { readDossierRow } from '../../db/effective-rows.ts';
import { verifyJournal } from '../../db/verify-journal.ts';
import type { DossierStatus } from '../../domain/dossier/status.ts';
import { statusChanged, submittedOnline } from '../support/city-facts.ts';
import { party, receiveCommand } from '../support/dossiers.ts';
import { type TestOffice, testOffice } from '../support/office-db.ts';
import { expectedTokens, indexedTokens } from '../support/search-tokens.ts';
import { type SmallCity, smallCity } from '../support/small-city.ts';
import { dump } from '../support/statement-faults.ts';

let desk: TestOffice;
let city: SmallCity;
beforeEach(async () => {
  desk = await testOffice();
  city = smallCity(desk);
});
afterEach(() => desk.dispose());

function receive(over: Parameters<typeof receiveCommand>[1] = {}): string {
  const command = receiveCommand(desk.clock.now(), over);
  const reply = desk.execute(command);
  if (!reply.ok) throw new Error(JSON.stringify(reply.failure));
  return command.dossierId;
}

function row(dossierId: string) {
  const found = readDossierRow(desk.office.connection, dossierId);
  if (found === undefined) throw new Error('no such dossier');
  return found;
}

describe('the overlay of local facts', () => {
  test('a fact leaves it when it comes back through pull, not when it is acknowledged', () => {
    const id = receive();
    expect(row(id)).toMatchObject({ pending_facts: 1, city_version: 0, status: 'RECEIVED' });
    city.push(10, true);
    expect(row(id)).toMatchObject({ pending_facts: 0, city_version: 0, status: 'RECEIVED', receipt: 'BN-1' });
    city.pull(10);
    expect(row(id)).toMatchObject({ pending_facts: 0, city_version: 1, status: 'RECEIVED' });
  });

  test('a lost acknowledgement does not keep a fact waiting once it came back', () => {
    const id = receive();
    city.push(10, false);
    city.pull(10);
    expect(row(id)).toMatchObject({ pending_facts: 0, city_version: 1 });
  });

  test('what the city decided moves the dossier and its counter; the first promise stays', async () => {
    const id = receive();
    const promised = row(id).original_due_at;
    city.settle();
    city.say(id, statusChanged('PROCESSING'));
    desk.clock.advance(30);
    city.say(id, statusChanged('COMPLETED'));
    city.settle();
    expect(row(id)).toMatchObject({
      status: 'COMPLETED',
      list: 'to-return',
      finished_at: '2026-11-18T09:30:00+07:00',
      original_due_at: promised,
    });
    const { counters } = await desk.office.read('counters', { now: desk.clock.now() });
    expect(counters).toMatchObject({ received: 0, processing: 0, 'to-return': 1 });
    desk.clock.advance(60);
    city.say(id, statusChanged('RETURNED'));
    city.settle();
    expect(row(id)).toMatchObject({ list: 'closed', finished_at: '2026-11-18T09:30:00+07:00' });
  });

  test('a type of a newer program is kept but not folded', () => {
    const id = receive();
    city.settle();
    city.say(id, { type: 'dossier.teleported', payload: { to: 'Mars' } });
    city.settle();
    expect(row(id)).toMatchObject({ status: 'RECEIVED', city_version: 2 });
    const kept = desk.office.connection.prepare('SELECT payload FROM city_event WHERE version = 2').get();
    expect(kept).toEqual({ payload: '{"to":"Mars"}' });
  });

  test('an online dossier comes from the city alone', () => {
    const id = uuidv7();
    city.say(id, submittedOnline(desk.clock.now(), 7, '000.00.00.H29-261118-9001'));
    city.settle();
    expect(row(id)).toMatchObject({
      status: 'NEW',
      list: 'online-waiting',
      due_at: null,
      pending_facts: 0,
      local_seq: 0,
    });
  });

  test('a marriage stands in the list under both names', () => {
    const id = receive({ parties: [party(1), party(2, { role: 'co-owner' })] });
    expect(row(id).owner_name).toBe(`${party(1).fullName}, ${party(2).fullName}`);
  });
});

const STATUSES: readonly DossierStatus[] = ['PROCESSING', 'SUPPLEMENT_REQUESTED', 'COMPLETED', 'RETURNED', 'WITHDRAWN'];
const step = fc.oneof(
  fc.record({ do: fc.constant('receive' as const), person: fc.nat(40) }),
  fc.record({ do: fc.constant('slip' as const), which: fc.nat(9) }),
  fc.record({ do: fc.constant('erase' as const), which: fc.nat(9) }),
  fc.record({ do: fc.constant('push' as const), limit: fc.integer({ min: 1, max: 5 }), heard: fc.boolean() }),
  fc.record({ do: fc.constant('pull' as const), limit: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ do: fc.constant('online' as const), person: fc.nat(40) }),
  fc.record({ do: fc.constant('status' as const), which: fc.nat(9), to: fc.constantFrom(...STATUSES) }),
  fc.record({ do: fc.constant('number' as const), which: fc.nat(9) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

test('whatever the order of commands and pulls, what is stored is what both streams say', async () => {
  const outcome = await fc.check(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 30 }), async (steps) => {
      const own = await testOffice();
      try {
        run(own, smallCity(own), steps);
        expectConsistent(own);
      } finally {
        await own.dispose();
      }
    }),
    { numRuns: 60 },
  );
  if (outcome.failed)
    throw new Error(`seed ${outcome.seed}: ${JSON.stringify(outcome.counterexample)}`, {
      cause: outcome.errorInstance,
    });
});

function run(own: TestOffice, small: SmallCity, steps: readonly Step[]): void {
  const ids: string[] = [];
  const pick = (which: number) => ids[which % Math.max(1, ids.length)];
  for (const [i, next] of steps.entries()) {
    own.clock.advance(1);
    if (next.do === 'receive') {
      const command = receiveCommand(own.clock.now(), { parties: [party(next.person)] });
      expect(own.execute(command).ok).toBe(true);
      ids.push(command.dossierId);
    } else if (next.do === 'online') {
      const id = uuidv7();
      small.say(id, submittedOnline(own.clock.now(), next.person, `000.00.00.H29-261118-${9000 + i}`));
      ids.push(id);
    } else if (next.do === 'push') small.push(next.limit, next.heard);
    else if (next.do === 'pull') small.pull(next.limit);
    else {
      const dossierId = pick(next.which);
      if (dossierId === undefined) continue;
      const of = { commandId: uuidv7(), dossierId };
      if (next.do === 'status') small.say(dossierId, statusChanged(next.to));
      if (next.do === 'number') small.say(dossierId, { type: 'dossier.numbered', payload: { code: `H29-${i}` } });
      if (next.do === 'erase') own.execute({ ...of, type: 'dossier.erase-payload', reason: 'theo yêu cầu' }, 'leader');
      if (next.do === 'slip') {
        const pdf = { formSet: 'TT03-2025', formCode: '01', pdfSha256: '0'.repeat(64) };
        own.execute({ ...of, type: 'slip.record', state: 'made', ...pdf });
      }
    }
  }
}

function expectConsistent(own: TestOffice): void {
  const { connection } = own.office;
  expect(checkEffective(connection)).toMatchObject({ ok: true });
  expect(verifyJournal(connection)).toMatchObject({ ok: true });
  for (const table of ['dossier_search', 'dossier_tones', 'dossier_code_search'] as const) {
    expect(indexedTokens(connection, table)).toEqual(expectedTokens(connection, table));
  }
  const before = dump(connection);
  const ids = connection.prepare('SELECT id FROM dossier').all() as { id: string }[];
  own.office.write((tx) => {
    for (const { id } of ids) recomputeDossier(tx, id);
  });
  expect(dump(connection) === before).toBe(true);
}
