import { fitStrengths } from './bradley-terry.ts';
import { type Count, countsOf } from './counts.ts';
import { intervalOf } from './interval.ts';
import { chanceOf, leadsOf } from './leads.ts';
import { LEAST_OF_MODEL, LEAST_PROMPTS } from './least.ts';
import { positionBias } from './position.ts';
import { REPETITIONS, resample } from './resample.ts';
import { inPoints, winShares } from './scale.ts';
import { deviationOf, votesMissing } from './settle.ts';
import { allGames, type Tally, tallyOf } from './tally.ts';
import type { Board, Replicates, Standing, Unsettled } from './types.ts';
import type { Vote } from './vote.ts';
import { warningsOf } from './warnings.ts';

/** How sure it has to be that one model is stronger than its neighbour before nothing is left to settle. */
export const SETTLED = 0.975;

/** Everything that a board says of votes. The same votes give the same board to everybody. */
export function boardOf(votes: readonly Vote[], { repetitions = REPETITIONS } = {}): Board {
  const tally = tallyOf(votes);
  const counts = countsOf(votes);
  const fit = fitStrengths(tally, allGames(tally));
  const points = inPoints(fit);
  const draws = tally.prompts.length < LEAST_PROMPTS ? [] : resample(tally, fit, { repetitions });
  const standings = standingsOf(tally, { counts, points, draws });
  const pointsOf = new Map(tally.models.map((model, place) => [model, points[place] ?? 0]));
  const replicates = new Map(
    draws.length === 0
      ? []
      : tally.models.map((model, place) => [model, draws.map((draw) => draw[place] ?? 0)]),
  );
  const bias = positionBias(votes, pointsOf);
  const board = {
    standings,
    unsettled: unsettledOf(standings, replicates),
    ...(bias !== undefined && { bias }),
    votes: votes.length,
    prompts: new Set(votes.map(({ prompt }) => prompt)).size,
    voters: new Set(votes.map(({ voter }) => voter)).size,
    replicates,
  };
  return { ...board, warnings: warningsOf(votes, tally, board) };
}

interface Found {
  counts: ReadonlyMap<string, Count>;
  points: Float64Array;
  draws: readonly Float64Array[];
}

function standingsOf(tally: Tally, { counts, points, draws }: Found): Standing[] {
  const shares = winShares(points);
  const drawnShares = draws.map(winShares);
  const known = tally.models.flatMap((model, place) => (isKnown(counts.get(model)) ? [place] : []));
  const wins = new Float64Array(tally.models.length);
  for (const draw of draws) {
    const most = Math.max(...known.map((place) => draw[place] ?? 0));
    const strongest = known.filter((place) => draw[place] === most);
    for (const place of strongest) wins[place] = (wins[place] ?? 0) + 1 / strongest.length;
  }
  const rangeAt = (of: readonly Float64Array[], place: number) =>
    intervalOf(
      of.map((draw) => draw[place] ?? 0),
      tally.prompts.length,
    );
  const standings = tally.models.map((model, place): Standing => {
    const count = counts.get(model) ?? NOTHING;
    if (!known.includes(place)) return { model, ...count };
    const shown = { model, ...count, strength: points[place] ?? 0, share: shares[place] ?? 0 };
    if (draws.length === 0) return shown;
    return {
      ...shown,
      range: rangeAt(draws, place),
      shareRange: rangeAt(drawnShares, place),
      best: (wins[place] ?? 0) / draws.length,
    };
  });
  return standings
    .map((standing) => ({ ...standing, ...rankAmong(standings, standing) }))
    .toSorted(
      (a, b) =>
        (b.strength ?? Number.NEGATIVE_INFINITY) - (a.strength ?? Number.NEGATIVE_INFINITY) ||
        (a.model < b.model ? -1 : 1),
    );
}

const NOTHING: Count = { votes: 0, wins: 0, losses: 0, ties: 0, bothBad: 0, prompts: 0 };

const isKnown = (count: Count = NOTHING) =>
  count.wins + count.losses >= LEAST_OF_MODEL.decisive && count.prompts >= LEAST_OF_MODEL.prompts;

function rankAmong(standings: readonly Standing[], { range }: Standing): { rank?: number } {
  if (range === undefined) return {};
  return { rank: 1 + standings.filter((other) => other.range && other.range.low > range.high).length };
}

function unsettledOf(standings: readonly Standing[], replicates: Replicates): Unsettled[] {
  const ranked = standings.filter(({ rank }) => rank !== undefined);
  return ranked.slice(1).flatMap((other, place) => {
    const better = ranked[place];
    if (better === undefined) return [];
    const leads = leadsOf(replicates, better.model, other.model);
    const chance = chanceOf(leads);
    if (chance >= SETTLED) return [];
    const lead = (better.strength ?? 0) - (other.strength ?? 0);
    const votes = votesMissing(lead, deviationOf(leads));
    return [{ better: better.model, other: other.model, chance, votes }];
  });
}
