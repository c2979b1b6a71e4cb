import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { useTexts } from '../../../lib/i18n/i18n.tsx';
import type { Loader } from '../../../lib/loader.ts';
import { Part } from '../../../lib/part.tsx';
import { shuffled } from '../../../lib/random.ts';
import { useDraft } from '../draft-store.ts';
import { promptsOf } from '../prompts/prompts.ts';
import { type Prompts, THEME_NAMES, type ThemeName } from '../prompts/themes.ts';
import styles from './prompt-list.module.css';

const SHOWN = 6;

function pick(prompts: Prompts, theme: ThemeName | undefined): string[] {
  const pool = theme ? prompts[theme] : THEME_NAMES.flatMap((name) => prompts[name]);
  return shuffled(pool).slice(0, SHOWN);
}

/** Prompts worth trying, by theme; the one that is picked goes into the composer. */
export default function RandomDialog({ onClose }: { onClose: () => void }) {
  const { t, locale } = useTexts();
  const loader = promptsOf(locale);
  return (
    <Part
      key={locale}
      loader={loader}
      pick={() => PromptChoice}
      props={{ loader, onClose }}
      fallback={{
        loading: null,
        failed: (retry) => (
          <Dialog
            title={t.part.missing}
            onClose={onClose}
            footer={<Button onClick={retry}>{t.start.again}</Button>}
          >
            <p>{t.part.missingText}</p>
          </Dialog>
        ),
      }}
    />
  );
}

type Props = { loader: Loader<{ prompts: Prompts }>; onClose: () => void };

function PromptChoice({ loader, onClose }: Props) {
  const { t } = useTexts();
  const { replace } = useDraft();
  const [theme, setTheme] = useState<ThemeName | undefined>();
  const draw = (from: ThemeName | undefined) => {
    const loaded = loader.peek();
    return loaded ? pick(loaded.prompts, from) : [];
  };
  const [shown, setShown] = useState(() => draw(undefined));

  const choose = (next: ThemeName | undefined) => {
    setTheme(next);
    setShown(draw(next));
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
      <ul className={styles.list} aria-live="polite">
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
