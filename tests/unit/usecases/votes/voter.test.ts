import { expect, it } from '@jest/globals';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { boardOfRuns, voterOf } from '../../../../src/usecases/votes/voter.ts';

it.each([
  [{}, undefined],
  [{ runKey: 'r' }, sha256Hex('r')],
  [{ runKey: 'r', voterKey: 'v' }, sha256Hex('v')],
  [{ voterKey: 'v' }, sha256Hex('v')],
  [{ owner: 'ann', runKey: 'r', voterKey: 'v' }, 'ann'],
])('The voter of %j is %s', (voting, voter) => {
  expect(voterOf(voting)).toBe(voter);
});

it('Votes on runs count together in an open stack, and in a closed one for each person', () => {
  expect(boardOfRuns({ isOpen: true }, { owner: 'a-program' })).toBe('runs');
  expect(boardOfRuns({ isOpen: false }, { owner: 'ann' })).toBe('runs-ann');
});
