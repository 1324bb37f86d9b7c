import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkEffective } from '../../db/check-effective.ts';
import { applyPullPage, dropEventsNotTold, type PulledEvent, pullCursor } from '../../db/city-events.ts';
import { nextOps } from '../../db/outbox.ts';
import { submittedOnline } from '../support/city-facts.ts';
import { party, receiveCommand } from '../support/dossiers.ts';
import { type TestOffice, testOffice } from '../support/office-db.ts';
import { indexedTokens } from '../support/search-tokens.ts';

describe('events of the city', () => {
  let test: TestOffice;
  beforeEach(async () => {
    test = await testOffice();
  });
  afterEach(() => test.dispose());

  /** The city's event for the fact this desk just made. */
  function received(): { id: string; event: PulledEvent } {
    const command = receiveCommand(test.clock.now());
    if (!test.execute(command).ok) throw new Error('not taken in');
    const ops = nextOps(test.office.connection, { now: test.clock.now(), limit: 100, maxBytes: 1e6 });
    const op = ops.find((each) => each.agg === command.dossierId);
    if (op === undefined) throw new Error('no op');
    const { op_id, agg, type, schema, actor, at, payload } = op;
    const base = { agg, op_id, type, schema, actor, at, payload };
    return {
      id: command.dossierId,
      event: { ...base, event_id: uuidv7(), version: 1, committed_at: test.clock.now() },
    };
  }
  function status(agg: string, version: number, to: string): PulledEvent {
    const by = { id: null, name: 'Phòng chuyên môn', unit: null };
    return {
      event_id: uuidv7(),
      agg,
      version,
      op_id: null,
      type: 'dossier.status-changed',
      schema: 1,
      actor: { id: 'city', name: 'Hệ thống thành phố' },
      at: { wall: test.clock.now(), quality: 'ok' },
      committed_at: test.clock.now(),
      payload: { to, reason: null, by, step: null, promised: null },
    };
  }
  function pull(events: PulledEvent[], cursor = 'c1', timeline = 't1') {
    return applyPullPage(test.office, { events, cursor, timeline, now: test.clock.now() });
  }
  function row(id: string) {
    return test.office.connection
      .prepare('SELECT status, city_version, pending_facts FROM dossier WHERE id = ?')
      .get(id);
  }

  it('moves the cursor with the events, or neither', () => {
    expect(pullCursor(test.office.connection)).toEqual({ cursor: '', timeline: null });
    const { id, event } = received();
    expect(pull([event])).toEqual({ dossierIds: [id] });
    expect(pullCursor(test.office.connection)).toEqual({ cursor: 'c1', timeline: 't1' });
    const broken = { ...status(id, 2, 'PROCESSING'), committed_at: null as unknown as string };
    expect(() => pull([status(id, 2, 'PROCESSING'), { ...broken, version: 3 }], 'c2')).toThrow();
    expect(pullCursor(test.office.connection).cursor).toBe('c1');
    expect(row(id)).toMatchObject({ status: 'RECEIVED', city_version: 1 });
  });

  it('changes nothing when a page comes again', () => {
    const { id, event } = received();
    const page = [event, status(id, 2, 'PROCESSING')];
    pull(page);
    const before = test.office.connection.prepare('SELECT * FROM dossier').all();
    expect(pull(page)).toEqual({ dossierIds: [] });
    expect(test.office.connection.prepare('SELECT * FROM dossier').all()).toEqual(before);
    expect(row(id)).toMatchObject({ status: 'PROCESSING', city_version: 2, pending_facts: 0 });
  });

  it('folds by version, whatever order events arrive in', () => {
    const { id, event } = received();
    pull([status(id, 3, 'SUPPLEMENT_REQUESTED')]);
    pull([status(id, 2, 'PROCESSING')]);
    pull([event]);
    expect(row(id)).toMatchObject({ status: 'SUPPLEMENT_REQUESTED', city_version: 3 });
  });

  it('keeps the local fact until its own op id comes back', () => {
    const { id, event } = received();
    const other = received();
    pull([other.event]);
    expect(row(id)).toMatchObject({ pending_facts: 1, city_version: 0 });
    pull([event]);
    expect(row(id)).toMatchObject({ pending_facts: 0, city_version: 1 });
  });

  it('believes the city when it tells a version or an op differently', () => {
    const { id, event } = received();
    pull([event, status(id, 2, 'PROCESSING')]);
    pull([{ ...event, event_id: uuidv7(), version: 3 }, status(id, 2, 'SUPPLEMENT_REQUESTED')], 'c2', 't2');
    const held = test.office.connection.prepare('SELECT version, type FROM city_event ORDER BY version').all();
    expect(held).toEqual([
      { version: 2, type: 'dossier.status-changed' },
      { version: 3, type: 'dossier.received' },
    ]);
  });

  it('keeps events of types it does not know, without folding them', () => {
    const { id, event } = received();
    pull([event, { ...status(id, 2, 'PROCESSING'), type: 'dossier.something-new', payload: { any: 'thing' } }]);
    expect(row(id)).toMatchObject({ status: 'RECEIVED', city_version: 2 });
  });

  it('folds news onto what is stored, and everything again where an earlier version is told differently', () => {
    const id = uuidv7();
    const submitted = submittedOnline(test.clock.now(), 7, '000.00.00.H29-261118-9001');
    pull([{ ...status(id, 1, 'NEW'), type: submitted.type, payload: submitted.payload }]);
    pull([status(id, 2, 'RECEIVED')]);
    pull([status(id, 3, 'COMPLETED'), { ...status(id, 4, 'RETURNED'), payload: { to: 'MARS' } }]);
    expect(row(id)).toMatchObject({ status: 'COMPLETED', city_version: 4 });
    expect(checkEffective(test.office.connection)).toMatchObject({ ok: true, dossiers: 1 });
    pull([status(id, 3, 'PROCESSING')], 'c2', 't2');
    expect(row(id)).toMatchObject({ status: 'PROCESSING', city_version: 4 });
    const late = status(id, 5, 'COMPLETED');
    test.clock.advance(30);
    pull([status(id, 6, 'WITHDRAWN')], 'c3', 't2');
    pull([late], 'c4', 't2');
    expect(row(id)).toMatchObject({ status: 'WITHDRAWN', city_version: 6 });
    expect(checkEffective(test.office.connection)).toMatchObject({ ok: true });
  });

  it('writes of a dossier only what a fact changes', () => {
    const id = uuidv7();
    const submitted = submittedOnline(test.clock.now(), 7, '000.00.00.H29-261118-9001');
    pull([{ ...status(id, 1, 'NEW'), type: submitted.type, payload: submitted.payload }]);
    const written: string[] = [];
    for (const table of ['dossier_party', 'dossier_component', 'dossier_file']) {
      for (const act of ['INSERT', 'DELETE']) {
        test.office.connection.function(`saw_${act}_${table}`, () => written.push(`${act} ${table}`));
        test.office.connection.exec(
          `CREATE TEMP TRIGGER t_${act}_${table} AFTER ${act} ON ${table} BEGIN SELECT saw_${act}_${table}(); END`,
        );
      }
    }
    pull([status(id, 2, 'RECEIVED')]);
    expect(written).toEqual([]);
    pull([{ ...status(id, 3, 'NEW'), type: submitted.type, payload: { ...submitted.payload, parties: [party(3)] } }]);
    expect(new Set(written)).toEqual(new Set(['DELETE dossier_party', 'INSERT dossier_party']));
    expect(checkEffective(test.office.connection)).toMatchObject({ ok: true });
  });

  it('drops what the city no longer tells, never a dossier of this desk that it leaves out', () => {
    const mine = received();
    const told = received();
    pull([mine.event, told.event, status(mine.id, 2, 'PROCESSING'), status(told.id, 2, 'PROCESSING')]);
    expect(dropEventsNotTold(test.office, new Map([[told.id, 1]]))).toEqual({ dossierIds: [told.id] });
    expect(row(told.id)).toMatchObject({ status: 'RECEIVED', city_version: 1 });
    expect(row(mine.id)).toMatchObject({ status: 'PROCESSING', city_version: 2 });
  });

  it('leaves nothing of a dossier that no stream tells of any more', async () => {
    const [gone, headless] = [uuidv7(), uuidv7()];
    const online = (id: string, n: number) => {
      const { type, payload } = submittedOnline(test.clock.now(), n, `000.00.00.H29-261118-900${n}`);
      return { ...status(id, 1, 'NEW'), type, payload };
    };
    pull([online(gone, 1), online(headless, 2), status(headless, 2, 'RECEIVED')]);
    expect((await test.office.read('counters', { now: test.clock.now() })).counters).toMatchObject({
      'online-waiting': 1,
      received: 1,
    });
    pull([{ ...status(headless, 1, 'NEW'), type: 'dossier.something-new', payload: {} }], 'c2');
    expect(row(headless)).toBeUndefined();
    expect(dropEventsNotTold(test.office, new Map()).dossierIds.toSorted()).toEqual([gone, headless].toSorted());
    expect(row(gone)).toBeUndefined();
    for (const table of ['dossier', 'dossier_party', 'dossier_component', 'dossier_file', 'city_event']) {
      expect(test.office.connection.prepare(`SELECT * FROM ${table}`).all(), table).toEqual([]);
    }
    for (const table of ['dossier_search', 'dossier_tones', 'dossier_code_search'] as const) {
      expect(indexedTokens(test.office.connection, table)).toEqual([]);
    }
    expect(checkEffective(test.office.connection)).toEqual({ ok: true, dossiers: 0, different: [], wrongCounters: [] });
    const { counters } = await test.office.read('counters', { now: test.clock.now() });
    expect(counters).toMatchObject({ 'online-waiting': 0, received: 0 });
  });
});
