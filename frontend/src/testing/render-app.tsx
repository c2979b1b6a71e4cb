import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { App } from '../app/app.tsx';
import type { Messages } from '../lib/i18n/en.ts';
import { I18nProvider, loadMessages } from '../lib/i18n/i18n.tsx';
import type { Language } from '../lib/preferences.ts';
import { createQueryClient } from '../lib/query-client.ts';
import { installShortcuts } from '../lib/shortcuts.ts';

/**
 * Renders the whole product at an address.
 * @param texts replace those of the language
 */
export async function renderApp(path = '/', language: Language = 'en', texts?: Messages) {
  history.replaceState(null, '', path);
  const uninstall = installShortcuts();
  const messages = texts ?? (await loadMessages(language));
  const user = userEvent.setup();
  const view = render(
    <I18nProvider initial={{ language, messages }}>
      <QueryClientProvider client={createQueryClient()}>
        <App />
      </QueryClientProvider>
    </I18nProvider>,
  );
  return {
    user,
    leave() {
      view.unmount();
      uninstall();
    },
  };
}
