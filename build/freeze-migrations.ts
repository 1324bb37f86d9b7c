import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOfficeDatabase } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { FROZEN, MIGRATIONS, migrationHash } from '../db/migrations/index.ts';

const root = join(import.meta.dirname, '..');

/**
 * Freezes every migration that is not frozen yet and writes the schema snapshot. A frozen migration that was edited is
 * an error: write a new one. Answers the exit code.
 */
export function main(): number {
  const edited = MIGRATIONS.filter((migration) => {
    const frozen = FROZEN[migration.number];
    return frozen !== undefined && frozen !== migrationHash(migration);
  });
  if (edited.length > 0) {
    for (const { number, name } of edited) console.error(`Migration ${number}-${name} is frozen and was edited.`);
    return 1;
  }
  const hashes = Object.fromEntries(MIGRATIONS.map((migration) => [migration.number, migrationHash(migration)]));
  writeFileSync(join(root, 'db/migrations/frozen.json'), `${JSON.stringify(hashes, null, 2)}\n`);
  writeFileSync(join(root, 'db/schema.snapshot.sql'), schemaSnapshot());
  console.log(`${MIGRATIONS.length} migration(s) frozen; db/schema.snapshot.sql written.`);
  return 0;
}

/** The schema that all migrations make of an empty database, one statement after the other, sorted by name. */
export function schemaSnapshot(): string {
  const dir = mkdtempSync(join(tmpdir(), 'mot-cua-schema-'));
  try {
    const opened = openOfficeDatabase({ dir, key: randomBytes(32), role: 'writer', create: true });
    if (!opened.ok) throw new Error(opened.failure.code);
    const connection = opened.value;
    const migrated = migrate(connection, { dir, now: '2026-01-01T00:00:00.000Z' });
    if (!migrated.ok) throw new Error(migrated.failure.code);
    const rows = connection
      .prepare(
        `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL
         ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name`,
      )
      .all() as { sql: string }[];
    connection.close();
    return `${rows.map((row) => `${row.sql};`).join('\n\n')}\n`;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
