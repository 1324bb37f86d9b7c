import type { Connection } from '../database.ts';
import { readCounters } from './counters.ts';
import { readDossier, readHistory } from './dossier.ts';
import { readFavourites } from './favourites.ts';
import { readList } from './list.ts';
import { readOpenDossiersOf } from './open-dossiers-of.ts';
import { readQueue } from './queue.ts';
import { readSearch } from './search.ts';
import { readSyncCounts } from './sync-counts.ts';

/** The named reads of `OfficeDb.read`. Plain rows in, plain rows out: both cross a thread. */
export const readers = {
  list: readList,
  counters: readCounters,
  dossier: readDossier,
  history: readHistory,
  search: readSearch,
  queue: readQueue,
  'sync-counts': readSyncCounts,
  'open-dossiers-of': readOpenDossiersOf,
  favourites: readFavourites,
} as const satisfies Record<string, (connection: Connection, input: never) => unknown>;

export type ReadName = keyof typeof readers;
export type ReadInput<N extends ReadName> = Parameters<(typeof readers)[N]>[1];
export type ReadOutput<N extends ReadName> = ReturnType<(typeof readers)[N]>;
