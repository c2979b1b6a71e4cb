import { useCallback, useState } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { Announcer } from '../components/ui/announcer.tsx';
import { Toaster } from '../components/ui/toaster.tsx';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { sessionState } from '../lib/session.ts';
import { useShortcut } from '../lib/shortcuts.ts';
import { useStore } from '../lib/store.ts';
import styles from './app.module.css';
import { Crashed } from './crashed.tsx';
import { Header } from './header.tsx';
import { NotFound } from './not-found.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import {
  LazyAccount,
  LazyBoard,
  LazyDialog,
  LazyGallery,
  LazyJudge,
  LazyLists,
  LazyOwnRunsWatch,
  LazyRunWatch,
} from './parts.tsx';
import { StartGate } from './start-gate.tsx';
import { StudioPage } from './studio-page.tsx';
import { Tray } from './tray.tsx';

const SHARED = '/shared/';

export function App() {
  const { t } = useI18n();
  const [path, navigate] = useLocation();
  const session = useStore(sessionState);
  const [dialog, setDialog] = useState<'settings' | 'help' | undefined>();
  const close = useCallback(() => setDialog(undefined), []);
  const openHelp = useCallback(() => setDialog('help'), []);
  const openSettings = useCallback(() => setDialog('settings'), []);
  useShortcut('help', openHelp);
  useShortcut(
    'gallery',
    useCallback(() => navigate('/gallery'), [navigate]),
  );
  useShortcut(
    'studio',
    useCallback(() => navigate('/'), [navigate]),
  );

  return (
    <div className={styles.app}>
      <a className={`visually-hidden ${styles.skip}`} href="#main">
        {t.app.skip}
      </a>
      <Header onHelp={openHelp} onSettings={openSettings} />
      <OfflineBanner />
      <LazyRunWatch />
      <LazyOwnRunsWatch />
      <ErrorBoundary FallbackComponent={Crashed} resetKeys={[path]}>
        {path.startsWith(SHARED) ? (
          <LazyGallery linkId={path.slice(SHARED.length)} />
        ) : (
          <StartGate>
            {(models) => (
              <Switch>
                <Route path="/gallery">
                  <LazyGallery />
                </Route>
                <Route path="/judge">
                  <LazyJudge />
                </Route>
                <Route path="/gallery/:jobId">{({ jobId }) => <Redirect to={`/r/${jobId}`} replace />}</Route>
                <Route path="/r/:jobId">{({ jobId }) => <StudioPage jobId={jobId} models={models} />}</Route>
                <Route path="/lists">
                  <LazyLists models={models} />
                </Route>
                <Route path="/lists/:listId">
                  {({ listId }) => <LazyLists listId={listId} models={models} />}
                </Route>
                <Route path="/board">
                  <LazyBoard />
                </Route>
                <Route path="/">
                  <StudioPage models={models} />
                </Route>
                <Route>
                  <NotFound />
                </Route>
              </Switch>
            )}
          </StartGate>
        )}
      </ErrorBoundary>
      {dialog === 'settings' && (
        <LazyDialog
          name="SettingsDialog"
          account={(session === 'in' || session === 'admin') && <LazyAccount />}
          onClose={close}
        />
      )}
      {dialog === 'help' && <LazyDialog name="ShortcutsDialog" onClose={close} />}
      <Tray />
      <Toaster />
      <Announcer />
    </div>
  );
}
