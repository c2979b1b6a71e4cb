import { fitDavidson } from './davidson.ts';
import { chanceOf, leadsOf } from './leads.ts';
import { LEAST_PROMPTS } from './least.ts';
import { allGames, type Games, type Pair, type Tally } from './tally.ts';
import type { Board, Warning } from './types.ts';
import type { Vote } from './vote.ts';

/** Points by which one side may be ahead without a word. */
const NOTABLE_BIAS = 10;
const NOTABLE_VOTER = 0.5;
const NOTABLE_PROMPT = 0.2;
/** From here on two models count as told apart, and their order as one that a different rule should not turn. */
const SURE = 0.95;
/** One-sided 95 % of the normal distribution: from here on a lead between two models is more than luck. */
const MORE_THAN_LUCK = 1.645;

export function warningsOf(votes: readonly Vote[], tally: Tally, board: Omit<Board, 'warnings'>): Warning[] {
  const games = allGames(tally);
  return [
    ...fewPrompts(tally.prompts.length),
    ...fewVotes(board),
    ...position(board),
    ...largest(votes.map(({ voter }) => voter)).flatMap((share): Warning[] =>
      share > NOTABLE_VOTER && board.voters > 1 ? [{ code: 'one_voter', share }] : [],
    ),
    ...largest(votes.map(({ prompt }) => prompt)).flatMap((share): Warning[] =>
      share > NOTABLE_PROMPT ? [{ code: 'one_prompt', share }] : [],
    ),
    ...apart(tally, games),
    ...tiesDecide(tally, games, board),
    ...circle(tally, games),
  ];
}

const fewPrompts = (prompts: number): Warning[] =>
  prompts < LEAST_PROMPTS ? [{ code: 'few_prompts', prompts }] : [];

function fewVotes({ standings }: Pick<Board, 'standings'>): Warning[] {
  const models = standings.filter(({ strength }) => strength === undefined).map(({ model }) => model);
  return models.length > 0 ? [{ code: 'few_votes', models }] : [];
}

function position({ bias }: Pick<Board, 'bias'>): Warning[] {
  if (bias === undefined || Math.abs(bias.points) <= NOTABLE_BIAS || bias.low * bias.high <= 0) return [];
  return [{ code: 'position', side: bias.points > 0 ? 'left' : 'right', points: Math.abs(bias.points) }];
}

/** The largest share that one of these has. */
function largest(items: readonly string[]): number[] {
  const counts = [...Map.groupBy(items, (item) => item).values()].map(({ length }) => length);
  return counts.length > 0 ? [Math.max(...counts) / items.length] : [];
}

function apart(tally: Tally, games: Games): Warning[] {
  const groupOf = new Map(tally.models.map((model) => [model, new Set([model])]));
  for (const [place, { first, second }] of tally.pairs.entries()) {
    if (played(games, place) === 0) continue;
    const merged = new Set([first, second].flatMap((at) => [...(groupOf.get(tally.models[at] ?? '') ?? [])]));
    for (const model of merged) groupOf.set(model, merged);
  }
  const groups = [...new Set(groupOf.values())].map((group) => [...group].toSorted());
  return groups.length > 1 ? [{ code: 'apart', groups }] : [];
}

function tiesDecide(
  tally: Tally,
  games: Games,
  { standings, replicates }: Omit<Board, 'warnings'>,
): Warning[] {
  if (replicates.size === 0 || games.ties.every((ties) => ties === 0)) return [];
  const other = fitDavidson(tally, games);
  const placeOf = new Map(tally.models.map((model, place) => [model, place]));
  const check = (model: string) => other[placeOf.get(model) ?? 0] ?? 0;
  const shown = standings.filter(({ strength }) => strength !== undefined).map(({ model }) => model);
  for (const [at, better] of shown.entries()) {
    for (const worse of shown.slice(at + 1)) {
      if (check(worse) > check(better) && chanceOf(leadsOf(replicates, better, worse)) >= SURE) {
        return [{ code: 'ties', better, other: worse }];
      }
    }
  }
  return [];
}

function circle({ models, pairs }: Tally, games: Games): Warning[] {
  const beats = new Map<number, number[]>();
  for (const [place, pair] of pairs.entries()) {
    const winner = clearWinner(pair, games, place);
    if (winner === undefined) continue;
    const loser = winner === pair.first ? pair.second : pair.first;
    beats.set(winner, [...(beats.get(winner) ?? []), loser]);
  }
  for (const [a, beaten] of beats) {
    for (const b of beaten) {
      const c = beats.get(b)?.find((third) => beats.get(third)?.includes(a));
      if (c !== undefined)
        return [{ code: 'circle', models: fromTheFirst([a, b, c].map((at) => models[at] ?? '')) }];
    }
  }
  return [];
}

function clearWinner({ first, second }: Pair, games: Games, place: number): number | undefined {
  const [won, lost] = [games.first[place] ?? 0, games.second[place] ?? 0];
  if (Math.abs(won - lost) < MORE_THAN_LUCK * Math.sqrt(won + lost) || won === lost) return undefined;
  return won > lost ? first : second;
}

/** The same circle, begun with the name that sorts first. */
function fromTheFirst(models: readonly string[]): string[] {
  const start = models.indexOf(models.toSorted()[0] ?? '');
  return [...models.slice(start), ...models.slice(0, start)];
}

const played = ({ first, second, ties }: Games, place: number) =>
  (first[place] ?? 0) + (second[place] ?? 0) + (ties[place] ?? 0);
