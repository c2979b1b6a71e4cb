import { counter } from '../../../lib/i18n/plural.ts';

const { count: n } = counter('en');
const list = new Intl.ListFormat('en');
const votes = (count: number) => n(count, { one: 'vote', other: 'votes' });
const pictures = (count: number) => n(count, { one: 'picture', other: 'pictures' });

export const en = {
  title: 'Which model is best',
  description: 'Models in the order in which people picked their pictures without knowing whose they were.',
  everyday: 'From all runs that were drawn blind',
  ofList: (name: string) => `From the list “${name}”`,
  loading: 'Reading the votes…',
  computing: 'Computing the board…',
  counted: (count: number, prompts: number, voters: number) =>
    `${votes(count)} on ${n(prompts, { one: 'prompt', other: 'prompts' })} by ${n(voters, { one: 'voter', other: 'voters' })}`,
  empty: 'There are no votes yet',
  emptyText: 'Draw blind, and say of pairs of pictures which one is better: each answer is a vote.',
  nothing: 'No vote matches these filters.',
  clear: 'Clear the filters',
  failed: 'The board could not be loaded',
  computeFailed: 'The board could not be computed',
  gone: 'This list is not here',
  goneText: 'It was deleted, its time is over, or it is not for you to see.',
  toEveryday: 'The board of all runs that were drawn blind',
  toLists: 'Your lists',
  again: 'Try again',
  incomplete: 'There are more votes than are shown here: the board is made of the part that was read.',

  first: (model: string, share: string) => `${model} is the best one: it is picked in ${share}.`,
  firsts: (models: string[]) =>
    `${list.format(models)} share the first place: these votes do not tell them apart.`,
  noFirst: 'There are too few votes for an order yet. This is what was counted.',
  cheaper: (model: string, share: string, other: string) =>
    `A picture by ${model} cost ${share} of one by ${other}, the dearest of them.`,

  hidden:
    'You are still judging, so the models have no names here. They get them when it is told whose the pictures are.',
  hiddenModel: (number: number) => `Model ${number}`,
  showNames: 'Show the names all the same',

  filters: 'Narrow it down',
  category: 'Category',
  anyCategory: 'Any category',
  voter: 'Voter',
  anyVoter: 'Everybody',
  me: 'You',
  voterNumber: (number: number) => `Voter ${number}`,
  from: 'From',
  to: 'To',

  standings: 'The order',
  scroll: 'Scroll sideways for more',
  columns: {
    rank: 'Rank',
    model: 'Model',
    picked: 'Picked',
    strength: 'Strength',
    best: 'Chance of being best',
    bothBad: 'Both bad',
    votes: 'Votes',
    won: 'Won',
    lost: 'Lost',
    tied: 'Tied',
    prompts: 'Prompts',
  },
  interval: (value: string, low: string, high: string) => `${value} (${low} to ${high})`,
  tooEarly: 'too early',
  explained:
    'Picked: how often a model would be picked if it met all the others equally often. Strength: points around 1000; 400 more are picked ten times as often. In brackets and as lines: where the truth lies with 95 %. Models share a rank if their lines overlap; the chance of being best is surer, since it compares them on the same prompts. Both bad: the share of votes that liked neither picture.',

  settle: 'What would settle it',
  unsettled: (better: string, other: string, missing: string, chance: string) =>
    `${better} or ${other}: ${missing}, on further prompts, would tell. Now ${better} is the better one with ${chance}.`,
  alike: (one: string, other: string) =>
    `${one} or ${other}: they look equally strong, and no number of votes would tell them apart.`,
  about: (count: number) => `about ${n(count, { one: 'more vote', other: 'more votes' })} between them`,
  moreThan: (count: number) => `more than ${n(count, { one: 'vote', other: 'votes' })} between them`,
  furtherPairs: (count: number) => n(count, { one: 'further pair', other: 'further pairs' }),
  settled: 'Nothing: every model is told apart from the next one.',

  warnings: 'Before you believe it',
  few_prompts: (count: number) =>
    `There are picks or ties on ${n(count, { one: 'prompt', other: 'prompts' })} only: below 10 there are no intervals, ranks or chances, because other prompts could turn everything around.`,
  few_votes: (models: string[]) =>
    `Too early for a strength of ${list.format(models)}: each needs 20 votes that decided, on 5 prompts.`,
  position: (side: 'left' | 'right', points: string) =>
    `The picture on the ${side} is picked too often, by ${points} points. Sides are drawn by chance, so the order hardly suffers.`,
  one_voter: (share: string) => `One voter cast ${share} of the votes: this is mostly one person's taste.`,
  one_prompt: (share: string) => `${share} of the votes are on one prompt.`,
  apart: (groups: string[][]) =>
    `Nothing is known between these groups, whose pictures never met: ${groups.map((group) => list.format(group)).join(' / ')}.`,
  ties: (better: string, other: string) =>
    `Ties decide between ${better} and ${other}: if they counted in another way, ${other} would be ahead.`,
  circle: (models: string[]) =>
    `${models.join(' beats ')} beats ${models[0] ?? ''}: no single order fits these votes.`,
  browsers:
    'Nobody signs in here. A voter is a browser, and whoever wants to can vote again with another one: believe this board as far as you trust those who vote.',
  taste:
    'It is the taste of those who voted, for these prompts. A model that refuses what is hard looks better than it is.',

  costs: 'Price, time, failures',
  costsHidden: (runs: number) =>
    `Of ${n(runs, { one: 'run', other: 'runs' })} it is not told yet whose the pictures are: they are missing here.`,
  allHidden: 'Prices, times and failures stand here once it is told whose the pictures of this list are.',
  figuresFailed: 'Prices and times could not be read.',
  figuresLoading: 'Reading prices and times…',
  figureColumns: {
    usd: 'Cost of a picture',
    median: 'Time, median',
    p90: 'Time, nine of ten',
    refused: 'Refused',
    failed: 'Failed',
    perWin: 'Cost of a picture that is picked',
    verdict: 'Strength and price',
  },
  ofAsked: (count: number, asked: number) => `${count} of ${asked}`,
  timed: (time: string, count: number) => `${time} (n = ${count})`,
  unknown: 'unknown',
  frontier: 'no other one is both stronger and cheaper',
  beaten: (by: string) => `${by} is stronger, and no dearer`,
  beatenSurely: (by: string, chance: string) => `${by} is stronger, and no dearer (${chance})`,
  chart: 'Strength over price',
  chartText: (points: string[]) => `Strength and price of a picture: ${points.join('; ')}.`,
  chartPoint: (number: number, model: string, usd: string, points: string) =>
    `${number}, ${model}: ${usd}, ${points} points`,
  chartLegend:
    'Full dots: no other model is both stronger and cheaper. Hollow dots: one is. The numbers are those of the table; the scale of prices is logarithmic.',
  priceAxis: 'Price of a picture',
  strengthAxis: 'Strength',
  free: 'free',
  spent: (usd: string) => `These runs cost ${usd}.`,
  spentUnknown: (count: number) => `What ${pictures(count)} cost is not known.`,

  listGone: 'The list itself has expired, and with it prompts, prices and times. The votes stay.',
  kept: 'Judged pictures whose runs have expired',
  keptText:
    'Small copies of judged pictures are kept with the votes. Whoever deletes a run, or everything of theirs, deletes them, too.',
  keptLoading: 'Looking for pictures…',
  keptNone: 'There are none.',
  keptFailed: 'The pictures could not be read.',
  keptPrompt: (number: string) => `Prompt ${number}`,

  takeAway: 'Take it away',
  report: 'Report (HTML)',
  reportHint: 'One file that opens anywhere, without a network.',
  withPictures: 'With pictures',
  table: 'Table (CSV)',
  pictureTable: 'Pictures (CSV)',
  lines: 'Every vote (JSON lines)',
  making: (done: number, all: number) => `Fetching picture ${done} of ${all}…`,
  made: 'The report is saved.',
  madeWithout: (missing: number) =>
    `The report is saved, without ${pictures(missing)} that could not be had.`,
  makingFailed: 'The report could not be made.',

  method: 'How it is computed',
  methodText:
    'Every vote says which of two pictures of one prompt, by two models, is the better one; who voted did not know whose they were. Strengths are fitted to all votes at once with the Bradley-Terry model, a tie being half a pick for each; votes that liked neither picture are left out and shown apart. One virtual tie against an average model keeps strengths finite. The intervals of 95 % come from drawing the prompts, not the votes, again 1000 times with a fixed seed, so that everybody gets the same numbers: votes on one prompt depend on the same few pictures. Rank is 1 and the number of models whose whole interval lies above. The chance of being best is how often a model came out first over these draws.',

  madeAt: (when: string) => `Made on ${when}.`,
  period: (from: string, to: string) => `Votes from ${from} to ${to}.`,
  narrowed: (what: string) => `Only: ${what}.`,
  pictures: 'The pictures',
  promptOf: (number: number, text: string) => `${number}. ${text}`,
  pictureOf: (model: string, prompt: string) => `${model}: ${prompt}`,
  endings: { picture: 'picture not included', refused: 'refused', failed: 'failed', not_asked: 'not drawn' },
  notTold: 'Not drawn, deleted, or not told yet whose the pictures are.',
  hashes:
    'Under each picture stands the SHA-256 of the bytes that are embedded in this file, a small copy of what was judged.',
};
export type BoardTexts = typeof en;
