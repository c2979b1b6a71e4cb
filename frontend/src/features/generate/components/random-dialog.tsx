import { useEffect, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { useI18n } from '../../../lib/i18n/i18n.tsx';
import { shuffled } from '../../../lib/random.ts';
import { useDraft } from '../draft-store.ts';
import { loadPrompts } from '../prompts/prompts.ts';
import { type Prompts, THEME_NAMES, type ThemeName } from '../prompts/themes.ts';
import styles from './prompt-list.module.css';

const SHOWN = 6;

function pick(prompts: Prompts, theme: ThemeName | undefined): string[] {
  const pool = theme ? prompts[theme] : THEME_NAMES.flatMap((name) => prompts[name]);
  return shuffled(pool).slice(0, SHOWN);
}

/** Prompts worth trying, by theme; the one that is picked goes into the composer. */
export default function RandomDialog({ onClose }: { onClose: () => void }) {
  const { t, locale } = useI18n();
  const { replace } = useDraft();
  const [prompts, setPrompts] = useState<Prompts | undefined>();
  const [theme, setTheme] = useState<ThemeName | undefined>();
  const [shown, setShown] = useState<string[]>([]);

  useEffect(() => {
    let current = true;
    loadPrompts(locale).then((loaded) => {
      if (!current) return;
      setPrompts(loaded);
      setShown(pick(loaded, undefined));
    });
    return () => {
      current = false;
    };
  }, [locale]);

  const choose = (next: ThemeName | undefined) => {
    setTheme(next);
    if (prompts) setShown(pick(prompts, next));
  };

  return (
    <Dialog
      title={t.random.title}
      onClose={onClose}
      footer={
        <Button icon="dice" onClick={() => choose(theme)}>
          {t.random.another}
        </Button>
      }
    >
      <div className={styles.themes}>
        {([undefined, ...THEME_NAMES] as const).map((name) => (
          <Button key={name ?? 'any'} small aria-pressed={theme === name} onClick={() => choose(name)}>
            {name ? t.random.themes[name] : t.random.any}
          </Button>
        ))}
      </div>
      <ul className={styles.list} aria-live="polite" aria-busy={!prompts}>
        {shown.map((prompt) => (
          <li key={prompt}>
            <button
              type="button"
              className={styles.entry}
              onClick={() => {
                replace({ prompt });
                onClose();
              }}
            >
              {prompt}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
