import { describe, expect, it } from '@jest/globals';
import type { Judged } from '../../../../src/store/vote-store.ts';
import {
  type Chosen,
  choosePairs,
  lettersIn,
  pairsOf,
  type Two,
} from '../../../../src/usecases/votes/pairs.ts';

/** A run of models with some pictures each, the letters in turn. */
const pictures = (models: number, each: number): Judged[] =>
  Array.from({ length: models * each }, (_, n) => ({
    letter: String.fromCharCode(65 + n),
    modelId: `${(n % models) + 1}-model`,
    model: `Model ${(n % models) + 1}`,
  }));

const counts = (names: readonly string[]) => {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  return [...found.values()];
};

describe('pairs of a run', () => {
  it('are all pictures of different models', () => {
    expect(pairsOf(pictures(3, 1)).map(([one, other]) => lettersIn(one, other))).toEqual([
      'A_B',
      'A_C',
      'B_C',
    ]);
    expect(pairsOf(pictures(6, 2))).toHaveLength(60);
    expect(pairsOf(pictures(20, 2))).toHaveLength(760);
    expect(pairsOf(pictures(1, 4))).toEqual([]);
  });

  const of = (open: readonly Two[], jobId = 'a') => ({ jobId, open });
  const isIn = (all: readonly Chosen[], { jobId, pair }: Chosen) =>
    all.some((other) => other.jobId === jobId && other.pair === pair);

  it('are judged so that every two models meet equally often, and every model is seen equally often', () => {
    const open = pairsOf(pictures(6, 2));
    const judged: Chosen[] = [];
    for (let round = 0; round < 30; round += 1) {
      const left = open.filter((pair) => !isIn(judged, { jobId: 'a', pair }));
      judged.push(...choosePairs([of(left)], judged, 1, Math.random));
    }
    const pairs = judged.map(({ pair }) => pair);
    const meetings = counts(pairs.map(([one, other]) => [one.modelId, other.modelId].sort().join()));
    expect(meetings).toEqual(Array.from({ length: 15 }, () => 2));
    expect(counts(pairs.flatMap((pair) => pair.map(({ modelId }) => modelId)))).toEqual([
      10, 10, 10, 10, 10, 10,
    ]);
    expect(new Set(pairs.map(([one, other]) => lettersIn(one, other))).size).toBe(30);
  });

  it('of many runs come from those that were judged least, and let all models meet over all of them', () => {
    const open = pairsOf(pictures(3, 1));
    const judged: Chosen[] = [];
    for (let round = 0; round < 9; round += 1) {
      const sources = ['a', 'b', 'c'].map((jobId) =>
        of(
          open.filter((pair) => !isIn(judged, { jobId, pair })),
          jobId,
        ),
      );
      judged.push(...choosePairs(sources, judged, 1, Math.random));
      if (round % 3 === 2) {
        expect(counts(judged.map(({ jobId }) => jobId))).toEqual(
          [1, 1, 1].map((one) => one + (round - 2) / 3),
        );
        const met = judged.map(({ pair: [one, other] }) => lettersIn(one, other));
        expect(Math.max(...counts(met)) - Math.min(...counts(met))).toBeLessThanOrEqual(2);
      }
    }
  });

  it('that are handed out together are balanced among themselves', () => {
    const chosen = choosePairs([of(pairsOf(pictures(4, 1)))], [], 2, Math.random);
    expect(new Set(chosen.flatMap(({ pair }) => pair.map(({ modelId }) => modelId))).size).toBe(4);
  });

  it('are chosen by chance where nothing else decides', () => {
    const open = pairsOf(pictures(3, 1));
    const chosen = [0, 0.5, 0.9].map((first) => {
      const draws = [first, 0.6, 0.7];
      return choosePairs([of(open)], [], 1, () => draws.shift() ?? 0).map(({ pair: [one, other] }) =>
        lettersIn(one, other),
      );
    });
    expect(chosen).toEqual([['A_B'], ['A_B'], ['A_C']]);
  });

  it('are no more than there are', () => {
    expect(choosePairs([of(pairsOf(pictures(2, 1)))], [], 10, Math.random)).toHaveLength(1);
  });
});
