import { useSyncExternalStore } from 'react';

const query = '(max-width: 1099px)';

function subscribe(listener: () => void): () => void {
  const list = window.matchMedia(query);
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
}

/** True below 1100 px of width: 1366×768 at 150 % scaling, where screens drop words and columns. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
