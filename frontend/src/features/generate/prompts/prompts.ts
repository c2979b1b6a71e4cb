import { createLoader, type Loader } from '../../../lib/loader.ts';
import type { Prompts } from './themes.ts';

const english = createLoader<{ prompts: Prompts }>(() => import('./prompts-en.ts'));
const german = createLoader<{ prompts: Prompts }>(() => import('./prompts-de.ts'));

/** The collection in the language of a locale. */
export function promptsOf(locale: string): Loader<{ prompts: Prompts }> {
  return locale.toLowerCase().startsWith('de') ? german : english;
}
