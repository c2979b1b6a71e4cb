import { useState } from 'react';
import { Choice } from '../components/ui/choice.tsx';
import { Dialog } from '../components/ui/dialog.tsx';
import { useTexts } from '../lib/i18n/i18n.tsx';
import { preferences, setPreference } from '../lib/preferences.ts';
import { activeShortcuts, modifierKey, SHORTCUTS } from '../lib/shortcuts.ts';
import { useStore } from '../lib/store.ts';
import styles from './shortcuts-dialog.module.css';

/** Lists the shortcuts that have a handler on the current page. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const singleKeys = useStore(preferences, (state) => state.singleKeys);
  const [active] = useState(activeShortcuts);
  const shown = active.filter((name) => singleKeys || SHORTCUTS[name].keys.length > 1);
  const label = (key: string) => (key === 'Mod' ? modifierKey(t) : key);
  return (
    <Dialog title={t.shortcuts.title} onClose={onClose}>
      <dl className={styles.keys}>
        {shown.map((name) => (
          <div key={name}>
            <dt>
              {SHORTCUTS[name].keys.map((key) => (
                <kbd key={key}>{label(key)}</kbd>
              ))}
            </dt>
            <dd>{t.shortcuts.names[name]}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>←</kbd>
            <kbd>→</kbd>
            <kbd>↑</kbd>
            <kbd>↓</kbd>
          </dt>
          <dd>{t.shortcuts.grid}</dd>
        </div>
        <div>
          <dt>
            <kbd>{t.shortcuts.space}</kbd>
          </dt>
          <dd>{t.shortcuts.gridMark}</dd>
        </div>
        <div>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>{t.shortcuts.close}</dd>
        </div>
      </dl>
      <Choice type="switch" checked={singleKeys} onChange={(on) => setPreference('singleKeys', on)}>
        {t.shortcuts.single}
        <span className={styles.hint}>{t.shortcuts.singleHint}</span>
      </Choice>
    </Dialog>
  );
}
