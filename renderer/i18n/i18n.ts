import { createInstance } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import * as en from './en/index.ts';
import * as vi from './vi/index.ts';
import type { WordKey, Words } from './words.ts';

/** A topic is one file per language, exported from `vi/index.ts` and `en/index.ts`. */
export type Topic = keyof typeof vi;
export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

/** Values put into a text; `count` picks the singular where the language has one. */
export type WordValues = Record<string, string | number>;
export type Translate<T extends Topic> = (key: WordKey<(typeof vi)[T]>, values?: WordValues) => string;

const storageKey = 'mot-cua.language';
const english: { [T in Topic]: Words<(typeof vi)[T]> } = en;

function storedLanguage(): Language {
  const value = globalThis.localStorage?.getItem(storageKey);
  return languages.find((language) => language === value) ?? 'vi';
}

function markDocument(language: string): void {
  if (globalThis.document) document.documentElement.lang = language;
}

export const i18n = createInstance();

void i18n.use(initReactI18next).init({
  lng: storedLanguage(),
  fallbackLng: 'vi',
  ns: Object.keys(vi),
  resources: { vi, en: english },
  interpolation: { escapeValue: false },
  initAsync: false,
  react: { useSuspense: false },
});
markDocument(i18n.language);

/** The language in force: Vietnamese until the user picks another. */
export function currentLanguage(): Language {
  return languages.find((language) => language === i18n.language) ?? 'vi';
}

/** Takes the language for the whole page and keeps it on this computer. */
export function chooseLanguage(language: Language): void {
  globalThis.localStorage?.setItem(storageKey, language);
  markDocument(language);
  void i18n.changeLanguage(language);
}

/** The texts of one topic, with checked keys; the component draws again when the language changes. */
export function useT<T extends Topic>(topic: T): Translate<T> {
  const { t } = useTranslation(topic, { i18n });
  return t as unknown as Translate<T>;
}

/** The texts of one topic outside components (failure texts, announcements); follows the language at call time. */
export function translator<T extends Topic>(topic: T): Translate<T> {
  return ((key: string, values?: WordValues) => i18n.t(key, { ns: topic, ...values })) as Translate<T>;
}
