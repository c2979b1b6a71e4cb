import { useDeferredValue } from 'react';
import { Link, useLocation } from 'wouter';
import { Button } from '../components/ui/button.tsx';
import { config } from '../config.ts';
import { useModels } from '../features/generate/api/get-models.ts';
import { useI18n } from '../lib/i18n/i18n.tsx';
import { preferences, setPreference } from '../lib/preferences.ts';
import { useStore } from '../lib/store.ts';
import styles from './header.module.css';
import { LazyRunningList } from './parts.tsx';

export function Header({ onHelp, onSettings }: { onHelp: () => void; onSettings: () => void }) {
  const { t } = useI18n();
  const [path] = useLocation();
  // Together with the page below, which a line more would move while it still says that it is connecting.
  const data = useDeferredValue(useModels().data);
  return (
    <header className={styles.header}>
      <Link href="/" className={styles.brand}>
        <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
          <path d="M1 1h9v9H1zM12 12h9v9h-9z" fill="currentColor" />
          <path d="M12 1h9v9h-9zM1 12h9v9H1z" fill="currentColor" opacity=".35" />
        </svg>
        <span>Pixel Prompt</span>
      </Link>
      {config.environment !== '' && config.environment !== 'prod' && (
        <span className={styles.badge}>{config.environment}</span>
      )}
      {data?.demo && (
        <span className={styles.badge} title={t.app.demoHint}>
          {t.app.demo}
        </span>
      )}
      <nav aria-label={t.app.navigation} className={styles.nav}>
        <Link href="/" aria-current={path === '/' ? 'page' : undefined}>
          {t.app.studio}
        </Link>
        <Link href="/gallery" aria-current={path === '/gallery' ? 'page' : undefined}>
          {t.app.gallery}
        </Link>
        <Link href="/lists" aria-current={isOfLists(path) ? 'page' : undefined}>
          {t.app.lists}
        </Link>
        <Link href="/board" aria-current={path === '/board' ? 'page' : undefined}>
          {t.app.board}
        </Link>
      </nav>
      <LazyRunningList />
      <div className={styles.tools}>
        <ThemeButton />
        <Button look="quiet" icon="keyboard" iconOnly={t.app.help} onClick={onHelp} />
        <Button look="quiet" icon="gear" iconOnly={t.app.settings} onClick={onSettings} />
      </div>
    </header>
  );
}

const isOfLists = (path: string) => path === '/lists' || path.startsWith('/lists/');

/** Switches between light and dark; "as the device" is in the settings. */
function ThemeButton() {
  const { t } = useI18n();
  const theme = useStore(preferences, (state) => state.theme);
  const dark =
    theme === 'dark' ||
    (theme === 'auto' && globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches === true);
  return (
    <Button
      look="quiet"
      icon={dark ? 'sun' : 'moon'}
      iconOnly={`${t.settings.theme}: ${dark ? t.settings.themes.light : t.settings.themes.dark}`}
      onClick={() => setPreference('theme', dark ? 'light' : 'dark')}
    />
  );
}
