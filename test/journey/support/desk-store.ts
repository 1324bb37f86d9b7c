import { openOffice } from '../../../db/office-db.ts';
import { verifyJournal } from '../../../db/verify-journal.ts';
import { openFileKeyVault } from '../../../electron/host/ports/file-key-vault.ts';

/** What a stopped desk holds on its disk. */
export interface StoredDossiers {
  readonly ids: readonly string[];
  readonly numbers: readonly string[];
  readonly journalHolds: boolean;
}

/** Opens the store of a desk that does not run, reads it and shuts it again. */
export async function readStoredDossiers(options: {
  readonly dataDir: string;
  readonly keyFile: string;
}): Promise<StoredDossiers> {
  const vault = openFileKeyVault({ file: options.keyFile, dataDir: options.dataDir });
  const key = await vault.load('office-database');
  const epochMarker = (await vault.load('office-epoch'))?.subarray(0, 16).toString('hex') ?? null;
  if (key === null) throw new Error('no key');
  const now = new Date().toISOString();
  const opened = openOffice({ dir: options.dataDir, key, now, epochMarker });
  if (!opened.ok) throw new Error(opened.failure.code);
  try {
    const page = await opened.value.read('list', { list: 'all', sort: 'newest', after: null, limit: 500, now });
    return {
      ids: page.rows.map((row) => row.id),
      numbers: page.rows.map((row) => row.code ?? row.temporary_code ?? ''),
      journalHolds: verifyJournal(opened.value.connection).ok,
    };
  } finally {
    await opened.value.close();
  }
}
