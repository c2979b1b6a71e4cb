import { useI18n } from '../../lib/i18n/i18n.tsx';
import type { Language } from '../../lib/preferences.ts';

const en = {
  title: 'Judge',
  loading: 'Getting pictures …',
  question: 'Which picture is better?',
  first: 'The first',
  second: 'The second',
  tie: 'Equally good',
  bothBad: 'Neither is any good',
  skip: 'Skip',
  undo: 'Undo',
  alt: (place: 'first' | 'second', prompt: string) =>
    `${place === 'first' ? 'First' : 'Second'} picture: ${prompt}`,
  keys: 'Keys: ← the first, → the second, ↓ equally good, X neither, S skip, U undo. On a touch screen, swipe to the left or to the right.',
  sight: 'This needs eyes: nothing but the pictures is told, so that nothing else decides.',
  judged: (done: number, total: number) => `${done} of ${total} pairs judged`,
  over: 'There is nothing left to judge.',
  overText: 'Every pair that can be shown has been judged.',
  toBoard: 'To the board',
  toRun: 'To the run, where you can have it told which is which',
  toList: 'To the list',
  stop: 'You can stop at any time and go on later.',
  nothing: 'Nothing is named that could be judged.',
  nothingText:
    'Pictures are judged that were drawn blind: those of a run, or of a list. Draw some blind, or go on with one of your lists.',
  toStudio: 'Draw pictures',
  toLists: 'Your lists',
  revealed: 'It is already told which model is which, so nothing can be judged blind any more.',
  drawing: 'It is still being drawn. This page looks again by itself.',
  failed: 'The pairs did not come.',
  notKept: 'Your answer was not kept. The pair is shown again.',
  notUndone: 'The answer was not taken back.',
  again: 'Try again',
};
export type JudgeTexts = typeof en;

const de: JudgeTexts = {
  title: 'Urteilen',
  loading: 'Bilder werden geholt …',
  question: 'Welches Bild ist besser?',
  first: 'Das erste',
  second: 'Das zweite',
  tie: 'Gleich gut',
  bothBad: 'Beide taugen nichts',
  skip: 'Überspringen',
  undo: 'Zurücknehmen',
  alt: (place, prompt) => `${place === 'first' ? 'Erstes' : 'Zweites'} Bild: ${prompt}`,
  keys: 'Tasten: ← das erste, → das zweite, ↓ gleich gut, X keines, S überspringen, U zurücknehmen. Auf einem Touchscreen nach links oder rechts wischen.',
  sight:
    'Das geht nur mit den Augen: Außer den Bildern wird nichts verraten, damit nichts anderes entscheidet.',
  judged: (done, total) => `${done} von ${total} Paaren beurteilt`,
  over: 'Es gibt nichts mehr zu beurteilen.',
  overText: 'Jedes Paar, das gezeigt werden kann, ist beurteilt.',
  toBoard: 'Zur Rangliste',
  toRun: 'Zum Durchgang, wo Sie aufdecken können, welches Modell welches ist',
  toList: 'Zur Liste',
  stop: 'Sie können jederzeit aufhören und später weitermachen.',
  nothing: 'Hier steht nicht, was beurteilt werden soll.',
  nothingText:
    'Beurteilt werden Bilder, die blind gezeichnet wurden: die eines Durchgangs oder einer Liste. Zeichnen Sie welche blind, oder machen Sie mit einer Ihrer Listen weiter.',
  toStudio: 'Bilder zeichnen',
  toLists: 'Ihre Listen',
  revealed: 'Es steht schon da, welches Modell welches ist. Blind lässt sich nichts mehr beurteilen.',
  drawing: 'Es wird noch gezeichnet. Die Seite sieht von selbst wieder nach.',
  failed: 'Die Paare sind nicht angekommen.',
  notKept: 'Ihre Antwort wurde nicht gespeichert. Das Paar erscheint noch einmal.',
  notUndone: 'Die Antwort wurde nicht zurückgenommen.',
  again: 'Noch einmal versuchen',
};

export const judgeTexts: Record<Language, JudgeTexts> = { en, de };

export const useJudgeTexts = (): JudgeTexts => judgeTexts[useI18n().language];
