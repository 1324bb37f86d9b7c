import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Which part of the page a binding belongs to. An open dialog silences the screen and the frame below it. */
export type KeyLayer = 'frame' | 'screen' | 'dialog';

export interface KeyBinding {
  /** Stable name, e.g. `intake.save-and-print`. */
  id: string;
  /** The combination: `F9`, `Ctrl+K`, `Ctrl+Enter`, `Alt+1`, `Esc`, `/`. A listed one may name two: `Up Down`. */
  keys: string;
  /** What it does, in the user's language; listed by F1. */
  label: string;
  /** Called once per press. Left out: the binding is only listed (a table handles its arrows itself). */
  run?: () => void;
  enabled?: boolean;
}

export interface KeyGroup {
  layer: KeyLayer;
  bindings: readonly KeyBinding[];
}

const layerOrder: Record<KeyLayer, number> = { dialog: 0, screen: 1, frame: 2 };

let groups: readonly KeyGroup[] = [];
const listeners = new Set<() => void>();

function notify(): void {
  for (const listener of listeners) listener();
}

const namedKeys: Readonly<Record<string, string>> = { ' ': 'Space', Escape: 'Esc', ArrowUp: 'Up', ArrowDown: 'Down' };

/**
 * The combination a key event stands for, e.g. `Ctrl+Shift+P`. Letters and digits with Ctrl or Alt are read from the
 * key's place, because Vietnamese layouts and input methods give other characters there.
 */
function comboOf(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>): string {
  const held = event.ctrlKey || event.altKey || event.metaKey;
  const placed = /^(?:Key|Digit)([A-Z0-9])$/.exec(event.code)?.[1];
  const printable = event.key.length === 1;
  const key = (held && placed) || namedKeys[event.key] || (printable ? event.key.toUpperCase() : event.key);
  const shift = event.shiftKey && (held || !printable);
  return `${event.ctrlKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.metaKey ? 'Meta+' : ''}${shift ? 'Shift+' : ''}${key}`;
}

/** True while an input method is composing: the key belongs to it, not to us. */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === 229;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type);
}

function activeGroups(): readonly KeyGroup[] {
  const dialogs = groups.filter((group) => group.layer === 'dialog');
  const pool = dialogs.length > 0 ? dialogs : groups;
  return [...pool].reverse().sort((a, b) => layerOrder[a.layer] - layerOrder[b.layer]);
}

let popupOpen = false;

/** Runs before any control sees the key: afterwards an open menu or list may already have closed itself. */
function noteOpenPopup(event: KeyboardEvent): void {
  const target = event.target instanceof Element ? event.target : undefined;
  popupOpen = target?.closest('[aria-haspopup][aria-expanded="true"], [role="menu"], [role="listbox"]') != null;
}

function handle(event: KeyboardEvent): void {
  if (isComposing(event) || event.defaultPrevented) return;
  const combo = comboOf(event);
  if (combo === 'Esc' && popupOpen) return;
  const bare = combo.length === 1 || combo === 'Space' || combo === 'Enter' || combo === 'Up' || combo === 'Down';
  if (bare && isTyping(event.target)) return;
  for (const group of activeGroups()) {
    for (const binding of group.bindings) {
      if (!binding.run || binding.enabled === false || binding.keys !== combo) continue;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) binding.run();
      return;
    }
  }
}

function add(group: KeyGroup): () => void {
  if (groups.length === 0) {
    window.addEventListener('keydown', noteOpenPopup, true);
    window.addEventListener('keydown', handle);
  }
  groups = [...groups, group];
  notify();
  return () => {
    groups = groups.filter((other) => other !== group);
    if (groups.length === 0) {
      window.removeEventListener('keydown', noteOpenPopup, true);
      window.removeEventListener('keydown', handle);
    }
    notify();
  };
}

function signature(bindings: readonly KeyBinding[]): string {
  return bindings.map(({ id, keys, label, enabled }) => `${id}\t${keys}\t${label}\t${enabled !== false}`).join('\n');
}

/** Registers the keys of a screen, dialog or the frame for as long as the component is shown and `active`. */
export function useKeys(bindings: readonly KeyBinding[], layer: KeyLayer = 'screen', active = true): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  const key = signature(bindings);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the list; `run` is read late
  useEffect(() => {
    if (!active) return undefined;
    const late = latest.current.map((binding, index): KeyBinding => {
      if (!binding.run) return binding;
      return { ...binding, run: () => latest.current[index]?.run?.() };
    });
    return add({ layer, bindings: late });
  }, [key, layer, active]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** All registered groups, for the key help. */
export function useKeyGroups(): readonly KeyGroup[] {
  return useSyncExternalStore(subscribe, () => groups);
}

const ariaNames: Readonly<Record<string, string>> = {
  Ctrl: 'Control',
  Esc: 'Escape',
  Up: 'ArrowUp',
  Down: 'ArrowDown',
};

/** `Ctrl+Enter` in the form `aria-keyshortcuts` wants: `Control+Enter`. */
export function ariaKeys(keys: string): string {
  return keys
    .split('+')
    .map((part) => ariaNames[part] ?? part)
    .join('+');
}
