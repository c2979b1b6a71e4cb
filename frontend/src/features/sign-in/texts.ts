import { useI18n } from '../../lib/i18n/i18n.tsx';
import type { Language } from '../../lib/preferences.ts';

const en = {
  title: 'Sign in to draw',
  text: 'This site is for people whom its owner has let in.',
  kept: 'What you have typed and chosen, and the address that you opened, are here again afterwards.',
  button: 'Sign in',
  busy: 'Signing in…',
  ended: 'Your session has ended. Sign in again to go on.',
  away: (host: string) =>
    `The sign-in service ${host} does not respond. Nothing is lost: try again in a moment.`,
  refused: 'The sign-in service has not let you in.',
  /** The words are the service's own. */
  said: (words: string) => `It says: ${words}`,
  failed: 'Signing in did not work. Please try again.',
  noApi: 'The API does not say where to sign in. Try again in a moment.',
  insecure: 'Browsers sign people in only at addresses that begin with https, or on the own machine.',
  notInvited: 'You have not been let in',
  notInvitedText: (name: string) =>
    `You are signed in as ${name}, but that account may not use this site. Ask whoever runs it.`,
  somebodyElse: 'Sign in as somebody else',
  account: 'Account',
  signedInAs: (name: string) => `Signed in as ${name}`,
  admin: 'You are an administrator: you may change and delete every run.',
  spent: (usd: string) => `Spent this month: ${usd}.`,
  left: (usd: string) => `Left this month: ${usd}.`,
  runs: (today: number, left: number) => `Runs today: ${today}, and ${left} left.`,
  unknown: 'What you have spent cannot be loaded at the moment.',
  keys: {
    title: 'Keys for programs',
    text: 'A program that sends a key acts for you: its runs are yours and count in your limits. Whoever has a key can do what it may.',
    none: 'You have no keys.',
    about: (id: string, may: string, until: string) => `${id}: ${may}. Until ${until}.`,
    scopes: {
      draw: 'draw and cancel',
      read: 'see runs and the gallery',
      manage: 'hide, change and delete runs',
      vote: 'vote',
      admin: 'everybody’s runs',
    },
    revoke: 'Revoke',
    revokeNow: 'Really revoke?',
    revokeOf: (name: string) => `Revoke the key “${name}”`,
    name: 'Name of a new key',
    nameHint: 'By it you know later which program has the key.',
    may: 'It may',
    counts: 'It counts for',
    days: (days: number) => `${days} days`,
    make: 'Make a key',
    once: 'This is the key. It is shown once: copy it now, to where only the program reads it.',
    copy: 'Copy the key',
    copied: 'Copied',
    done: 'Done',
  },
  signOut: 'Sign out',
  signOutHint:
    'Signs you out in every tab and removes what this browser keeps of you: prompts, stars, drafts. Your runs stay.',
};
export type SignInTexts = typeof en;

const de: SignInTexts = {
  title: 'Anmelden und loslegen',
  text: 'Diese Seite ist für Personen, denen ihr Betreiber Zugang gegeben hat.',
  kept: 'Was Sie eingegeben und gewählt haben, finden Sie danach unverändert vor, auch die geöffnete Adresse.',
  button: 'Anmelden',
  busy: 'Anmeldung läuft …',
  ended: 'Ihre Sitzung ist beendet. Melden Sie sich wieder an, um weiterzumachen.',
  away: (host) =>
    `Der Anmeldedienst ${host} antwortet nicht. Es ist nichts verloren: Versuchen Sie es gleich noch einmal.`,
  refused: 'Der Anmeldedienst hat Sie nicht angemeldet.',
  said: (words) => `Er meldet: ${words}`,
  failed: 'Die Anmeldung hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
  noApi: 'Die API sagt nicht, wo Sie sich anmelden können. Versuchen Sie es gleich noch einmal.',
  insecure:
    'Browser erlauben die Anmeldung nur bei Adressen, die mit https beginnen, oder auf dem eigenen Rechner.',
  notInvited: 'Sie haben hier keinen Zugang',
  notInvitedText: (name) =>
    `Sie sind als ${name} angemeldet, aber dieses Konto darf die Seite nicht benutzen. Fragen Sie, wer sie betreibt.`,
  somebodyElse: 'Mit einem anderen Konto anmelden',
  account: 'Konto',
  signedInAs: (name) => `Angemeldet als ${name}`,
  admin: 'Sie verwalten diese Seite: Sie können jeden Durchgang ändern und löschen.',
  spent: (usd) => `In diesem Monat ausgegeben: ${usd}.`,
  left: (usd) => `In diesem Monat noch übrig: ${usd}.`,
  runs: (today, left) => `Durchgänge heute: ${today}, noch ${left} möglich.`,
  unknown: 'Ihre Ausgaben lassen sich gerade nicht laden.',
  keys: {
    title: 'Schlüssel für Programme',
    text: 'Ein Programm mit einem Schlüssel handelt in Ihrem Namen: Seine Durchgänge gehören Ihnen und zählen zu Ihren Grenzen. Wer den Schlüssel hat, kann alles, was er erlaubt.',
    none: 'Sie haben keine Schlüssel.',
    about: (id, may, until) => `${id}: ${may}. Bis ${until}.`,
    scopes: {
      draw: 'Bilder erstellen und abbrechen',
      read: 'Durchgänge und Galerie ansehen',
      manage: 'Durchgänge verbergen, ändern und löschen',
      vote: 'abstimmen',
      admin: 'die Durchgänge aller',
    },
    revoke: 'Widerrufen',
    revokeNow: 'Wirklich widerrufen?',
    revokeOf: (name) => `Schlüssel „${name}“ widerrufen`,
    name: 'Name eines neuen Schlüssels',
    nameHint: 'Daran erkennen Sie später, welches Programm ihn hat.',
    may: 'Er erlaubt',
    counts: 'Er gilt',
    days: (days) => `${days} Tage`,
    make: 'Schlüssel erstellen',
    once: 'Das ist der Schlüssel. Er wird nur einmal gezeigt: Kopieren Sie ihn jetzt dorthin, wo nur das Programm ihn liest.',
    copy: 'Schlüssel kopieren',
    copied: 'Kopiert',
    done: 'Fertig',
  },
  signOut: 'Abmelden',
  signOutHint:
    'Meldet Sie in allen Tabs ab und löscht, was dieser Browser über Sie speichert: Prompts, Markierungen, Entwürfe. Ihre Durchgänge bleiben.',
};

/** They come with the script that needs them, in every language. */
export const signInTexts: Record<Language, SignInTexts> = { en, de };

export function useSignInTexts(): SignInTexts {
  const { locale } = useI18n();
  return signInTexts[locale.split('-')[0] === 'de' ? 'de' : 'en'];
}
