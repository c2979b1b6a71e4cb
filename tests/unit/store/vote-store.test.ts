import { expect, it } from '@jest/globals';
import { inOrder, pairOf } from '../../../src/store/vote-store.ts';
import { storedVote } from '../../suites/vote-store.ts';

it.each([
  ['A', 'B', ['A', 'B']],
  ['B', 'A', ['A', 'B']],
  ['AA', 'B', ['B', 'AA']],
  ['Z', 'AB', ['Z', 'AB']],
])('Letters %s and %s follow each other', (one, other, expected) => {
  expect(inOrder(one, other)).toEqual(expected);
});

it('Two pictures are the same pair, whichever is left', () => {
  const vote = storedVote();
  expect(pairOf({ ...vote, left: vote.right, right: vote.left })).toEqual(pairOf(vote));
});
