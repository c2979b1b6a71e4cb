import { useI18n } from '../../lib/i18n/i18n.tsx';
import { counter } from '../../lib/i18n/plural.ts';
import type { Language } from '../../lib/preferences.ts';

const english = counter('en').count;
const german = counter('de').count;

const en = {
  title: 'Prompt lists',
  about:
    'The same models draw many prompts. Afterwards you see them all side by side, and know which model does best for prompts like yours.',
  new: 'New list',
  none: 'You have no lists yet.',
  yours: 'Your lists',
  more: 'Show more',
  open: 'Open',
  summary: (prompts: number, models: number) =>
    `${english(prompts, { one: 'prompt', other: 'prompts' })}, ${english(models, { one: 'model', other: 'models' })}`,
  gone: 'This list is not here',
  goneText: 'It was deleted, its time is over, or it belongs to somebody else.',
  failed: 'The lists could not be loaded.',
  again: 'Try again',
  back: 'All lists',

  name: 'Name',
  prompts: 'Prompts',
  promptsHint:
    'One a line. A line that begins with # names the category of those below it. Variables make several of one: a {red|blue} fox; \\{ and \\| are just signs. A table with a column "prompt" (CSV), or JSON lines, work too.',
  import: 'Import a file',
  bringBack: 'Bring back my prompts',
  ready: 'Take a ready-made list',
  readyNames: {
    english: 'Everyday tasks, in English (24)',
    german: 'Everyday tasks, in German (24)',
    parti: 'PartiPrompts, a balanced selection (60)',
  },
  partiNote: 'PartiPrompts by Google, Apache License 2.0: sixty of 1,632 prompts, unchanged.',
  count: (prompts: number) => english(prompts, { one: 'prompt', other: 'prompts' }),
  categories: (count: number) => english(count, { one: 'category', other: 'categories' }),
  doubles: (count: number) =>
    `${english(count, { one: 'prompt was', other: 'prompts were' })} there twice and ${count === 1 ? 'is' : 'are'} left out.`,
  tooMany: (count: number, most: number) =>
    `These would be ${count.toLocaleString('en')} prompts. A list has at most ${most}.`,
  unreadable: (lines: string) => `Nothing can be made of line ${lines}.`,
  long: (lines: string) => `Too long, at most 1,000 characters: line ${lines}.`,
  models: 'Models',
  pictures: 'Pictures of each model for a prompt',
  shape: 'Shape',
  anyShape: 'As each model likes it',
  seed: 'Seed',
  seedHint:
    'The same seed for every prompt, so that the list can be drawn again. Empty: each model picks its own.',
  seedOf: (seeded: number, models: number) => `${seeded} of ${models} models take one.`,
  seedWrong: 'A whole number from 0 to 2147483647.',
  blind: 'Blind: do not tell which picture is whose until I ask',
  judges: 'Whoever has the link may judge, too, and read the prompts',
  budget: 'Budget of this list in US dollars',
  budgetHint: 'Nothing more is drawn once the next prompt could exceed it. Empty: none.',
  budgetWrong: 'A number above 0, such as 2.50.',
  atMost: (most: number) =>
    `One prompt draws at most ${most} pictures. Choose fewer models or fewer pictures.`,
  noModels: 'Choose at least one model.',
  planned: (prompts: number, models: number, count: number, pictures: number) =>
    `${english(prompts, { one: 'prompt', other: 'prompts' })} × ${english(models, { one: 'model', other: 'models' })} × ${count} = ${english(pictures, { one: 'picture', other: 'pictures' })}.`,
  cost: (usd: string) => `They may cost ${usd}.`,
  time: (minutes: number) => `They take about ${english(minutes, { one: 'minute', other: 'minutes' })}.`,
  runsLeft: (runs: number) =>
    `You can start ${english(runs, { one: 'more run', other: 'more runs' })} today, one for each prompt; the rest goes on tomorrow.`,
  leftToday: (usd: string) => `${usd} of the budget for today is left.`,
  overBudget: 'That is more than the budget of the list: it will stop before the end.',
  create: 'Make the list',
  creating: 'Making the list…',
  createFailed: 'The list was not made.',
  fileFailed: 'The file could not be read.',

  start: 'Start drawing',
  goOn: 'Go on drawing',
  pause: 'Pause',
  progress: (done: number, all: number) =>
    `${done} of ${english(all, { one: 'prompt', other: 'prompts' })} drawn`,
  numbers: (completed: number, failed: number, refused: number) =>
    [
      english(completed, { one: 'picture', other: 'pictures' }),
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...(refused > 0 ? [`${refused} of them refused`] : []),
    ].join(', '),
  spent: (usd: string) => `Spent: ${usd}`,
  spentOf: (usd: string, budget: string) => `Spent: ${usd} of ${budget}`,
  unknown: (count: number) =>
    `and ${english(count, { one: 'picture', other: 'pictures' })} whose cost nobody knows`,
  drawing: 'Drawing. You can close this page and go on another time; what has begun is finished.',
  waiting: (time: string) => `Waiting until ${time}, then it goes on by itself.`,
  stopped: 'Stopped.',
  done: 'Everything is drawn.',
  reveal: 'Tell which model drew what',
  revealing: 'Telling…',
  revealNote: 'From then on nobody can judge these pictures blind.',
  revealFailed: 'Not all could be told.',
  judge: 'Judge pairs blind',
  copyForJudges: 'Copy the link for others to judge',
  copiedForJudges: 'The link is copied.',
  board: 'Board: which model is best',
  delete: 'Delete the list',
  really: 'Delete the list and its prompts? Runs that were drawn stay in the gallery of yours.',
  deleteNow: 'Delete it now',
  keep: 'Keep it',
  deleteFailed: 'The list was not deleted.',
  matrix: 'Pictures by prompt and model',
  prompt: 'Prompt',
  allModels: 'Pictures, in an order drawn by chance',
  states: { open: 'Not drawn yet', running: 'Drawing…', deleted: 'Deleted' },
  picture: (model: string, prompt: string) => `${model}: ${prompt}`,
  openRun: 'Open the run',
  rowFailed: 'These pictures could not be loaded.',
};
export type ListTexts = typeof en;

