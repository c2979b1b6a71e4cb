import { useI18n } from '../../../lib/i18n/i18n.tsx';
import type { Language } from '../../../lib/preferences.ts';
import { de } from './de.ts';
import { type BoardTexts, en } from './en.ts';

export type { BoardTexts };

/** They come with the script that needs them, in every language. */
export const boardTexts: Record<Language, BoardTexts> = { en, de };

export const useBoardTexts = (): BoardTexts => boardTexts[useI18n().language];
