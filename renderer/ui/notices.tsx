import { useEffect, useSyncExternalStore } from 'react';
import { announce } from './live-region.tsx';
import styles from './notices.module.css';
import { type NoteAction, type NoteTone, StatusNote } from './status-note.tsx';

export interface Notice {
  tone?: NoteTone;
  /** What was done: `Đã bàn giao 3 hồ sơ cho Đỗ Phước Tâm.` Also read out. */
  text: string;
  /** Usually "Hoàn tác"; pressing it takes the notice away. */
  action?: NoteAction;
}

interface Shown extends Notice {
  id: number;
}

const visibleFor = 8000;
let shown: Shown | undefined;
let nextId = 1;
const listeners = new Set<() => void>();

function set(notice: Shown | undefined): void {
  shown = notice;
  for (const listener of listeners) listener();
}

/** Tells that something was done, for 8 seconds or until the next one; undo sits here. */
export function showNotice(notice: Notice): void {
  announce(notice.text);
  set({ ...notice, id: nextId++ });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The place of the current notice, above the action bar; `AppFrame` holds it. */
export function Notices() {
  const notice = useSyncExternalStore(subscribe, () => shown);
  useEffect(() => {
    if (!notice) return undefined;
    const timer = setTimeout(() => set(undefined), visibleFor);
    return () => clearTimeout(timer);
  }, [notice]);
  if (!notice) return null;
  const { action } = notice;
  const acted = action && {
    ...action,
    onClick: () => {
      set(undefined);
      action.onClick();
    },
  };
  return (
    <div className={styles.place}>
      <StatusNote
        layout="row"
        tone={notice.tone ?? 'plain'}
        happened={notice.text}
        {...(acted ? { action: acted } : {})}
      />
    </div>
  );
}
