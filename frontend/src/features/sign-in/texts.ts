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
  calledHere: (id: string) => `Administrators see you as ${id}.`,
  spending: {
    title: 'What people have spent',
    /** The month is written out. */
    text: (month: string) =>
      `In ${month}, with what is held for runs that are drawing. Only administrators see this.`,
    names: 'People are shown by their ids, since no name is kept. Everybody finds their own under Account.',
    budget: (usd: string) => `Each person may spend ${usd} a month.`,
    noBudget: 'There is no budget for each person.',
    person: 'Person',
    spent: 'Spent',
    left: 'Left',
    runs: 'Runs',
    runsHint: 'Runs that were deleted have cost something, too, but are not counted.',
    you: 'you',
    none: 'Nobody has drawn anything this month.',
    all: (people: number) => (people === 1 ? 'One person' : `${people} people`),
    more: (people: number) => `Show all ${people}`,
  },
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
    usdPerMonth: 'It may spend, in US dollars a month',
    usdPerMonthHint: 'Limits of its own, beside yours. Leave them empty for none.',
    badUsd: 'Write an amount above 0, such as 5 or 2.50.',
    runsPerDay: 'It may start, in runs a day',
    badRuns: 'Write a whole number above 0.',
    atMostUsd: (usd: string) => `At most ${usd} a month.`,
    atMostRuns: (runs: number) => (runs === 1 ? 'At most one run a day.' : `At most ${runs} runs a day.`),
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
  calledHere: (id) => `In der Verwaltung heißen Sie ${id}.`,
  spending: {
    title: 'Ausgaben aller Personen',
    text: (month) =>
      `Im ${month}, mit allem, was für laufende Durchgänge zurückgelegt ist. Das sehen nur Personen, die diese Seite verwalten.`,
    names:
      'Gezeigt werden Kennungen, denn Namen werden nicht gespeichert. Die eigene steht bei jeder Person unter „Konto“.',
    budget: (usd) => `Jede Person darf ${usd} im Monat ausgeben.`,
    noBudget: 'Für einzelne Personen gibt es kein Budget.',
    person: 'Kennung',
    spent: 'Ausgegeben',
    left: 'Übrig',
    runs: 'Durchgänge',
    runsHint: 'Gelöschte Durchgänge haben auch etwas gekostet, zählen aber nicht mit.',
    you: 'Sie',
    none: 'In diesem Monat hat noch niemand etwas erstellt.',
    all: (people) => (people === 1 ? 'Eine Person' : `${people} Personen`),
    more: (people) => `Alle ${people} zeigen`,
  },
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
    usdPerMonth: 'Er darf ausgeben, in US-Dollar pro Monat',
    usdPerMonthHint: 'Eigene Grenzen, zusätzlich zu Ihren. Leer heißt: keine.',
    badUsd: 'Geben Sie einen Betrag über 0 an, zum Beispiel 5 oder 2,50.',
    runsPerDay: 'Er darf starten, in Durchgängen pro Tag',
    badRuns: 'Geben Sie eine ganze Zahl über 0 an.',
    atMostUsd: (usd) => `Höchstens ${usd} im Monat.`,
    atMostRuns: (runs) =>
      runs === 1 ? 'Höchstens ein Durchgang am Tag.' : `Höchstens ${runs} Durchgänge am Tag.`,
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
