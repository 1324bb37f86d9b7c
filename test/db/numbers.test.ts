import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allocateNumber, isUsableRange, numbersLeft, rangeNeeded, storeRange } from '../../db/numbers.ts';
import { legalDateOf } from '../../domain/calendar/legal-time.ts';
import { parseTemporaryCode } from '../../domain/numbers/temporary-code.ts';
import { receiveCommand } from '../support/dossiers.ts';
import { leaseRange, mustOpen, type TestOffice, testOffice } from '../support/office-db.ts';

describe('dossier numbers', () => {
  let test: TestOffice;
  beforeEach(async () => {
    test = await testOffice({ range: false });
  });
  afterEach(() => test.dispose());

  function take(): { code: string | null; temporaryCode: string | null } {
    const now = test.clock.now();
    return test.office.write((tx) => allocateNumber(tx, { now, localDate: legalDateOf(now) }));
  }
  const today = () => legalDateOf(test.clock.now());

  it('count up and start again each local day', () => {
    leaseRange(test.office, today());
    expect([take(), take()].map(({ code }) => code)).toEqual([
      '000.00.00.H29-261118-0001',
      '000.00.00.H29-261118-0002',
    ]);
    test.clock.advance(24 * 60);
    expect(take().code).toBe('000.00.00.H29-261119-0001');
  });

  it('change their day at midnight in Vietnam, not at midnight UTC', () => {
    leaseRange(test.office, today());
    test.clock.set('2026-11-18T16:59:59.000Z');
    expect(take().code).toBe('000.00.00.H29-261118-0001');
    test.clock.set('2026-11-18T17:00:00.000Z');
    expect(take().code).toBe('000.00.00.H29-261119-0001');
  });

  it('survive closing and opening', async () => {
    leaseRange(test.office, today());
    take();
    await test.reopen();
    expect(take().code).toBe('000.00.00.H29-261118-0002');
  });

  it('are temporary when the clock went back to an earlier day', () => {
    leaseRange(test.office, '2026-11-01');
    expect(take().code).toBe('000.00.00.H29-261118-0001');
    test.clock.advance(-24 * 60);
    const back = take();
    expect(back.code).toBeNull();
    expect(parseTemporaryCode(back.temporaryCode ?? '')).toMatchObject({ ok: true, value: { counter: 1 } });
    test.clock.advance(24 * 60);
    expect(take().code).toBe('000.00.00.H29-261118-0002');
  });

  it('are temporary without a range, outside its days and when it is used up', () => {
    expect(take()).toMatchObject({ code: null });
    leaseRange(test.office, '2026-11-19', 2);
    expect(take()).toMatchObject({ code: null });
    test.clock.advance(24 * 60);
    expect([take().code, take().code]).toEqual(['000.00.00.H29-261119-0001', '000.00.00.H29-261119-0002']);
    const over = take();
    expect(over.code).toBeNull();
    expect(parseTemporaryCode(over.temporaryCode ?? '')).toMatchObject({ value: { counter: 3 } });
    test.clock.advance(24 * 60);
    expect(take().code).toBe('000.00.00.H29-261120-0001');
  });

  it('come from the next range when the first is used up', () => {
    leaseRange(test.office, today(), 1);
    storeRange(test.office, { ...rangeOf(201, 202), epoch: test.office.epoch });
    expect([take(), take(), take(), take()].map(({ code }) => code)).toEqual([
      '000.00.00.H29-261118-0001',
      '000.00.00.H29-261118-0201',
      '000.00.00.H29-261118-0202',
      null,
    ]);
    expect(numbersLeft(test.office.connection, today())).toBe(0);
  });

  function rangeOf(first: number, last: number) {
    const agency = { agency_code: '000.00.00.H29', template: '{agency}-{yyMMdd}-{NNNN}' };
    return { id: uuidv7(), ...agency, first, last, valid_from: today(), valid_to: '2027-12-31' };
  }

  it('never come from the range of another epoch', async () => {
    leaseRange(test.office, today());
    take();
    const { epoch } = test.office;
    await test.office.close();
    // The marker kept elsewhere differs: this folder is a restored copy.
    test.office = mustOpen(test.dir, test.key, test.clock.now(), 'f'.repeat(32));
    expect(test.office.epoch).not.toBe(epoch);
    expect(take().code).toBeNull();
    storeRange(test.office, { ...rangeOf(1, 400), epoch });
    expect(take().code).toBeNull();
    expect(rangeNeeded(test.office.connection, today(), test.office.epoch)).toBe(true);
    storeRange(test.office, { ...rangeOf(401, 800), epoch: test.office.epoch });
    expect(take().code).toBe('000.00.00.H29-261118-0401');
  });

  it('count temporary ones under other letters after a restore', async () => {
    const before = take().temporaryCode ?? '';
    await test.office.close();
    test.office = mustOpen(test.dir, test.key, test.clock.now(), 'f'.repeat(32));
    const after = take().temporaryCode ?? '';
    expect(after.slice(0, 6)).not.toBe(before.slice(0, 6));
    expect(parseTemporaryCode(after)).toMatchObject({ value: { counter: 1 } });
  });

  it.each([
    ['no counter', { template: '{agency}-{yyMMdd}' }],
    ['no date', { template: '{agency}-{NNNN}' }],
    ['nothing between first and last', { first: 9, last: 8 }],
    ['a code longer than a fact may carry', { template: `{agency}-{yyMMdd}-{${'N'.repeat(40)}}` }],
    ['a line break in the agency', { agency_code: 'H29\n' }],
  ])('are not taken from a range with %s', (_what, change) => {
    const range = {
      id: 'a',
      agency_code: '000.00.00.H29',
      template: '{agency}-{yyMMdd}-{NNNN}',
      first: 1,
      last: 200,
      valid_from: '2026-01-01',
      valid_to: '2027-12-31',
      epoch: 'e',
    };
    expect(isUsableRange(range)).toBe(true);
    expect(isUsableRange({ ...range, ...change })).toBe(false);
  });

  it('skip a number that a dossier of this desk already has', () => {
    leaseRange(test.office, today());
    const now = test.clock.now();
    expect(test.execute(receiveCommand(now)).ok).toBe(true);
    // Leased again after the city was restored, overlapping.
    test.office.write((tx) => tx.connection.prepare("UPDATE number_range SET state = 'void'").run());
    leaseRange(test.office, today());
    expect(take().code).toBe('000.00.00.H29-261118-0002');
  });

  it('are not used up by a refused command', () => {
    leaseRange(test.office, today());
    const now = test.clock.now();
    expect(test.execute(receiveCommand(now, { components: [] })).ok).toBe(false);
    expect(take().code).toBe('000.00.00.H29-261118-0001');
  });

  it('ask for a range when there is none, it ends soon or little of today is left', () => {
    const needed = () => rangeNeeded(test.office.connection, today(), test.office.epoch);
    expect(needed()).toBe(true);
    expect(numbersLeft(test.office.connection, today())).toBeNull();
    leaseRange(test.office, today(), 10);
    expect(needed()).toBe(false);
    for (let count = 0; count < 8; count += 1) take();
    expect(needed()).toBe(false);
    take();
    expect(needed()).toBe(true);
    expect(numbersLeft(test.office.connection, today())).toBe(1);
    test.clock.set('2027-11-05T02:00:00.000Z');
    expect(needed()).toBe(true);
    test.clock.set('2027-11-03T02:00:00.000Z');
    expect(needed()).toBe(false);
  });
});
