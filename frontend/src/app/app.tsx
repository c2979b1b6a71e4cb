import { lazy, Suspense, useCallback, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { Announcer } from '../components/ui/announcer.tsx';
import { Toaster } from '../components/ui/toaster.tsx';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { useShortcut } from '../lib/shortcuts.ts';
import styles from './app.module.css';
import { ErrorBoundary } from './error-boundary.tsx';
import { Header } from './header.tsx';
import { NotFound } from './not-found.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { StartGate } from './start-gate.tsx';
import { StudioPage } from './studio-page.tsx';

const GalleryPage = lazy(() => import('./gallery-route.tsx'));
const SettingsDialog = lazy(() => import('../features/settings/components/settings-dialog.tsx'));
const ShortcutsDialog = lazy(() => import('./shortcuts-dialog.tsx'));

export function App() {
  const { t } = useI18n();
  const [, navigate] = useLocation();
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
      <ErrorBoundary>
        <StartGate>
          {(models) => (
            <Suspense fallback={<main id="main" tabIndex={-1} className={styles.page} aria-busy="true" />}>
              <Switch>
                <Route path="/gallery">
                  <GalleryPage />
                </Route>
                <Route path="/gallery/:jobId">{({ jobId }) => <Redirect to={`/r/${jobId}`} replace />}</Route>
                <Route path="/r/:jobId">{({ jobId }) => <StudioPage jobId={jobId} models={models} />}</Route>
                <Route path="/">
                  <StudioPage models={models} />
                </Route>
                <Route>
                  <NotFound />
                </Route>
              </Switch>
            </Suspense>
          )}
        </StartGate>
      </ErrorBoundary>
      <Suspense>
        {dialog === 'settings' && <SettingsDialog onClose={close} />}
        {dialog === 'help' && <ShortcutsDialog onClose={close} />}
      </Suspense>
      <Toaster />
      <Announcer />
    </div>
  );
}
