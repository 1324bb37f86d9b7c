import type { DossierRow, SyncMark } from '../../contract/views.ts';
import { fold } from '../../domain/text/fold.ts';
import type { Translate } from '../i18n/i18n.ts';
import { clockText } from '../ui/clock-text.ts';
import { formatShortWhen } from '../ui/format.ts';
import type { SyncState } from '../ui/sync-glyph.tsx';

/** What the sync word of a dossier is drawn from. */
export interface SyncReading {
  readonly state: SyncState;
  readonly when?: string;
}

/** The state of a dossier at the city, as the sync word takes it; `when` only where the city has everything. */
export function syncReading(mark: SyncMark, now: Date): SyncReading {
  const state = mark.state === 'needs-attention' ? 'attention' : mark.state;
  if (state !== 'received' || mark.at === null) return { state };
  return { state, when: formatShortWhen(mark.at, now) };
}

/** The number a dossier is called by: the official code, else the temporary one; empty while it has neither. */
export function numberOf(row: { readonly code: string | null; readonly temporaryCode: string | null }): string {
  return row.code ?? row.temporaryCode ?? '';
}

/** Rows whose code, owner, procedure, step, holder or clock holds every word of `text`, with or without marks. */
export function matchingRows(t: Translate<'ui'>, rows: readonly DossierRow[], text: string): readonly DossierRow[] {
  const words = fold(text).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const content = fold(
      [
        row.code,
        row.temporaryCode,
        row.ownerName,
        row.procedureName,
        row.step,
        row.holder,
        clockText(t, row.clock.reading),
      ]
        .filter((part) => part !== null)
        .join(' '),
    );
    return words.every((word) => content.includes(word));
  });
}
