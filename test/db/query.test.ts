import { afterEach, beforeEach, expect, test } from 'vitest';
import { all, get, query, run } from '../../db/query.ts';
import { type TestOffice, testOffice } from '../support/office-db.ts';

let desk: TestOffice;
beforeEach(async () => {
  desk = await testOffice({ packs: false, range: false });
});
afterEach(() => desk.dispose());

test('a query that is executed instead of compiled throws, it does not answer nothing', async () => {
  await expect(query.selectFrom('meta').selectAll().execute()).rejects.toThrow(/compiled and run synchronously/);
});

test('built and compiled queries run on the connection', () => {
  const insert = query.insertInto('meta').values({ key: 'a', value: 'b' });
  expect(desk.office.write((tx) => run(tx.connection, insert)).changes).toBe(1);
  const one = query.selectFrom('meta').select('value').where('key', '=', 'a');
  expect(get(desk.office.connection, one)).toEqual({ value: 'b' });
  expect(all(desk.office.connection, one.compile())).toEqual([{ value: 'b' }]);
});

test('an exception in a write undoes all of it; an asynchronous body is refused', () => {
  const insert = query.insertInto('meta').values({ key: 'c', value: 'd' });
  expect(() =>
    desk.office.write((tx) => {
      run(tx.connection, insert);
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(() =>
    desk.office.write(async (tx) => {
      run(tx.connection, insert);
    }),
  ).toThrow(/synchronous/);
  const found = get(desk.office.connection, query.selectFrom('meta').select('value').where('key', '=', 'c'));
  expect(found).toBeUndefined();
  expect(desk.office.connection.inTransaction).toBe(false);
});
