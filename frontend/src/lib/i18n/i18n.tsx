import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { createLoader, type Loader } from '../loader.ts';
import { chosenLanguage, type Language, preferences } from '../preferences.ts';
import { useStore } from '../store.ts';
import type { Messages } from './en.ts';
import { type FirstMessages, firstEn } from './first-en.ts';

type I18n = { t: FirstMessages; language: Language; locale: string };

const I18nContext = createContext<I18n>({ t: firstEn, language: 'en', locale: 'en' });

/** The texts of the start in the current language, and the locale for numbers and dates. */
export function useI18n(): I18n {
  return use(I18nContext);
}

const firstGerman = createLoader(() => import('./first-de.ts'));
const english = createLoader(() => import('./en.ts'));
const german = createLoader(() => import('./de.ts'));

/** Fetches all texts of a language. Every `Part` waits for them, so that the start need not. */
export function textsOf(language: Language): Loader<unknown> {
  return language === 'de' ? german : english;
}

const wholeTexts = (language: Language): Messages | undefined =>
  language === 'de' ? german.peek()?.de : english.peek()?.en;

/** Loads all texts of a language. */
export async function loadMessages(language: Language): Promise<Messages> {
  return language === 'de' ? (await german.load()).de : (await english.load()).en;
}

const isWhole = (texts: FirstMessages): texts is Messages => 'gallery' in texts;

/** All texts in the current language, for what is shown by a `Part`. */
export function useTexts(): Omit<I18n, 't'> & { t: Messages } {
  const { t: first, ...rest } = use(I18nContext);
  const t = isWhole(first) ? first : wholeTexts(rest.language);
  if (!t) throw new Error('Texts are used outside of a part that waits for them.');
  return { ...rest, t };
}

/** The texts to begin with: English as long as a lost connection keeps the wanted language away. */
export async function firstMessages(): Promise<Loaded> {
  const language = currentLanguage();
  try {
    return { language, messages: language === 'de' ? (await firstGerman.load()).firstDe : firstEn };
  } catch {
    return { language: 'en', messages: firstEn };
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

type Loaded = { language: Language; messages: FirstMessages };
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

  const value = useMemo(
    () => ({ t: loaded.messages, language: loaded.language, locale: localeFor(loaded.language) }),
    [loaded],
  );
  return <I18nContext value={value}>{children}</I18nContext>;
}
