import { seeded } from '../../frontend/src/features/board/statistics/random.ts';
import type { Outcome, Vote } from '../../frontend/src/features/board/statistics/vote.ts';

interface Plan {
  /** True strengths in points. */
  points: Readonly<Record<string, number>>;
  prompts: number;
  votesPerPrompt: number;
  /** Standard deviation, in points, of how much better or worse a model is at one prompt. */
  promptEffect?: number;
  tie?: number;
  bothBad?: number;
  /** Points by which the left side is ahead. */
  left?: number;
  voter?: string;
  seed: number;
}

/** Votes of somebody who picks as the Bradley-Terry model says. */
export function seededVotes({
  points,
  prompts,
  votesPerPrompt,
  promptEffect = 0,
  tie = 0,
  bothBad = 0,
  left: lead = 0,
  voter = 'ada',
  seed,
}: Plan): Vote[] {
  const random = seeded(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const models = Object.keys(points);
  return Array.from({ length: prompts }, (_, prompt) => {
    const here = models.map((model) => (points[model] ?? 0) + promptEffect * normal());
    return Array.from({ length: votesPerPrompt }, (): Vote => {
      const a = Math.floor(random() * models.length);
      const b = (a + 1 + Math.floor(random() * (models.length - 1))) % models.length;
      const chance = 1 / (1 + 10 ** (((here[b] ?? 0) - (here[a] ?? 0) - lead) / 400));
      const luck = random();
      const picked: Outcome = random() < chance ? 'left' : 'right';
      const outcome: Outcome = luck < bothBad ? 'both_bad' : luck < bothBad + tie ? 'tie' : picked;
      return { prompt: `p${prompt}`, voter, left: models[a] ?? '', right: models[b] ?? '', outcome };
    });
  }).flat();
}
