import { createHash } from 'node:crypto';
import { sql as first } from './0010-first.ts';
import frozen from './frozen.json' with { type: 'json' };

/** One forward step of the schema. Numbers go up in steps of ten and are the database's `user_version`. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** Every migration in order. A released one is never edited: `frozen.json` holds its hash. */
export const MIGRATIONS: readonly Migration[] = [{ number: 10, name: 'first', sql: first }];

/** SHA-256 of every frozen migration's SQL, by number. */
export const FROZEN: Readonly<Record<string, string>> = frozen;

export function migrationHash(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex');
}
