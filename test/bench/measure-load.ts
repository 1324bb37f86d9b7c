import { applyPullPage } from '../../db/city-events.ts';
import type { Bench } from './bench-office.ts';
import { cityFeed } from './city-feed.ts';
import { storedDossier } from './raw-database.ts';
import { type BenchRow, comparedRows } from './rows.ts';
import { timed } from './stats.ts';

/** Dossiers in one raw transaction. */
const RAW_PAGE = 50;

/**
 * First load: the city's feed page by page in commit order, so a dossier is recomputed each time it comes up. The raw
 * databases get the final rows in one go each, in pages of about as many rows; making the data up is not counted.
 */
export function measureLoad(
  bench: Bench,
  options: { readonly dossiers: number; readonly seed: number; progress(done: string): void },
): BenchRow[] {
  const { office, rawEncrypted, rawPlain } = bench;
  let spent = 0;
  let events = 0;
  let pages = 0;
  for (const page of cityFeed(options)) {
    const committed = page.at(-1)?.committed_at ?? '';
    pages += 1;
    const input = { events: page, cursor: String(pages), timeline: 'bench', now: committed };
    spent += timed(() => void applyPullPage(office, input));
    events += page.length;
    if (pages % 100 === 0) options.progress(`nạp ${events} sự kiện`);
  }
  let encryptedSpent = 0;
  let plainSpent = 0;
  for (let first = 1; first <= options.dossiers; first += RAW_PAGE) {
    const end = Math.min(first + RAW_PAGE - 1, options.dossiers);
    const dossiers = Array.from({ length: end - first + 1 }, (_, i) => storedDossier(office.connection, first + i));
    encryptedSpent += timed(() => rawEncrypted.insert(dossiers));
    plainSpent += timed(() => rawPlain.insert(dossiers));
    if (end % 5000 === 0) options.progress(`chép thô ${end} hồ sơ`);
  }
  const rate = (count: number, ms: number) => (count * 1000) / ms;
  return [
    ...comparedRows(
      { id: 'load.rate', measure: 'Nạp lần đầu, hồ sơ', unit: 'per-second', target: '≥ 334/s (T10)' },
      {
        office: rate(options.dossiers, spent),
        rawEncrypted: rate(options.dossiers, encryptedSpent),
        rawPlain: rate(options.dossiers, plainSpent),
      },
    ),
    ...comparedRows(
      { id: 'load.events', measure: 'Nạp lần đầu, sự kiện', unit: 'per-second' },
      {
        office: rate(events, spent),
        rawEncrypted: rate(events, encryptedSpent),
        rawPlain: rate(events, plainSpent),
      },
    ),
  ];
}
