import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { fetchPartsOf, prefetchParts } from './app/parts.tsx';
import { currentLanguage, firstMessages, I18nProvider } from './lib/i18n/i18n.tsx';
import { applyTheme, preferences } from './lib/preferences.ts';
import { createQueryClient } from './lib/query-client.ts';
import { runKey, takeRun } from './lib/run-key.ts';
import { installShortcuts } from './lib/shortcuts.ts';
import { fetchLostStylesheets } from './lib/stylesheets.ts';
import { whenSettled } from './lib/when-settled.ts';
import './styles/tokens.css';
import './styles/base.css';

async function start(): Promise<void> {
  fetchLostStylesheets();
  applyTheme();
  preferences.subscribe(applyTheme);
  installShortcuts();
  // Made before it is needed, so that two tabs that draw at the same moment have the same one.
  runKey();
  takeRun();
  const queryClient = createQueryClient();
  fetchPartsOf(location, currentLanguage(), queryClient);
  const initial = await firstMessages();
  const root = createRoot(document.getElementById('root') as HTMLElement);
  const page = (
    <StrictMode>
      <I18nProvider initial={initial}>
        <QueryClientProvider client={queryClient}>
          <App />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>
  );
  // In slices, as everything that is larger than a phone can draw at once.
  startTransition(() => root.render(page));
  whenSettled(queryClient, prefetchParts);
}

start();
