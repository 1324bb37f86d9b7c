import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkImports, forbiddenImports } from '../../build/check-imports.ts';

const root = new URL('../..', import.meta.url).pathname;

describe('the import table', () => {
  it.each([
    ['domain/x.ts', "import { readFile } from 'node:fs';"],
    ['domain/x.ts', "import { operations } from '../contract/operations.ts';"],
    ['contract/x.ts', "import { openOffice } from '../db/office-db.ts';"],
    ['db/x.ts', "import type { Client } from '../contract/client.ts';"],
    ['db/x.ts', "import { request } from '../sync/desk/exchange.ts';"],
    ['sync/desk/x.ts', "import { startCity } from '../city/server.ts';"],
    ['sync/city/x.ts', "import { openOffice } from '../../db/office-db.ts';"],
    ['electron/host/x.ts', "import { app } from 'electron';"],
    ['electron/host/x.ts', "const city = await import('../../sync/city/server.ts');"],
    ['electron/host/forms/x.ts', "import { openOffice } from '../../../db/office-db.ts';"],
    ['electron/shell/x.ts', "import { decide } from '../../domain/dossier/decide.ts';"],
    ['electron/shell/x.ts', "import { openHost } from '../host/office.ts';"],
    ['renderer/x.tsx', "import { readFile } from 'node:fs';"],
    ['renderer/x.tsx', "import { openOffice } from '../db/office-db.ts';"],
    ['renderer/x.tsx', "export { main } from '../build/start.ts';"],
    ['domain/x.ts', "import { temporaryOffice } from '../test/support/office-db.ts';"],
    ['db/x.ts', "const rows = await query.selectFrom('meta').selectAll().execute();"],
    ['db/reader/x.ts', "const row = await query.selectFrom('meta').selectAll().executeTakeFirst();"],
    ['db/x.ts', "query.selectFrom('meta')\n  .selectAll()\n  .executeTakeFirstOrThrow();"],
    ['db/x.ts', "for await (const row of query.selectFrom('meta').selectAll().stream()) use(row);"],
  ])('refuses in %s: %s', (file, source) => {
    expect(forbiddenImports(file, source)).toHaveLength(1);
  });

  it.each([
    ['electron/shell/x.ts', "import type { Transport } from '../../contract/transport.ts';"],
    ['renderer/x.tsx', "import { Button } from '@mantine/core';"],
    ['test/x.ts', "import { app } from 'electron';"],
    ['db/x.ts', "executeCommand(office, command, context); connection.exec('COMMIT');"],
    ['sync/city/x.ts', "const rows = await db.selectFrom('device').selectAll().execute();"],
  ])('allows in %s: %s', (file, source) => {
    expect(forbiddenImports(file, source)).toHaveLength(0);
  });

  it('holds for the whole tree', () => {
    expect(checkImports(root)).toEqual([]);
  });
});

describe('the documents', () => {
  it.each(['README.md', 'docs/architecture.md'])('%s names only paths that exist', (document) => {
    const text = readFileSync(`${root}/${document}`, 'utf8');
    const paths = [
      ...text.matchAll(/`((?:domain|contract|db|sync|electron|renderer|build|test|docs)\/[\w./-]*)`/g),
    ].map((match) => match[1] ?? '');
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.filter((path) => !existsSync(`${root}/${path}`))).toEqual([]);
  });
});
