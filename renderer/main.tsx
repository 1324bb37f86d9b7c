import './csp/install.ts';
import './no-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createQueries, OfficeProvider, openOfficeLine } from './office-client.tsx';
import { AppTheme } from './theme/app-theme.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <AppTheme>
      <OfficeProvider line={openOfficeLine()} queries={createQueries()}>
        <App />
      </OfficeProvider>
    </AppTheme>
  </StrictMode>,
);
