import type { Vote } from './vote.ts';

/**
 * Votes, counted by prompt and pair. Models and prompts stand in the order of their names, so that neither the order of the
 * votes nor the side of a picture can change a result.
 */
export interface Tally {
  models: readonly string[];
  prompts: readonly string[];
  pairs: readonly Pair[];
  /** Per prompt what was counted, as a flat list: pair, wins of its first model, wins of its second model, ties. */
  byPrompt: readonly Int32Array[];
}

/** Two models by their places in `models`, the smaller one first. */
export interface Pair {
  first: number;
  second: number;
}

/** Games of each pair, in the order of the pairs. */
export interface Games {
  first: Float64Array;
  second: Float64Array;
  ties: Float64Array;
}

const CELL = 4;

export function tallyOf(votes: readonly Vote[]): Tally {
  const models = sortedSet(votes.flatMap(({ left, right }) => [left, right]));
  // Votes that found both bad say nothing of strength, and their prompts nothing of how much strength varies.
  const prompts = sortedSet(votes.flatMap(({ prompt, outcome }) => (outcome === 'both_bad' ? [] : [prompt])));
  const placeOf = placesOf(models);
  const promptPlace = placesOf(prompts);
  const pairPlaces = new Map<number, number>();
  const pairs: Pair[] = [];
  const cells = prompts.map(() => new Map<number, [number, number, number]>());
  for (const key of sortedSet(votes.map((vote) => pairKey(vote, placeOf)))) {
    pairPlaces.set(key, pairs.length);
    pairs.push({ first: Math.floor(key / models.length), second: key % models.length });
  }
  for (const vote of votes) {
    if (vote.outcome === 'both_bad') continue;
    const pair = pairPlaces.get(pairKey(vote, placeOf)) ?? 0;
    const ofPrompt = cells[promptPlace.get(vote.prompt) ?? 0];
    const cell = ofPrompt?.get(pair) ?? [0, 0, 0];
    ofPrompt?.set(pair, cell);
    const leftIsFirst = (placeOf.get(vote.left) ?? 0) < (placeOf.get(vote.right) ?? 0);
    if (vote.outcome === 'tie') cell[2] += 1;
    else if ((vote.outcome === 'left') === leftIsFirst) cell[0] += 1;
    else cell[1] += 1;
  }
  const byPrompt = cells.map((ofPrompt) =>
    Int32Array.from([...ofPrompt].toSorted(([a], [b]) => a - b).flatMap(([pair, cell]) => [pair, ...cell])),
  );
  return { models, prompts, pairs, byPrompt };
}

/** What was counted in these prompts; one that is named twice counts twice. */
export function gamesOf({ pairs, byPrompt }: Tally, prompts: Iterable<number>): Games {
  const games = {
    first: new Float64Array(pairs.length),
    second: new Float64Array(pairs.length),
    ties: new Float64Array(pairs.length),
  };
  for (const prompt of prompts) {
    const cells = byPrompt[prompt] ?? new Int32Array();
    for (let at = 0; at < cells.length; at += CELL) {
      const pair = cells[at] ?? 0;
      games.first[pair] = (games.first[pair] ?? 0) + (cells[at + 1] ?? 0);
      games.second[pair] = (games.second[pair] ?? 0) + (cells[at + 2] ?? 0);
      games.ties[pair] = (games.ties[pair] ?? 0) + (cells[at + 3] ?? 0);
    }
  }
  return games;
}

export const allGames = (tally: Tally): Games => gamesOf(tally, tally.byPrompt.keys());

function pairKey({ left, right }: Vote, placeOf: ReadonlyMap<string, number>): number {
  const [a, b] = [placeOf.get(left) ?? 0, placeOf.get(right) ?? 0];
  return Math.min(a, b) * placeOf.size + Math.max(a, b);
}

const placesOf = (names: readonly string[]) => new Map(names.map((name, place) => [name, place]));

/** By code units, which no language setting changes. */
const sortedSet = <Item extends string | number>(items: readonly Item[]): Item[] =>
  [...new Set(items)].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
