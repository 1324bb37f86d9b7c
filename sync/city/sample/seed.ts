import type { CityFact, CityStore } from '../store.ts';
import { storeSampleFiles } from './files.ts';
import { seededRandom } from './random.ts';
import { newStoryTeller } from './stories.ts';

export interface SeedOptions {
  readonly dossiers: number;
  readonly seed: number;
  /** Milliseconds since 1970; the stories end at this moment. */
  readonly now: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Dossiers with files at the most: the sample's data folder stays small. */
const WITH_FILES = 20;
const PER_TRANSACTION = 500;

/**
 * Fills an empty city with made-up dossiers in all ten statuses, with real due dates counted from `now`. The same
 * seed and instant give the same dossiers. Does nothing when the city has dossiers already.
 */
export async function seedSampleDossiers(store: CityStore, options: SeedOptions): Promise<number> {
  const { dossiers: total, seed, now, onProgress } = options;
  const present = await store.db.selectFrom('dossier').select('id').limit(1).executeTakeFirst();
  if (present !== undefined || total === 0) return 0;
  const files = await storeSampleFiles(store, 'city');
  const tell = newStoryTeller(seededRandom(seed), new Date(now).toISOString(), files);
  const every = Math.max(1, Math.floor(total / WITH_FILES));
  for (let start = 0; start < total; start += PER_TRANSACTION) {
    const count = Math.min(PER_TRANSACTION, total - start);
    const stories = Array.from({ length: count }, (_, at) => tell(start + at, (start + at) % every === 0));
    // Across dossiers the feed runs as time did.
    const facts = stories.flat().toSorted(byTime);
    await store.commit(
      facts.map((fact) => fact.agg),
      async (ledger) => {
        for (const fact of facts) ledger.append({ byUnit: 'city', ...fact, opId: null });
      },
    );
    onProgress?.(start + count, total);
  }
  return total;
}

function byTime(a: CityFact, b: CityFact): number {
  return Date.parse(a.at.wall) - Date.parse(b.at.wall);
}
