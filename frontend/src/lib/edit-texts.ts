import { useI18n } from './i18n/i18n.tsx';
import type { Language } from './preferences.ts';

const en = {
  title: { change: 'Change a picture', combine: 'Combine pictures' },
  words: { change: 'What shall change', combine: 'What they become' },
  hint: 'Say it in words, such as: make it night.',
  pictures: 'Pictures to work on',
  picture: (place: number) => `Picture ${place}`,
  choose: 'Choose, drop or paste a picture',
  add: 'Add a picture to combine',
  remove: (place: number) => `Remove picture ${place}`,
  noPicture: 'Choose a picture first.',
  empty: 'Say what shall be done.',
  nobody: 'No model here can do that.',
  takesFewer: (most: number) => `takes the first ${most === 1 ? 'one' : most}`,
  tooLarge: (megabytes: number) => `This file is larger than ${megabytes} MB.`,
  preparing: 'Preparing the picture…',
  send: (count: number) => `Draw with ${count} ${count === 1 ? 'model' : 'models'}`,
  goOn: (model: string) => `Go on from ${model}`,
  before: (model: string) => `Before and after: ${model}`,
  source: 'Worked on',
  thread: 'Steps before',
  gone: 'deleted or expired',
};
export type EditTexts = typeof en;

const de: EditTexts = {
  title: { change: 'Ein Bild ändern', combine: 'Bilder verbinden' },
  words: { change: 'Was sich ändern soll', combine: 'Was daraus werden soll' },
  hint: 'Sagen Sie es in Worten, zum Beispiel: Mach es Nacht.',
  pictures: 'Ausgangsbilder',
  picture: (place) => `Bild ${place}`,
  choose: 'Ein Bild wählen, hierher ziehen oder einfügen',
  add: 'Noch ein Bild zum Verbinden',
  remove: (place) => `Bild ${place} entfernen`,
  noPicture: 'Wählen Sie zuerst ein Bild.',
  empty: 'Sagen Sie, was geschehen soll.',
  nobody: 'Das kann hier kein Modell.',
  takesFewer: (most) => (most === 1 ? 'nimmt nur das erste' : `nimmt nur die ersten ${most}`),
  tooLarge: (megabytes) => `Diese Datei ist größer als ${megabytes} MB.`,
  preparing: 'Das Bild wird vorbereitet …',
  send: (count) => `Mit ${count} ${count === 1 ? 'Modell' : 'Modellen'} erstellen`,
  goOn: (model) => `Von ${model} aus weitermachen`,
  before: (model) => `Vorher und nachher: ${model}`,
  source: 'Ausgangsbild',
  thread: 'Schritte davor',
  gone: 'gelöscht oder abgelaufen',
};

/** They come with the scripts that need them, in every language: none is needed at first. */
export const editTexts: Record<Language, EditTexts> = { en, de };

export function useEditTexts(): EditTexts {
  const { locale } = useI18n();
  return editTexts[locale.split('-')[0] === 'de' ? 'de' : 'en'];
}
