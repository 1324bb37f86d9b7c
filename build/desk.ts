import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type OperationName, operations } from '../contract/operations.ts';
import { keyFileOf } from './folders.ts';
import { openHeadlessOffice } from './headless-office.ts';
import { readOptions } from './options.ts';

const USAGE = `npm run -s desk -- ops
       npm run -s desk -- call <operation> <input.json|-> --data DIR [--key-file F] [--user clerk]
       npm run -s desk -- sync --data DIR [--key-file F] --until-idle`;

/** The command line of the desk, for development only; never packaged. */
export async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(
    args,
    {
      data: { type: 'string' },
      'key-file': { type: 'string' },
      user: { type: 'string', default: 'clerk' },
      'until-idle': { type: 'boolean', default: false },
    },
    USAGE,
  );
  const [verb, name, input] = positionals;
  if (verb === 'ops') return listOperations();
  if (values.data === undefined || (verb !== 'call' && verb !== 'sync') || (verb === 'call' && name === undefined)) {
    console.error(`Cách dùng: ${USAGE}`);
    return 2;
  }
  const dataDir = resolve(values.data);
  const host = await openHeadlessOffice({ dataDir, keyFile: keyFileOf(dataDir, values['key-file']), sync: false });
  try {
    if (verb === 'sync') return print(await host.syncUntilIdle());
    const parsed = readInput(input);
    if (parsed === undefined) {
      console.error('Đầu vào không phải JSON hợp lệ.');
      return 2;
    }
    host.actAs(values.user);
    return print(await host.call(name as OperationName, parsed));
  } finally {
    await host.close();
  }
}

function listOperations(): number {
  const list = Object.entries(operations).map(([name, operation]) => ({
    name,
    kind: operation.kind,
    access: operation.access,
    about: operation.about,
    input: z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }),
    output: z.toJSONSchema(operation.output, { unrepresentable: 'any' }),
  }));
  process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
  return 0;
}

function readInput(source: string | undefined): unknown {
  try {
    return source === undefined ? {} : JSON.parse(readFileSync(source === '-' ? 0 : source, 'utf8'));
  } catch {
    return undefined;
  }
}

function print(result: { readonly ok: boolean }): number {
  process.stdout.write(`${JSON.stringify(result)}\n`);
  return result.ok ? 0 : 1;
}
