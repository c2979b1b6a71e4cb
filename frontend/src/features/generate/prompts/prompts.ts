export const THEME_NAMES = [
  'light',
  'people',
  'animals',
  'places',
  'objects',
  'type',
  'abstract',
  'impossible',
] as const;
export type ThemeName = (typeof THEME_NAMES)[number];
export type Prompts = Readonly<Record<ThemeName, readonly string[]>>;

/** The collection in the language of a locale. */
export async function loadPrompts(locale: string): Promise<Prompts> {
  return locale.toLowerCase().startsWith('de')
    ? (await import('./prompts-de.ts')).promptsDe
    : (await import('./prompts-en.ts')).promptsEn;
}
