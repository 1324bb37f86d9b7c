import type { ReactNode } from 'react';

/** Where a dossier stands with the city. */
export type SyncState = 'waiting' | 'sending' | 'received' | 'attention' | 'refused';

const shapes: Record<SyncState, ReactNode> = {
  waiting: <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  sending: (
    <>
      <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="1.75" />
      <path d="M7 2a5 5 0 0 1 0 10z" fill="currentColor" />
    </>
  ),
  received: <circle cx="7" cy="7" r="5.75" fill="currentColor" />,
  attention: <path d="M7 1.5 13.2 12.5H.8z" fill="currentColor" />,
  refused: <path d="M2.5 2.5l9 9m0-9l-9 9" stroke="currentColor" strokeWidth="2.25" strokeLinecap="round" />,
};

/** The drawn sign of a sync state; never a text glyph, because the bundled font has none. */
export function SyncGlyph({ state, size = 14 }: { state: SyncState; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      {shapes[state]}
    </svg>
  );
}
