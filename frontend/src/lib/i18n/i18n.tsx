import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { createLoader } from '../loader.ts';
import { chosenLanguage, type Language, preferences } from '../preferences.ts';
import { useStore } from '../store.ts';
import { en, type Messages } from './en.ts';

type I18n = { t: Messages; locale: string };

const I18nContext = createContext<I18n>({ t: en, locale: 'en' });

/** The texts in the current language and the locale for numbers and dates. */
export function useI18n(): I18n {
  return use(I18nContext);
}

const german = createLoader(() => import('./de.ts'));

/** Loads a language; English is always there, the others come when they are wanted. */
export async function loadMessages(language: Language): Promise<Messages> {
  return language === 'de' ? (await german.load()).de : en;
}

/** The texts to begin with: English as long as a lost connection keeps the wanted language away. */
export async function firstMessages(): Promise<Loaded> {
  const language = currentLanguage();
  try {
    return { language, messages: await loadMessages(language) };
  } catch {
    return { language: 'en', messages: en };
  }
}

/** The language that this device wants now. */
export function currentLanguage(): Language {
  return chosenLanguage(preferences.get().language, navigator.languages);
}

/** The browser's own variant of the language (`en-GB`), so that dates and numbers look familiar. */
function localeFor(language: Language): string {
  return navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;
}

type Loaded = { language: Language; messages: Messages };
type Props = { initial: Loaded; children: ReactNode };

/** Between two attempts to load a language. */
const AGAIN_MS = 4000;

export function I18nProvider({ initial, children }: Props) {
  const preference = useStore(preferences, (state) => state.language);
  const language = chosenLanguage(preference, navigator.languages);
  const [loaded, setLoaded] = useState(initial);

  useEffect(() => {
    if (loaded.language === language) return;
    let current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Without a network the language that is already there stays until then.
    const load = () =>
      loadMessages(language).then(
        (messages) => {
          if (current) setLoaded({ language, messages });
        },
        () => {
          if (current) timer = setTimeout(load, AGAIN_MS);
        },
      );
    load();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [language, loaded.language]);

  useEffect(() => {
    document.documentElement.lang = loaded.language;
  }, [loaded.language]);

  const value = useMemo(() => ({ t: loaded.messages, locale: localeFor(loaded.language) }), [loaded]);
  return <I18nContext value={value}>{children}</I18nContext>;
}
