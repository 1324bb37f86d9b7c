import '@mantine/core/styles.layer.css';
import './fonts.css';
import './tokens.css';
import './base.css';
import { MantineProvider } from '@mantine/core';
import { type ReactNode, useLayoutEffect } from 'react';
import { readNonce } from '../csp/nonce.ts';
import { cssVariables, theme } from './theme.ts';
import { useThemeChoice } from './theme-choice.ts';

/** Wraps the page: Mantine with the product's theme, the style nonce, and `data-theme` on the root element. */
export function AppTheme({ children }: { children: ReactNode }) {
  const name = useThemeChoice();
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = name;
  }, [name]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={name === 'dark' ? 'dark' : 'light'}
      getStyleNonce={readNonce}
    >
      {children}
    </MantineProvider>
  );
}
