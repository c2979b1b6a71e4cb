import type { Prompts } from './themes.ts';

/** The collection in the language of a locale. */
export async function loadPrompts(locale: string): Promise<Prompts> {
  return locale.toLowerCase().startsWith('de')
    ? (await import('./prompts-de.ts')).promptsDe
    : (await import('./prompts-en.ts')).promptsEn;
}
