import { useSyncExternalStore } from 'react';
import styles from '../theme/text.module.css';

interface Announcement {
  text: string;
  urgent: boolean;
  count: number;
}

let last: Announcement = { text: '', urgent: false, count: 0 };
const listeners = new Set<() => void>();

/** Reads a sentence out: results of saving, sending, scanning. `urgent` interrupts what is being read. */
export function announce(text: string, urgent = false): void {
  last = { text, urgent, count: last.count + 1 };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The page's one place for announcements; `AppFrame` holds it. A repeated sentence is read again. */
export function LiveRegion() {
  const { text, urgent, count } = useSyncExternalStore(subscribe, () => last);
  const again = count % 2 === 1 ? '\u00a0' : '';
  return (
    <>
      <div className={styles.hidden} role="status" aria-live="polite">
        {urgent ? '' : text + again}
      </div>
      <div className={styles.hidden} role="alert" aria-live="assertive">
        {urgent ? text + again : ''}
      </div>
    </>
  );
}
