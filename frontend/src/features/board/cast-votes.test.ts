import { describe, expect, it } from '@jest/globals';
import type { BoardResponse } from '../../../../src/contract/index.ts';
import { castVotes } from './cast-votes.ts';
import type { Filters } from './filters.ts';

const ALL: Filters = { category: '', voter: '', from: '', to: '' };
const DATA: BoardResponse = {
  models: [
    { id: '1-one', name: 'ONE' },
    { id: '2-two', name: 'TWO' },
  ],
  prompts: [{ id: 'p' }, { id: 'q', category: 'animals', cell: 1 }],
  voters: { count: 2, are: 'people' },
  firstDay: '2026-12-31',
  votes: {
    left: [0, 1, 0, 1],
    right: [1, 0, 1, 0],
    outcome: [0, 1, 2, 3],
    prompt: [0, 1, 1, 0],
    voter: [0, 0, 12, 12],
    day: [0, 1, 1, 60],
  },
  complete: true,
};
const places = (filters: Partial<Filters>) =>
  castVotes(DATA, { ...ALL, ...filters }).map(({ outcome }) => outcome);

describe('Columns of numbers', () => {
  it('become votes', () => {
    expect(castVotes(DATA, ALL)).toEqual([
      { prompt: 'p', voter: '0', left: '1-one', right: '2-two', outcome: 'left', day: '2026-12-31' },
      {
        prompt: 'q',
        voter: '0',
        left: '2-two',
        right: '1-one',
        outcome: 'right',
        category: 'animals',
        day: '2027-01-01',
      },
      {
        prompt: 'q',
        voter: '12',
        left: '1-one',
        right: '2-two',
        outcome: 'tie',
        category: 'animals',
        day: '2027-01-01',
      },
      { prompt: 'p', voter: '12', left: '2-two', right: '1-one', outcome: 'both_bad', day: '2027-03-01' },
    ]);
  });

  it.each([
    [{ category: 'animals' }, ['right', 'tie']],
    [{ category: 'nothing' }, []],
    [{ voter: '0' }, ['left', 'right']],
    [{ voter: '1' }, []],
    [{ from: '2027-01-01' }, ['right', 'tie', 'both_bad']],
    [{ to: '2027-01-01' }, ['left', 'right', 'tie']],
    [{ from: '2027-01-01', to: '2027-01-31', voter: '12' }, ['tie']],
  ])('are narrowed by %j', (filters, outcomes) => {
    expect(places(filters)).toEqual(outcomes);
  });

  it('without a first day are no votes', () => {
    expect(castVotes({ ...DATA, firstDay: null }, ALL)).toEqual([]);
  });

  it.each([
    ['an outcome of a later version', { outcome: [4, 1, 2, 3] }],
    ['a model that there is not', { right: [2, 0, 1, 0] }],
    ['a model against itself', { right: [0, 0, 1, 0] }],
    ['a prompt that there is not', { prompt: [-1, 1, 1, 0] }],
  ])('leave out %s', (_what, columns) => {
    const votes = castVotes({ ...DATA, votes: { ...DATA.votes, ...columns } }, ALL);
    expect(votes.map(({ outcome }) => outcome)).toEqual(['right', 'tie', 'both_bad']);
  });
});
