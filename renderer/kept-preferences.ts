import { useEffect } from 'react';
import { chooseLanguage, currentLanguage, i18n } from './i18n/i18n.ts';
import { useOfficeLine } from './office-client.tsx';
import { chooseTheme, onThemeChoice, themeChoice } from './theme/theme-choice.ts';

/**
 * Takes language and theme from the office once and tells it of every later choice: the page of the installed program
 * forgets what it stored when the program ends.
 */
export function useKeptPreferences(): void {
  const line = useOfficeLine();
  useEffect(() => {
    let stopped = false;
    const keep = () => void line.call('preferences.set', { language: currentLanguage(), theme: themeChoice() });
    const stops: (() => void)[] = [];
    void line.call('preferences.get', {}).then((result) => {
      if (stopped) return;
      if (result.ok) {
        const { language, theme } = result.value;
        if (language !== null && language !== currentLanguage()) chooseLanguage(language);
        if (theme !== null && theme !== themeChoice()) chooseTheme(theme);
      }
      i18n.on('languageChanged', keep);
      stops.push(() => i18n.off('languageChanged', keep), onThemeChoice(keep));
    });
    return () => {
      stopped = true;
      for (const stop of stops) stop();
    };
  }, [line]);
}
