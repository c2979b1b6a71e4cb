import fc from 'fast-check';
import type { Outcome, Vote } from '../../../../../../../frontend/src/features/board/statistics/vote.ts';

const OUTCOMES: readonly Outcome[] = ['left', 'right', 'tie', 'both_bad'];

/** Any votes at all of up to five models. */
export const anyVotes: fc.Arbitrary<Vote[]> = fc
  .array(
    fc.record({
      prompt: fc.integer({ min: 0, max: 14 }).map((at) => `prompt ${at}`),
      voter: fc.constantFrom('ada', 'ben', 'cleo'),
      models: fc
        .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 4 }))
        .map(([left, step]) => [`m${left}`, `m${(left + step) % 5}`] as const),
      outcome: fc.constantFrom(...OUTCOMES),
    }),
    { minLength: 1, maxLength: 200 },
  )
  .map((votes) => votes.map(({ models: [left, right], ...vote }) => ({ ...vote, left, right })));
