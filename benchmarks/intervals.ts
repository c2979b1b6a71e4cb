import { boardOf } from '../frontend/src/features/board/statistics/board.ts';
import { fitStrengths } from '../frontend/src/features/board/statistics/bradley-terry.ts';
import { inPoints, winChance } from '../frontend/src/features/board/statistics/scale.ts';
import type { Pair } from '../frontend/src/features/board/statistics/tally.ts';
import { type Benchmark, type Figure, figure, measured } from './lib/figure.ts';
import { seededVotes } from './lib/seeded-votes.ts';

const POINTS = { a: 1140, b: 1070, c: 1020, d: 980, e: 930, f: 860 } as const;
const MODELS = Object.keys(POINTS) as (keyof typeof POINTS)[];
const PROMPTS = 50;
const VOTES_PER_PROMPT = 20;
/** Standard deviations, in points, of how much better or worse a model is at one prompt. */
const EFFECTS = [0, 150, 300];
const REPETITIONS = 400;
/** Fewer than a page takes: the ends of the intervals are a little less exact, which makes them cover less. */
const RESAMPLES = 500;

export const benchmark: Benchmark = {
  about: `how often intervals of 95 % hold the true strength: ${PROMPTS} prompts of ${VOTES_PER_PROMPT} votes, ${MODELS.length} models, ${REPETITIONS} times`,
  run,
};

async function run({ rounds = REPETITIONS }: { rounds?: number | undefined }): Promise<Figure[]> {
  return [...EFFECTS.flatMap((effect) => coverage(effect, rounds)), ...speed()];
}

function coverage(promptEffect: number, repetitions: number): Figure[] {
  const truth = trueStrengths(promptEffect);
  const widths: number[] = [];
  let covered = 0;
  for (let seed = 1; seed <= repetitions; seed += 1) {
    const votes = seededVotes({
      points: POINTS,
      prompts: PROMPTS,
      votesPerPrompt: VOTES_PER_PROMPT,
      promptEffect,
      seed: seed * 1000 + promptEffect,
    });
    for (const { model, range } of boardOf(votes, { repetitions: RESAMPLES }).standings) {
      const strength = truth.get(model);
      if (range === undefined || strength === undefined) throw new Error(`No interval of ${model}.`);
      widths.push((range.high - range.low) / 2);
      if (range.low <= strength && strength <= range.high) covered += 1;
    }
  }
  const share = covered / widths.length;
  const name = `prompt effect ${promptEffect}`;
  // Those of one repetition depend on each other, so the error is that of as many draws as there are repetitions.
  const error = 1.96 * Math.sqrt((share * (1 - share)) / repetitions);
  return [
    figure(`${name}: coverage`, '%', share * 100, { min: 92, max: 97 }),
    figure(`${name}: binomial error of the coverage, ±`, '%', error * 100),
    measured(`${name}: half width in points`, 'score', widths),
  ];
}

/** The strengths that endlessly many votes on ever new prompts would give: a prompt effect makes each result more even. */
function trueStrengths(promptEffect: number): Map<string, number> {
  const pairs: Pair[] = MODELS.flatMap((_, first) =>
    MODELS.slice(first + 1).map((__, after) => ({ first, second: first + 1 + after })),
  );
  const wins = pairs.map(({ first, second }) =>
    averageWin(POINTS[MODELS[first] ?? 'a'] - POINTS[MODELS[second] ?? 'a'], promptEffect * Math.SQRT2),
  );
  const games = {
    first: Float64Array.from(wins),
    second: Float64Array.from(wins, (win) => 1 - win),
    ties: new Float64Array(pairs.length),
  };
  const points = inPoints(fitStrengths({ models: MODELS, pairs }, games, { prior: 1e-9 }));
  return new Map(MODELS.map((model, place) => [model, points[place] ?? Number.NaN]));
}

/** The chance of a win, averaged over a normal distribution of the lead. */
function averageWin(lead: number, deviation: number): number {
  const steps = Array.from({ length: 1201 }, (_, step) => step / 100 - 6);
  const weights = steps.map((step) => Math.exp((-step * step) / 2));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return (
    steps.reduce((all, step, at) => all + (weights[at] ?? 0) * winChance(lead + deviation * step, 0), 0) / sum
  );
}

/** A board as the page makes it. */
function speed(): Figure[] {
  const points = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`model ${at}`, 850 + at * 15]));
  const votes = seededVotes({ points, prompts: 250, votesPerPrompt: 20, seed: 1 });
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    boardOf(votes);
    return performance.now() - started;
  });
  return [measured('a board of 20 models and 5,000 votes', 'ms', times)];
}
