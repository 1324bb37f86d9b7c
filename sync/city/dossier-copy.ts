import type { Dossier } from '../../domain/dossier/dossier.ts';
import { filesOfDossier } from './blob-rows.ts';
import type { CityDatabase } from './database.ts';

/** The city's copy of a dossier. `complete`: every file its facts name is available. */
export interface DossierCopy {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly code: string | null;
  readonly state: Dossier;
  readonly files: Awaited<ReturnType<typeof filesOfDossier>>;
  readonly complete: boolean;
  readonly updatedAt: string;
}

/** Looks a dossier up by its id or by its official code. */
export async function readDossierCopy(db: CityDatabase, idOrCode: string): Promise<DossierCopy | null> {
  const row = await db
    .selectFrom('dossier')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', idOrCode), eb('code', '=', idOrCode)]))
    .executeTakeFirst();
  if (row === undefined) return null;
  const files = await filesOfDossier(db, row.id);
  return {
    id: row.id,
    version: row.version,
    status: row.status,
    code: row.code,
    state: JSON.parse(row.state) as Dossier,
    files,
    complete: files.every((file) => file.state === 'available'),
    updatedAt: row.updated_at,
  };
}
