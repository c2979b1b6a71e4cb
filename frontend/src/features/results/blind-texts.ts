import { useI18n } from '../../lib/i18n/i18n.tsx';
import type { Language } from '../../lib/preferences.ts';

const en = {
  waiting: 'Drawing blind: all pictures are shown at once, when the last one is there.',
  question: 'Which picture is the best one?',
  keys: 'Click it or press its letter: it then counts as better than each of the others, and it is told which model is which.',
  best: (letter: string) => `${letter} is the best`,
  none: 'No favourite',
  noneLeft: 'Tell which is which',
  alt: (letter: string, prompt: string) => `${letter}: ${prompt}`,
  missing: 'There is no picture here.',
  picked: (letter: string, model: string) => `You picked ${letter}: ${model}.`,
  pairs: 'Judge two at a time instead',
  failed: 'It was not told which is which.',
};
export type BlindTexts = typeof en;

const de: BlindTexts = {
  waiting: 'Es wird blind gezeichnet: Alle Bilder erscheinen zugleich, sobald das letzte fertig ist.',
  question: 'Welches Bild ist das beste?',
  keys: 'Klicken Sie darauf oder drücken Sie seinen Buchstaben: Es gilt dann als besser als jedes andere, und es steht da, welches Modell welches ist.',
  best: (letter) => `${letter} ist das beste`,
  none: 'Kein Favorit',
  noneLeft: 'Aufdecken',
  alt: (letter, prompt) => `${letter}: ${prompt}`,
  missing: 'Hier gibt es kein Bild.',
  picked: (letter, model) => `Sie haben ${letter} gewählt: ${model}.`,
  pairs: 'Lieber je zwei beurteilen',
  failed: 'Der Durchgang wurde nicht aufgedeckt.',
};

export const blindTexts: Record<Language, BlindTexts> = { en, de };

export const useBlindTexts = (): BlindTexts => blindTexts[useI18n().language];
