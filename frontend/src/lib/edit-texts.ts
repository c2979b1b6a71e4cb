import { useI18n } from './i18n/i18n.tsx';
import type { Language } from './preferences.ts';

const en = {
  title: {
    change: 'Change a picture',
    combine: 'Combine pictures',
    repaint: 'Repaint a part',
    widen: 'Widen a picture',
    enlarge: 'Enlarge a picture',
    'cut-out': 'Cut out the subject',
  },
  words: {
    change: 'What shall change',
    combine: 'What they become',
    repaint: 'What the marked part becomes',
    widen: 'What surrounds it',
  },
  operations: 'What to do',
  operation: {
    change: 'Change',
    repaint: 'Repaint',
    widen: 'Widen',
    enlarge: 'Enlarge',
    'cut-out': 'Cut out',
  },
  mask: {
    area: 'Mark what shall be repainted',
    hint: 'Draw over it. With the keyboard: arrow keys move the brush, the space bar sets it down and lifts it.',
    add: 'Mark',
    erase: 'Erase',
    size: 'Brush',
    undo: 'Undo',
    invert: 'Invert',
  },
  nothingMarked: 'Mark a part of the picture first.',
  margin: {
    left: 'Margin on the left',
    right: 'Margin on the right',
    top: 'Margin at the top',
    bottom: 'Margin at the bottom',
  },
  pixels: (pixels: number) => `${pixels} px`,
  widened: (width: number, height: number) =>
    `${width} × ${height} px. Drag an edge, or move it with arrow keys.`,
  shapes: 'Shapes',
  noMargins: 'None',
  nothingAdded: 'Drag an edge outwards first, or choose a shape.',
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
  title: {
    change: 'Ein Bild ändern',
    combine: 'Bilder verbinden',
    repaint: 'Eine Stelle neu malen',
    widen: 'Ein Bild erweitern',
    enlarge: 'Ein Bild vergrößern',
    'cut-out': 'Das Motiv freistellen',
  },
  words: {
    change: 'Was sich ändern soll',
    combine: 'Was daraus werden soll',
    repaint: 'Was aus der markierten Stelle werden soll',
    widen: 'Was rundherum zu sehen sein soll',
  },
  operations: 'Was geschehen soll',
  operation: {
    change: 'Ändern',
    repaint: 'Neu malen',
    widen: 'Erweitern',
    enlarge: 'Vergrößern',
    'cut-out': 'Freistellen',
  },
  mask: {
    area: 'Markieren, was neu gemalt werden soll',
    hint: 'Malen Sie darüber. Mit der Tastatur: Die Pfeiltasten bewegen den Pinsel, die Leertaste setzt ihn auf und ab.',
    add: 'Markieren',
    erase: 'Radieren',
    size: 'Pinsel',
    undo: 'Rückgängig',
    invert: 'Umkehren',
  },
  nothingMarked: 'Markieren Sie zuerst eine Stelle im Bild.',
  margin: {
    left: 'Rand links',
    right: 'Rand rechts',
    top: 'Rand oben',
    bottom: 'Rand unten',
  },
  pixels: (pixels) => `${pixels} Pixel`,
  widened: (width, height) =>
    `${width} × ${height} Pixel. Ziehen Sie an einer Kante, oder bewegen Sie sie mit den Pfeiltasten.`,
  shapes: 'Formate',
  noMargins: 'Kein Rand',
  nothingAdded: 'Ziehen Sie zuerst eine Kante nach außen, oder wählen Sie ein Format.',
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
