import { expect, it } from '@jest/globals';
import { newestRuns } from '../../../../src/usecases/votes/newest-runs.ts';
import { storedVote } from '../../../suites/vote-store.ts';

it('names the runs that were judged last, with their votes, newest first, as many as asked for', () => {
  const cast = (jobId: string, minute: number) =>
    storedVote({ jobId, votedAt: `2026-11-20T12:0${minute}:00.000Z` });
  const [old, first, middle, last] = [cast('c', 0), cast('a', 1), cast('b', 2), cast('a', 3)];
  expect(newestRuns([middle, old, last, first], 2)).toEqual([
    ['a', [last, first]],
    ['b', [middle]],
  ]);
  expect(newestRuns([], 2)).toEqual([]);
});
