import { useI18n } from '../../lib/i18n/i18n.tsx';
import { counter } from '../../lib/i18n/plural.ts';
import type { Language } from '../../lib/preferences.ts';

const english = counter('en').count;
const german = counter('de').count;

const en = {
  title: 'What is yours',
  ofPerson:
    'Everything that is kept under your account: runs with their pictures and links, lists of prompts, and keys for programs, whichever device you made them on.',
  ofBrowser:
    'Everything that was made in this browser: runs with their pictures and links, and lists of prompts.',
  download: 'Download everything',
  reading: (runs: number) => `Reading… ${english(runs, { one: 'run', other: 'runs' })} so far.`,
  packing: (runs: number) => `Packing ${english(runs, { one: 'run', other: 'runs' })}…`,
  downloaded: 'The download is ready: all pictures, and a file with everything else.',
  missing: (pictures: number) =>
    `The download is ready, but ${english(pictures, { one: 'picture', other: 'pictures' })} could not be fetched. The file names them.`,
  downloadFailed: 'The download did not work.',
  delete: 'Delete everything I made',
  really:
    'Delete everything? Runs, pictures, links, lists and keys are gone for everybody, and cannot be brought back. What this browser remembers of you goes, too: prompts, stars, drafts. What you have spent stays counted.',
  deleteNow: 'Delete everything now',
  keep: 'Keep it',
  deleting: 'Deleting…',
  deleted: (runs: number) =>
    `${english(runs, { one: 'run is', other: 'runs are' })} deleted. Browsers may show a picture for another hour.`,
  goesOn: 'There are more: they go within a few minutes, whether you stay here or not.',
  deleteFailed:
    'Not everything may be deleted yet. What was begun is finished by itself; to be sure, try again.',
};
export type YoursTexts = typeof en;

const de: YoursTexts = {
  title: 'Was Ihnen gehört',
  ofPerson:
    'Alles, was unter Ihrem Konto aufbewahrt wird: Durchgänge mit ihren Bildern und Links, Prompt-Listen und Schlüssel für Programme, gleich auf welchem Gerät sie entstanden sind.',
  ofBrowser:
    'Alles, was in diesem Browser entstanden ist: Durchgänge mit ihren Bildern und Links, und Prompt-Listen.',
  download: 'Alles herunterladen',
  reading: (runs) => `Wird gelesen… Bisher ${german(runs, { one: 'Durchgang', other: 'Durchgänge' })}.`,
  packing: (runs) => `${german(runs, { one: 'Durchgang wird', other: 'Durchgänge werden' })} gepackt…`,
  downloaded: 'Der Download ist fertig: alle Bilder und eine Datei mit allem anderen.',
  missing: (pictures) =>
    `Der Download ist fertig, aber ${german(pictures, { one: 'Bild ließ', other: 'Bilder ließen' })} sich nicht laden. In der Datei steht, welche.`,
  downloadFailed: 'Der Download hat nicht geklappt.',
  delete: 'Alles löschen, was ich gemacht habe',
  really:
    'Alles löschen? Durchgänge, Bilder, Links, Listen und Schlüssel sind dann für alle weg und lassen sich nicht zurückholen. Auch was dieser Browser von Ihnen weiß, verschwindet: Prompts, Sterne, Entwürfe. Was Sie ausgegeben haben, bleibt gezählt.',
  deleteNow: 'Jetzt alles löschen',
  keep: 'Behalten',
  deleting: 'Wird gelöscht…',
  deleted: (runs) =>
    `${german(runs, { one: 'Durchgang ist', other: 'Durchgänge sind' })} gelöscht. Browser zeigen ein Bild unter Umständen noch eine Stunde.`,
  goesOn: 'Es sind noch mehr: Sie verschwinden in ein paar Minuten, auch wenn Sie die Seite verlassen.',
  deleteFailed:
    'Vielleicht ist noch nicht alles gelöscht. Was begonnen ist, wird von selbst zu Ende gebracht; versuchen Sie es zur Sicherheit noch einmal.',
};

/** They come with the script that needs them, in every language. */
export const yoursTexts: Record<Language, YoursTexts> = { en, de };

export function useYoursTexts(): YoursTexts {
  const { locale } = useI18n();
  return yoursTexts[locale.split('-')[0] === 'de' ? 'de' : 'en'];
}
