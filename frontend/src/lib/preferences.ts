import { asObject, createStore } from './store.ts';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export type Preferences = {
  theme: Theme;
  /** `auto` follows the browser. */
  language: Language | 'auto';
  notifications: boolean;
  sound: boolean;
  /** Whether keys without a modifier act; some people dictate, and stray letters would fire them. */
  singleKeys: boolean;
};

function parsePreferences(stored: unknown): Preferences {
  const { theme, language, notifications, sound, singleKeys } = asObject(stored);
  return {
    theme: THEMES.find((each) => each === theme) ?? 'auto',
    language: LANGUAGES.find((each) => each === language) ?? 'auto',
    notifications: notifications === true,
    sound: sound === true,
    singleKeys: singleKeys !== false,
  };
}

export const preferences = createStore('preferences', parsePreferences);

export function setPreference<Name extends keyof Preferences>(name: Name, value: Preferences[Name]): void {
  preferences.set((current) => ({ ...current, [name]: value }));
}

/** The language to show, from the preference or else the browser's list. */
export function chosenLanguage(preference: Preferences['language'], browser: readonly string[]): Language {
  if (preference !== 'auto') return preference;
  for (const tag of browser) {
    const found = LANGUAGES.find((each) => tag.toLowerCase().split('-')[0] === each);
    if (found) return found;
  }
  return 'en';
}

/** Keeps the document's theme attribute in step; `tokens.css` does the rest. */
export function applyTheme(): void {
  const { theme } = preferences.get();
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