const de: ListTexts = {
  title: 'Prompt-Listen',
  about:
    'Dieselben Modelle zeichnen viele Prompts. Danach sehen Sie alles nebeneinander und wissen, welches Modell für Prompts wie Ihre das beste ist.',
  new: 'Neue Liste',
  none: 'Sie haben noch keine Listen.',
  yours: 'Ihre Listen',
  more: 'Mehr anzeigen',
  open: 'Öffnen',
  summary: (prompts, models) =>
    `${german(prompts, { one: 'Prompt', other: 'Prompts' })}, ${german(models, { one: 'Modell', other: 'Modelle' })}`,
  gone: 'Diese Liste gibt es hier nicht',
  goneText: 'Sie wurde gelöscht, ihre Zeit ist um, oder sie gehört jemand anderem.',
  failed: 'Die Listen ließen sich nicht laden.',
  again: 'Noch einmal versuchen',
  back: 'Alle Listen',

  name: 'Bezeichnung',
  prompts: 'Texte der Prompts',
  promptsHint:
    'Einer pro Zeile. Eine Zeile, die mit # beginnt, nennt die Kategorie der folgenden. Variablen machen aus einem mehrere: ein {roter|blauer} Fuchs; \\{ und \\| sind nur Zeichen. Auch eine Tabelle mit einer Spalte „prompt“ (CSV) oder JSON-Zeilen sind möglich.',
  import: 'Datei importieren',
  bringBack: 'Meine Prompts zurückholen',
  ready: 'Fertige Liste nehmen',
  readyNames: {
    english: 'Aufgaben aus dem Alltag, englisch (24)',
    german: 'Aufgaben aus dem Alltag, deutsch (24)',
    parti: 'PartiPrompts, ausgewogene Auswahl (60)',
  },
  partiNote: 'PartiPrompts von Google, Apache-Lizenz 2.0: sechzig von 1.632 Prompts, unverändert.',
  count: (prompts) => german(prompts, { one: 'Prompt in der Liste', other: 'Prompts in der Liste' }),
  categories: (count) => german(count, { one: 'Kategorie', other: 'Kategorien' }),
  doubles: (count) =>
    `${german(count, { one: 'Prompt kam', other: 'Prompts kamen' })} doppelt vor und ${count === 1 ? 'bleibt' : 'bleiben'} weg.`,
  tooMany: (count, most) =>
    `Das wären ${count.toLocaleString('de')} Prompts. Eine Liste hat höchstens ${most}.`,
  unreadable: (lines) => `Aus Zeile ${lines} lässt sich nichts machen.`,
  long: (lines) => `Zu lang, höchstens 1.000 Zeichen: Zeile ${lines}.`,
  models: 'Modelle',
  pictures: 'Bilder von jedem Modell je Prompt',
  shape: 'Format',
  anyShape: 'Wie es jedes Modell mag',
  seed: 'Startwert (Seed)',
  seedHint:
    'Derselbe Seed für jeden Prompt, damit sich die Liste noch einmal zeichnen lässt. Leer: Jedes Modell wählt selbst.',
  seedOf: (seeded, models) => `${seeded} von ${models} Modellen nehmen einen.`,
  seedWrong: 'Eine ganze Zahl von 0 bis 2147483647.',
  blind: 'Blind: erst auf Wunsch verraten, welches Bild von wem ist',
  judges: 'Wer den Link hat, darf mit urteilen und die Prompts lesen',
  budget: 'Budget dieser Liste in US-Dollar',
  budgetHint: 'Sobald der nächste Prompt es überschreiten könnte, wird nichts mehr gezeichnet. Leer: keines.',
  budgetWrong: 'Eine Zahl über 0, etwa 2,50.',
  atMost: (most) =>
    `Ein Prompt ergibt höchstens ${most} Bilder. Wählen Sie weniger Modelle oder weniger Bilder.`,
  noModels: 'Wählen Sie mindestens ein Modell.',
  planned: (prompts, models, count, pictures) =>
    `${german(prompts, { one: 'Prompt', other: 'Prompts' })} × ${german(models, { one: 'Modell', other: 'Modelle' })} × ${count} = ${german(pictures, { one: 'Bild', other: 'Bilder' })}.`,
  cost: (usd) => `Sie kosten vielleicht ${usd}.`,
  time: (minutes) => `Das dauert ungefähr ${german(minutes, { one: 'Minute', other: 'Minuten' })}.`,
  runsLeft: (runs) =>
    `Heute können Sie noch ${german(runs, { one: 'Durchgang', other: 'Durchgänge' })} starten, einen je Prompt; der Rest geht morgen weiter.`,
  leftToday: (usd) => `Vom Budget für heute sind noch ${usd} da.`,
  overBudget: 'Das ist mehr als das Budget der Liste: Sie hört vor dem Ende auf.',
  create: 'Liste anlegen',
  creating: 'Die Liste wird angelegt…',
  createFailed: 'Die Liste wurde nicht angelegt.',
  fileFailed: 'Die Datei ließ sich nicht lesen.',

  start: 'Zeichnen lassen',
  goOn: 'Weiter zeichnen',
  pause: 'Anhalten',
  progress: (done, all) => `${done} von ${german(all, { one: 'Prompt', other: 'Prompts' })} gezeichnet`,
  numbers: (completed, failed, refused) =>
    [
      german(completed, { one: 'Bild', other: 'Bilder' }),
      ...(failed > 0 ? [`${failed} misslungen`] : []),
      ...(refused > 0 ? [`davon ${refused} abgelehnt`] : []),
    ].join(', '),
  spent: (usd) => `Ausgegeben: ${usd}`,
  spentOf: (usd, budget) => `Ausgegeben: ${usd} von ${budget}`,
  unknown: (count) => `und ${german(count, { one: 'Bild', other: 'Bilder' })}, deren Kosten niemand kennt`,
  drawing:
    'Es wird gezeichnet. Sie können die Seite schließen und ein andermal weitermachen; was begonnen ist, wird fertig.',
  waiting: (time) => `Wartet bis ${time}, dann geht es von selbst weiter.`,
  stopped: 'Angehalten.',
  done: 'Alles ist gezeichnet.',
  reveal: 'Zeigen, welches Modell was gezeichnet hat',
  revealing: 'Wird gezeigt…',
  revealNote: 'Danach kann niemand mehr diese Bilder blind beurteilen.',
  revealFailed: 'Nicht alles ließ sich zeigen.',
  judge: 'Paare blind beurteilen',
  copyForJudges: 'Link zum Mitbeurteilen kopieren',
  copiedForJudges: 'Der Link ist kopiert.',
  board: 'Rangliste: welches Modell das beste ist',
  delete: 'Liste löschen',
  really: 'Liste mit ihren Prompts löschen? Gezeichnete Durchgänge bleiben in Ihrer Galerie.',
  deleteNow: 'Jetzt löschen',
  keep: 'Behalten',
  deleteFailed: 'Die Liste wurde nicht gelöscht.',
  matrix: 'Bilder nach Prompt und Modell',
  prompt: 'Text',
  allModels: 'Bilder in zufälliger Reihenfolge',
  states: { open: 'Noch nicht gezeichnet', running: 'Wird gezeichnet…', deleted: 'Gelöscht' },
  picture: (model, prompt) => `${model} – ${prompt}`,
  openRun: 'Durchgang öffnen',
  rowFailed: 'Diese Bilder ließen sich nicht laden.',
};

/** They come with the script that needs them, in every language. */
export const listTexts: Record<Language, ListTexts> = { en, de };

export function useListTexts(): ListTexts {
  const { language } = useI18n();
  return listTexts[language];
}
