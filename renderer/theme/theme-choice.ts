import { useSyncExternalStore } from 'react';

export const themeNames = ['light', 'dark', 'contrast'] as const;
export type ThemeName = (typeof themeNames)[number];

const storageKey = 'mot-cua.theme';
const listeners = new Set<() => void>();

function stored(): ThemeName {
  const value = globalThis.localStorage?.getItem(storageKey);
  return themeNames.find((name) => name === value) ?? 'light';
}

let current: ThemeName | undefined;

/** The theme in force; light until the user picks another. */
export function themeChoice(): ThemeName {
  current ??= stored();
  return current;
}

/** Takes the theme and keeps it on this computer. */
export function chooseTheme(name: ThemeName): void {
  current = name;
  globalThis.localStorage?.setItem(storageKey, name);
  for (const listener of listeners) listener();
}

/** Calls `listener` after each choice. Returns a function that stops it. */
export function onThemeChoice(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useThemeChoice(): ThemeName {
  return useSyncExternalStore(onThemeChoice, themeChoice);
}
