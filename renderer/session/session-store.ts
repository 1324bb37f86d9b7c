import { create } from 'zustand';

export interface LastSaved {
  readonly dossierId: string;
  /** The official code, or the temporary number. */
  readonly code: string;
  readonly savedAt: string;
  readonly slip: 'none' | 'made' | 'confirmed';
}

interface SessionStore {
  readonly lastSaved: LastSaved | null;
  setLastSaved(saved: LastSaved): void;
  setSlip(dossierId: string, slip: LastSaved['slip']): void;
  clear(): void;
}

/** What this page remembers of the session: only what the status bar repeats. */
export const useSession = create<SessionStore>()((set) => ({
  lastSaved: null,
  setLastSaved: (lastSaved) => set({ lastSaved }),
  setSlip: (dossierId, slip) =>
    set(({ lastSaved }) => (lastSaved?.dossierId === dossierId ? { lastSaved: { ...lastSaved, slip } } : {})),
  clear: () => set({ lastSaved: null }),
}));
