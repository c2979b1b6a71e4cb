import { useI18n } from '../../lib/i18n/i18n.tsx';
import { counter } from '../../lib/i18n/plural.ts';
import type { Language } from '../../lib/preferences.ts';

const english = counter('en').count;
const german = counter('de').count;

const en = {
  runTitle: 'Title and time of the run',
  name: 'Title',
  nameHint: 'Whoever sees the run sees it. Empty: the prompt stands there.',
  goes: (when: string) => `The run goes by itself at the latest on ${when}.`,
  save: 'Save',
  saving: 'Saving…',
  cancel: 'Cancel',
  saved: 'Saved.',
  saveFailed: 'The run was not changed.',

  title: 'Share the run',
  text: 'A link shows the pictures to whoever has it, without signing in and without leading to the run, until you revoke it.',
  withPrompt: 'Show the prompt, the settings and the title',
  withCosts: 'Show the costs',
  make: 'Make a link',
  making: 'Making the link…',
  copied: 'The link is copied.',
  made: 'The link is made.',
  makeFailed: 'The link was not made.',
  links: 'Links to this run',
  loading: 'Looking for links…',
  none: 'There are no links yet.',
  listFailed: 'The links could not be read.',
  address: 'Address',
  madeAt: (when: string) => `Made on ${when}`,
  shows: (prompt: boolean, costs: boolean): string =>
    prompt
      ? costs
        ? 'pictures, prompt and costs'
        : 'pictures and prompt'
      : costs
        ? 'pictures and costs'
        : 'pictures alone',
  copy: 'Copy the link',
  revoke: 'Revoke the link',
  revoked: 'The link is revoked. A browser or cache may show a picture for another hour.',
  revokeFailed: 'The link was not revoked.',
  manage: 'For another device of yours',
  manageText:
    'The management link makes another browser an owner of this run. It holds the key of all runs of this browser: give it to nobody.',
  manageCopy: 'Copy the management link',
  manageCopied: 'The management link is copied. Keep it to yourself.',
  close: 'Close',

  sharedTitle: 'Shared pictures',
  sharedPictures: (count: number) => english(count, { one: 'picture', other: 'pictures' }),
  drawing: 'Still drawing…',
  failed: 'There is no picture.',
  open: (model: string) => `Picture by ${model}, full size`,
  goneTitle: 'This link shows nothing any more',
  goneText: 'It was revoked, or the run is gone.',
  failedTitle: 'The pictures could not be loaded',
  again: 'Try again',
};
export type ShareTexts = typeof en;

const de: ShareTexts = {
  runTitle: 'Titel und Dauer des Durchgangs',
  name: 'Titel des Durchgangs',
  nameHint: 'Wer den Durchgang sieht, sieht auch ihn. Leer: Dort steht der Prompt.',
  goes: (when) => `Der Durchgang verschwindet spätestens am ${when} von selbst.`,
  save: 'Speichern',
  saving: 'Wird gespeichert…',
  cancel: 'Abbrechen',
  saved: 'Gespeichert.',
  saveFailed: 'Der Durchgang wurde nicht geändert.',

  title: 'Durchgang teilen',
  text: 'Wer den Link hat, sieht die Bilder, ohne Anmeldung und ohne Weg zum Durchgang, bis Sie den Link widerrufen.',
  withPrompt: 'Prompt, Einstellungen und Titel zeigen',
  withCosts: 'Kosten zeigen',
  make: 'Link erstellen',
  making: 'Link wird erstellt…',
  copied: 'Der Link ist kopiert.',
  made: 'Der Link ist erstellt.',
  makeFailed: 'Der Link wurde nicht erstellt.',
  links: 'Links zu diesem Durchgang',
  loading: 'Links werden gesucht…',
  none: 'Es gibt noch keine Links.',
  listFailed: 'Die Links konnten nicht gelesen werden.',
  address: 'Adresse',
  madeAt: (when) => `Erstellt am ${when}`,
  shows: (prompt, costs) =>
    prompt
      ? costs
        ? 'Bilder, Prompt und Kosten'
        : 'Bilder und Prompt'
      : costs
        ? 'Bilder und Kosten'
        : 'nur Bilder',
  copy: 'Link kopieren',
  revoke: 'Link widerrufen',
  revoked:
    'Der Link ist widerrufen. Browser und Zwischenspeicher zeigen ein Bild unter Umständen noch eine Stunde.',
  revokeFailed: 'Der Link wurde nicht widerrufen.',
  manage: 'Für ein anderes Gerät von Ihnen',
  manageText:
    'Mit dem Verwaltungslink gehört dieser Durchgang auch einem anderen Browser. Er enthält den Schlüssel aller Durchgänge dieses Browsers: Geben Sie ihn niemandem.',
  manageCopy: 'Verwaltungslink kopieren',
  manageCopied: 'Der Verwaltungslink ist kopiert. Behalten Sie ihn für sich.',
  close: 'Schließen',

  sharedTitle: 'Geteilte Bilder',
  sharedPictures: (count) => german(count, { one: 'Bild', other: 'Bilder' }),
  drawing: 'Wird noch gezeichnet…',
  failed: 'Hier gibt es kein Bild.',
  open: (model) => `Bild von ${model} in voller Größe`,
  goneTitle: 'Dieser Link zeigt nichts mehr',
  goneText: 'Er wurde widerrufen, oder der Durchgang ist nicht mehr da.',
  failedTitle: 'Die Bilder konnten nicht geladen werden',
  again: 'Noch einmal versuchen',
};

/** They come with the script that needs them, in every language. */
export const shareTexts: Record<Language, ShareTexts> = { en, de };

export function useShareTexts(): ShareTexts {
  const { locale } = useI18n();
  return shareTexts[locale.split('-')[0] === 'de' ? 'de' : 'en'];
}
