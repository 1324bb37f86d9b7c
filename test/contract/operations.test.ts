import { describe, expect, test } from 'vitest';
import { notifications, operations } from '../../contract/operations.ts';
import { jsonSchemaOf, looseObjectsOf, sampleOf } from '../support/sample-of-schema.ts';

const all = Object.entries(operations);
const allNotifications = Object.entries(notifications);

describe.each(all)('operation %s', (name, operation) => {
  test('has a name of topic and verb, and one line that says what it does', () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
    expect(operation.about).toMatch(/^[A-Z][^\n]{8,140}\.$/);
  });

  test('has a JSON Schema for its input and output', () => {
    expect(jsonSchemaOf(operation.input, 'input')).toMatchObject({ type: 'object' });
    expect(jsonSchemaOf(operation.output, 'output')).toMatchObject({ type: 'object' });
  });

  test('takes a fitting input and refuses one with an unknown key', () => {
    const input = sampleOf(operation.input, 'input') as object;
    expect(operation.input.safeParse(input).error?.issues ?? []).toEqual([]);
    const refused = operation.input.safeParse({ ...input, surprise: 1 });
    expect(refused.error?.issues.map((issue) => issue.code)).toEqual(['unrecognized_keys']);
    expect(looseObjectsOf(operation.input, 'input')).toEqual([]);
  });

  test('answers what survives JSON unchanged', () => {
    const output = operation.output.parse(sampleOf(operation.output, 'output'));
    const arrived: unknown = JSON.parse(JSON.stringify(output));
    expect(arrived).toStrictEqual(output);
    expect(operation.output.parse(arrived)).toStrictEqual(output);
  });

  test('a command can be repeated: its input names it by a client-made id', () => {
    const properties = Object.keys(jsonSchemaOf(operation.input, 'input').properties ?? {});
    expect(properties.includes('commandId')).toBe(operation.kind === 'command');
  });
});

describe.each(allNotifications)('notification %s', (name, body) => {
  test('is named, described and survives JSON unchanged', () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
    expect(jsonSchemaOf(body, 'output')).toMatchObject({ type: 'object' });
    expect(looseObjectsOf(body, 'input')).toEqual([]);
    const value = body.parse(sampleOf(body, 'output'));
    const arrived: unknown = JSON.parse(JSON.stringify(value));
    expect(arrived).toStrictEqual(value);
    expect(body.parse(arrived)).toStrictEqual(value);
    expect(body.safeParse({ ...value, surprise: 1 }).success).toBe(false);
  });
});

test('free text that is stored comes in as NFC without control characters', () => {
  const commandId = '0191e2a0-4b3c-7d5e-8f60-718293a4b5c6';
  const printer = operations['slip.record-spooled'].input;
  const device = operations['office.connect'].input;
  const typed = '  Quầy số 2, tầng trệt ';
  const slip = { commandId, dossierId: commandId };
  const city = { address: 'http://city.example', code: 'ABCD-1234' };
  expect(printer.parse({ ...slip, printer: typed.normalize('NFD') }).printer).toBe(typed.normalize('NFC').trim());
  expect(device.parse({ ...city, deviceName: typed.normalize('NFD') }).deviceName).toBe(typed.normalize('NFC').trim());
  for (const bad of ['a\u0000b', 'a\ud83db']) {
    expect(printer.safeParse({ ...slip, printer: bad }).success).toBe(false);
    expect(device.safeParse({ ...city, deviceName: bad }).success).toBe(false);
  }
});

test('only what the first screens need may be called before sign-in', () => {
  const open = all.filter(([, operation]) => operation.access === 'open').map(([name]) => name);
  expect(open.toSorted()).toEqual([
    'office.connect',
    'office.set-up-sample',
    'office.state',
    'preferences.get',
    'preferences.set',
    'session.sign-in',
    'sync.status',
  ]);
});
