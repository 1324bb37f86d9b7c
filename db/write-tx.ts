import type { Connection } from './database.ts';

declare const writeTx: unique symbol;

/**
 * Proof of standing inside the one write transaction: every function that writes takes it, so writing outside of a
 * transaction does not compile. Made only by `OfficeDb.write`.
 */
export interface WriteTx {
  readonly [writeTx]: true;
  readonly connection: Connection;
  /** Notes that listeners must hear of this dossier after the commit. */
  touch(dossierId: string): void;
  /** Notes that work lists or counters changed. */
  touchLists(): void;
}

/** What a commit changed, as listeners hear it. */
export interface CommittedChange {
  readonly dossierIds: string[];
  readonly lists: boolean;
}

/**
 * Runs `body` in one IMMEDIATE transaction; any exception undoes all of it. The body is synchronous and must not open
 * another transaction.
 */
export function runWrite<T>(connection: Connection, body: (tx: WriteTx) => T): { value: T; change: CommittedChange } {
  const dossierIds = new Set<string>();
  let lists = false;
  const tx = {
    connection,
    touch: (dossierId: string) => void dossierIds.add(dossierId),
    touchLists: () => {
      lists = true;
    },
  } as unknown as WriteTx;
  connection.exec('BEGIN IMMEDIATE');
  try {
    const value = body(tx);
    if (value instanceof Promise) throw new Error('the body of a write is synchronous');
    connection.exec('COMMIT');
    return { value, change: { dossierIds: [...dossierIds], lists } };
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}
