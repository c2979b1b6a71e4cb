import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitStrengths } from '../../../../../../../frontend/src/features/board/statistics/bradley-terry.ts';
import { fitDavidson } from '../../../../../../../frontend/src/features/board/statistics/davidson.ts';
import { inPoints, POINTS } from '../../../../../../../frontend/src/features/board/statistics/scale.ts';
import { allGames, tallyOf } from '../../../../../../../frontend/src/features/board/statistics/tally.ts';
import type { Outcome, Vote } from '../../../../../../../frontend/src/features/board/statistics/vote.ts';
import { anyVotes } from './votes.ts';

const reference = (name: string) => readFileSync(new URL(`reference/${name}`, import.meta.url), 'utf8');
const votes = reference('votes.jsonl')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Vote);

/** The strengths that choix printed below a title. */
function fittedByChoix(title: string): Record<string, number> {
  const block = reference('fit.txt')
    .split('\n\n')
    .find((part) => part.startsWith(`${title}\n`));
  const lines = block?.trim().split('\n').slice(1) ?? [];
  return Object.fromEntries(
    lines.map((line) => line.split(' ')).map(([model = '', points]) => [model, Number(points)]),
  );
}

function fitted(of: readonly Vote[], prior?: number): Record<string, number> {
  const tally = tallyOf(of);
  const points = inPoints(fitStrengths(tally, allGames(tally), prior === undefined ? {} : { prior }));
  return Object.fromEntries(tally.models.map((model, place) => [model, points[place] ?? Number.NaN]));
}

function farthest(ours: Record<string, number>, theirs: Record<string, number>): number {
  expect(Object.keys(ours)).toEqual(Object.keys(theirs));
  return Math.max(...Object.entries(ours).map(([model, points]) => Math.abs(points - (theirs[model] ?? 0))));
}

describe('strengths', () => {
  it('of the reference are fitted to votes with ties and both-bad', () => {
    const count = (outcome: Outcome) => votes.filter((vote) => vote.outcome === outcome).length;
    expect([votes.length, count('tie'), count('both_bad')]).toEqual([700, 115, 60]);
    expect(reference('fit.txt')).toContain('115 tie, 60 both_bad');
  });

  it.each(['opt_pairwise, no prior', 'ilsr_pairwise, no prior'])(
    'equal those of choix to 0.01 points: %s',
    (title) => {
      expect(farthest(fitted(votes, 1e-6), fittedByChoix(title))).toBeLessThan(0.01);
    },
  );

  it('equal those of choix to 0.01 points with the prior', () => {
    const title = 'opt_pairwise, half a win and half a loss against an average model';
    expect(farthest(fitted(votes), fittedByChoix(title))).toBeLessThan(0.01);
  });

  it('do not depend on pairs of which both were bad', () => {
    expect(fitted(votes.filter(({ outcome }) => outcome !== 'both_bad'))).toEqual(fitted(votes));
  });

  it('are finite for a model that has won every time, and equal where there were only ties', () => {
    const all = (outcome: Outcome) =>
      fitted(
        Array.from({ length: 50 }, (_, at) => ({
          prompt: `${at}`,
          voter: 'ada',
          left: 'a',
          right: 'b',
          outcome,
        })),
      );
    const { a = 0, b = 0 } = all('left');
    expect(a - b).toBeGreaterThan(400);
    expect(a - b).toBeLessThan(1000);
    expect(all('tie')).toEqual({ a: 1000, b: 1000 });
  });

  it('are where the likelihood is highest, whatever the votes: no small change makes it larger', () => {
    fc.assert(
      fc.property(anyVotes, (some) => {
        const tally = tallyOf(some);
        const games = allGames(tally);
        const strengths = fitStrengths(tally, games);
        const logistic = (value: number) => 1 / (1 + Math.exp(-value));
        const likelihood = (at: Float64Array) => {
          let sum = 0;
          for (const own of at) sum += (Math.log(logistic(own)) + Math.log(logistic(-own))) / 2;
          for (const [place, { first, second }] of tally.pairs.entries()) {
            const lead = (at[first] ?? 0) - (at[second] ?? 0);
            const ties = (games.ties[place] ?? 0) / 2;
            sum += ((games.first[place] ?? 0) + ties) * Math.log(logistic(lead));
            sum += ((games.second[place] ?? 0) + ties) * Math.log(logistic(-lead));
          }
          return sum;
        };
        for (const place of strengths.keys()) {
          for (const step of [-1e-3, 1e-3]) {
            const moved = strengths.map((value, at) => (at === place ? value + step : value));
            expect(likelihood(moved)).toBeLessThan(likelihood(strengths));
          }
        }
      }),
    );
  });
});

describe('the check by Davidson', () => {
  it('finds the parameters that make what was seen the likeliest for two models', () => {
    // Of 1000 votes 500, 300 and 200 ties: the odds of a win over a loss are the square of the ratio of strengths' roots.
    const of = (outcome: Outcome, count: number): Vote[] =>
      Array.from({ length: count }, (_, at) => ({
        prompt: `${at}`,
        voter: 'ada',
        left: 'a',
        right: 'b',
        outcome,
      }));
    const tally = tallyOf([...of('left', 50_000), ...of('right', 30_000), ...of('tie', 20_000)]);
    const [a = 0, b = 0] = fitDavidson(tally, allGames(tally));
    expect((a - b) * POINTS).toBeCloseTo(Math.log(5 / 3) * POINTS, 1);
  });

  it('agrees with Bradley-Terry where there are no ties', () => {
    const tally = tallyOf(votes.filter(({ outcome }) => outcome !== 'tie'));
    const games = allGames(tally);
    const [usual, check] = [inPoints(fitStrengths(tally, games)), inPoints(fitDavidson(tally, games))];
    for (const [place, points] of usual.entries())
      expect(Math.abs(points - (check[place] ?? 0))).toBeLessThan(4);
  });
});
