import { counter } from '../../../lib/i18n/plural.ts';
import type { BoardTexts } from './en.ts';

const { count: n } = counter('de');
const list = new Intl.ListFormat('de');
const stimmen = (count: number) => n(count, { one: 'Stimme', other: 'Stimmen' });
const bilder = (count: number) => n(count, { one: 'Bild', other: 'Bildern' });

export const de: BoardTexts = {
  title: 'Welches Modell ist das beste?',
  description:
    'Modelle in der Reihenfolge, in der ihre Bilder gewählt wurden, ohne dass jemand wusste, von wem sie sind.',
  everyday: 'Aus allen blind gezeichneten Durchgängen',
  ofList: (name) => `Aus der Liste „${name}“`,
  loading: 'Die Stimmen werden gelesen…',
  computing: 'Die Rangliste wird berechnet…',
  counted: (count, prompts, voters) =>
    `${stimmen(count)} zu ${n(prompts, { one: 'Prompt', other: 'Prompts' })} von ${n(voters, { one: 'Person', other: 'Personen' })}`,
  empty: 'Es gibt noch keine Stimmen',
  emptyText:
    'Zeichnen Sie blind und sagen Sie bei je zwei Bildern, welches besser ist: Jede Antwort ist eine Stimme.',
  nothing: 'Zu diesen Filtern gibt es keine Stimme.',
  clear: 'Filter zurücksetzen',
  failed: 'Die Rangliste konnte nicht geladen werden',
  computeFailed: 'Die Rangliste konnte nicht berechnet werden',
  gone: 'Diese Liste gibt es hier nicht',
  goneText: 'Sie wurde gelöscht, ihre Zeit ist um, oder Sie dürfen sie nicht sehen.',
  toEveryday: 'Die Rangliste aller blind gezeichneten Durchgänge',
  toLists: 'Ihre Listen',
  again: 'Noch einmal versuchen',
  incomplete:
    'Es gibt mehr Stimmen als hier gezeigt werden: Die Rangliste stützt sich auf den Teil, der gelesen wurde.',

  first: (model, share) => `${model} ist das beste: Es wird in ${share} der Fälle gewählt.`,
  firsts: (models) =>
    `${list.format(models)} teilen sich den ersten Platz: Diese Stimmen reichen nicht, um sie zu unterscheiden.`,
  noFirst: 'Für eine Reihenfolge sind es noch zu wenige Stimmen. Gezählt wurde bisher das hier.',
  cheaper: (model, share, other) =>
    `Ein Bild von ${model} kostete ${share} von einem Bild von ${other}, dem teuersten.`,

  hidden:
    'Sie beurteilen noch, deshalb haben die Modelle hier keine Namen. Sie bekommen sie, sobald aufgedeckt ist, von wem die Bilder sind.',
  hiddenModel: (number) => `Modell ${number}`,
  showNames: 'Namen trotzdem zeigen',

  filters: 'Eingrenzen',
  category: 'Kategorie',
  anyCategory: 'Alle Kategorien',
  voter: 'Wer abgestimmt hat',
  anyVoter: 'Alle',
  me: 'Sie',
  voterNumber: (number) => `Person ${number}`,
  from: 'Von',
  to: 'Bis',

  standings: 'Die Reihenfolge',
  scroll: 'Seitlich scrollen für mehr',
  columns: {
    rank: 'Rang',
    model: 'Modell',
    picked: 'Gewählt',
    strength: 'Stärke',
    best: 'Chance, das beste zu sein',
    bothBad: 'Beide schlecht',
    votes: 'Stimmen',
    won: 'Gewonnen',
    lost: 'Verloren',
    tied: 'Gleichstand',
    prompts: 'Zahl der Prompts',
  },
  interval: (value, low, high) => `${value} (${low} bis ${high})`,
  tooEarly: 'zu früh',
  explained:
    'Gewählt: wie oft ein Modell gewählt würde, wenn es allen anderen gleich oft begegnete. Stärke: Punkte um 1000; 400 mehr werden zehnmal so oft gewählt. In Klammern und als Linien: wo die Wahrheit mit 95 % liegt. Modelle teilen sich einen Rang, wenn ihre Linien sich überschneiden; die Chance, das beste zu sein, ist sicherer, denn sie vergleicht bei denselben Prompts. Beide schlecht: der Anteil der Stimmen, denen keines der beiden Bilder gefiel.',

  settle: 'Was Klarheit schaffen würde',
  unsettled: (better, other, missing, chance) =>
    `${better} oder ${other}: ${missing} zu weiteren Prompts würden es entscheiden. Bis jetzt ist ${better} mit ${chance} das bessere.`,
  alike: (one, other) =>
    `${one} oder ${other}: Sie wirken gleich stark, und keine Zahl von Stimmen würde sie unterscheiden.`,
  about: (count) => `etwa ${n(count, { one: 'weitere Stimme', other: 'weitere Stimmen' })} zwischen beiden`,
  moreThan: (count) => `mehr als ${stimmen(count)} zwischen beiden`,
  furtherPairs: (count) => n(count, { one: 'weiteres Paar', other: 'weitere Paare' }),
  settled: 'Nichts: Jedes Modell lässt sich vom nächsten unterscheiden.',

  warnings: 'Bevor Sie es glauben',
  few_prompts: (count) =>
    `Eine Wahl oder einen Gleichstand gibt es nur zu ${n(count, { one: 'Prompt', other: 'Prompts' })}: Unter 10 gibt es keine Bereiche, Ränge und Chancen, weil andere Prompts alles umkehren könnten.`,
  few_votes: (models) =>
    `Zu früh für eine Stärke von ${list.format(models)}: Nötig sind je 20 Stimmen, die entschieden haben, zu 5 Prompts.`,
  position: (side, points) =>
    `Das ${side === 'left' ? 'linke' : 'rechte'} Bild wird zu oft gewählt, um ${points} Punkte. Die Seiten werden ausgelost, daher leidet die Reihenfolge kaum.`,
  one_voter: (share) =>
    `Eine Person hat ${share} der Stimmen abgegeben: Das ist vor allem der Geschmack einer einzigen.`,
  one_prompt: (share) => `${share} der Stimmen gelten einem einzigen Prompt.`,
  apart: (groups) =>
    `Zwischen diesen Gruppen ist nichts bekannt, ihre Bilder sind sich nie begegnet: ${groups.map((group) => list.format(group)).join(' / ')}.`,
  ties: (better, other) =>
    `Zwischen ${better} und ${other} entscheiden Gleichstände: Würden sie anders gezählt, läge ${other} vorn.`,
  circle: (models) =>
    `${models.join(' schlägt ')} schlägt ${models[0] ?? ''}: Keine Reihenfolge passt zu diesen Stimmen.`,
  browsers:
    'Hier meldet sich niemand an. Wer abstimmt, ist ein Browser, und wer will, stimmt mit einem anderen noch einmal ab: Glauben Sie dieser Rangliste so weit, wie Sie denen trauen, die abstimmen.',
  taste:
    'Es ist der Geschmack derer, die abgestimmt haben, bei diesen Prompts. Ein Modell, das Schwieriges ablehnt, sieht besser aus, als es ist.',

  costs: 'Preis, Zeit, Ausfälle',
  costsHidden: (runs) =>
    `Bei ${n(runs, { one: 'Durchgang', other: 'Durchgängen' })} ist noch nicht aufgedeckt, von wem die Bilder sind: Sie fehlen hier.`,
  allHidden:
    'Preise, Zeiten und Ausfälle stehen hier, sobald aufgedeckt ist, von wem die Bilder dieser Liste sind.',
  figuresFailed: 'Preise und Zeiten konnten nicht gelesen werden.',
  figuresLoading: 'Preise und Zeiten werden gelesen…',
  figureColumns: {
    usd: 'Kosten eines Bildes',
    median: 'Zeit, Median',
    p90: 'Zeit, neun von zehn',
    refused: 'Abgelehnt',
    failed: 'Fehlgeschlagen',
    perWin: 'Kosten eines gewählten Bildes',
    verdict: 'Stärke und Preis',
  },
  ofAsked: (count, asked) => `${count} von ${asked}`,
  timed: (time, count) => `${time} (${count} Messungen)`,
  unknown: 'unbekannt',
  frontier: 'kein anderes ist stärker und zugleich billiger',
  beaten: (by) => `${by} ist stärker und nicht teurer`,
  beatenSurely: (by, chance) => `${by} ist stärker und nicht teurer (${chance})`,
  chart: 'Stärke nach Preis',
  chartText: (points) => `Stärke und Preis eines Bildes: ${points.join('; ')}.`,
  chartPoint: (number, model, usd, points) => `${number}, ${model}: ${usd}, ${points} Punkte`,
  chartLegend:
    'Volle Punkte: Kein anderes Modell ist stärker und zugleich billiger. Hohle Punkte: Es gibt eines. Die Nummern sind die der Tabelle; die Skala der Preise ist logarithmisch.',
  priceAxis: 'Preis eines Bildes',
  strengthAxis: 'Stärke',
  free: 'gratis',
  spent: (usd) => `Diese Durchgänge haben ${usd} gekostet.`,
  spentUnknown: (count) => `Bei ${bilder(count)} ist nicht bekannt, was sie gekostet haben.`,

  listGone: 'Die Liste selbst ist abgelaufen, mit ihr Prompts, Preise und Zeiten. Die Stimmen bleiben.',
  kept: 'Beurteilte Bilder aus abgelaufenen Durchgängen',
  keptText:
    'Kleine Kopien beurteilter Bilder bleiben bei den Stimmen. Wer einen Durchgang löscht oder alles, was von ihm ist, löscht auch sie.',
  keptLoading: 'Bilder werden gesucht…',
  keptNone: 'Es gibt keine.',
  keptFailed: 'Die Bilder konnten nicht gelesen werden.',
  keptPrompt: (number) => `Prompt ${number}`,

  takeAway: 'Mitnehmen',
  report: 'Bericht (HTML)',
  reportHint: 'Eine Datei, die sich überall öffnen lässt, auch ohne Netz.',
  withPictures: 'Mit Bildern',
  table: 'Tabelle (CSV)',
  pictureTable: 'Bilder (CSV)',
  lines: 'Jede Stimme (JSON Lines)',
  making: (done, all) => `Bild ${done} von ${all} wird geholt…`,
  made: 'Der Bericht ist gespeichert.',
  madeWithout: (missing) =>
    `Der Bericht ist gespeichert; ${n(missing, { one: 'Bild war', other: 'Bilder waren' })} nicht zu bekommen.`,
  makingFailed: 'Der Bericht konnte nicht erstellt werden.',

  method: 'So wird gerechnet',
  methodText:
    'Jede Stimme sagt, welches von zwei Bildern zu einem Prompt, von zwei Modellen, das bessere ist; wer abstimmte, wusste nicht, von wem sie sind. Die Stärken werden nach dem Bradley-Terry-Modell an alle Stimmen zugleich angepasst; ein Gleichstand zählt für beide halb. Stimmen, denen keines der Bilder gefiel, bleiben draußen und stehen für sich. Ein gedachter Gleichstand gegen ein durchschnittliches Modell hält die Stärken endlich. Für die Bereiche von 95 % werden die Prompts, nicht die Stimmen, 1000-mal neu gezogen, mit festem Startwert, damit alle dieselben Zahlen bekommen: Stimmen zu einem Prompt hängen an denselben wenigen Bildern. Der Rang ist 1 plus die Zahl der Modelle, deren ganzer Bereich darüber liegt. Die Chance, das beste zu sein, ist der Anteil dieser Ziehungen, in denen ein Modell vorn lag.',

  madeAt: (when) => `Erstellt am ${when}.`,
  period: (from, to) => `Stimmen vom ${from} bis zum ${to}.`,
  narrowed: (what) => `Nur: ${what}.`,
  pictures: 'Die Bilder',
  promptOf: (number, text) => `${number}. ${text}`,
  pictureOf: (model, prompt) => `${model}: ${prompt}`,
  endings: {
    picture: 'Bild nicht enthalten',
    refused: 'abgelehnt',
    failed: 'fehlgeschlagen',
    not_asked: 'nicht gezeichnet',
  },
  notTold: 'Nicht gezeichnet, gelöscht oder noch nicht aufgedeckt.',
  hashes:
    'Unter jedem Bild steht der SHA-256 der Bytes, die in dieser Datei stecken: eine kleine Kopie dessen, was beurteilt wurde.',
};
