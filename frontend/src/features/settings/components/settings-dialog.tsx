import { type ReactNode, useId, useState } from 'react';
import { Choice } from '../../../components/ui/choice.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import { allowNotifications, playChime } from '../../../lib/notify.ts';
import { LANGUAGES, preferences, setPreference, THEMES } from '../../../lib/preferences.ts';
import { useStore } from '../../../lib/store.ts';
import styles from './settings-dialog.module.css';

type Props = {
  /** Who is signed in, where people sign in. */
  account?: ReactNode;
  /** What belongs to whoever is here, if there is anything. */
  yours?: ReactNode;
  onClose: () => void;
};

export default function SettingsDialog({ account, yours, onClose }: Props) {
  const { t } = useTexts();
  const id = useId();
  const chosen = useStore(preferences);
  const [denied, setDenied] = useState(false);

  const setNotifications = async (on: boolean) => {
    const allowed = on && (await allowNotifications());
    setDenied(on && !allowed);
    setPreference('notifications', allowed);
  };

  return (
    <Dialog title={t.settings.title} onClose={onClose}>
      <div className={styles.settings}>
        {account}
        <fieldset>
          <legend>{t.settings.theme}</legend>
          {THEMES.map((theme) => (
            <Choice
              key={theme}
              type="radio"
              name={`${id}-theme`}
              checked={chosen.theme === theme}
              onChange={() => setPreference('theme', theme)}
            >
              {t.settings.themes[theme]}
            </Choice>
          ))}
        </fieldset>
        <fieldset>
          <legend>{t.settings.language}</legend>
          {(['auto', ...LANGUAGES] as const).map((language) => (
            <Choice
              key={language}
              type="radio"
              name={`${id}-language`}
              checked={chosen.language === language}
              onChange={() => setPreference('language', language)}
            >
              <span lang={language === 'auto' ? undefined : language}>{t.settings.languages[language]}</span>
            </Choice>
          ))}
        </fieldset>
        <fieldset>
          <legend>{t.settings.ending}</legend>
          <Choice type="switch" checked={chosen.notifications} onChange={setNotifications}>
            {t.settings.notify}
          </Choice>
          {denied && (
            <p className={styles.denied} role="alert">
              {t.settings.notifyDenied}
            </p>
          )}
          <Choice
            type="switch"
            checked={chosen.sound}
            onChange={(on) => {
              setPreference('sound', on);
              if (on) playChime();
            }}
          >
            {t.settings.sound}
          </Choice>
        </fieldset>
        {yours}
        <p className={styles.note}>{t.settings.privacy}</p>
      </div>
    </Dialog>
  );
}
