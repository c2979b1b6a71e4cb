import { describe, expect, it } from '@jest/globals';
import { completed, failed, job, pending } from '../../testing/fake-api.ts';
import { costOf, groupsOf, placesFor } from './groups.ts';
import { foldJobs } from './run-state.ts';
import { inOrder, picturesInOrder } from './view.ts';

const { costUsd: _costUsd, ...unpriced } = completed('1-one', { durationMs: 700 });
const { tiles } = foldJobs([
  job([
    { ...completed('2-two', { durationMs: 900, costUsd: 0.04 }), index: 0 },
    { ...failed('2-two', 'PROVIDER_DOWN'), index: 1 },
    { ...completed('1-one', { durationMs: 5000, costUsd: 0.01 }), index: 0 },
    { ...unpriced, index: 1 },
    { ...pending('3-three'), index: 0 },
    { ...pending('3-three'), index: 1 },
  ]),
]);
const groups = groupsOf(tiles);

describe('The pictures of a model', () => {
  it('are one group under its name, each with a number', () => {
    expect(groups.map(({ name, pictures }) => [name, pictures.map(({ model }) => model)])).toEqual([
      ['TWO', ['TWO · 1', 'TWO · 2']],
      ['ONE', ['ONE · 1', 'ONE · 2']],
      ['THREE', ['THREE · 1', 'THREE · 2']],
    ]);
  });

  it.each([
    ['asked', ['TWO', 'ONE', 'THREE']],
    ['fastest', ['ONE', 'TWO', 'THREE']],
    ['cheapest', ['ONE', 'TWO', 'THREE']],
    ['name', ['ONE', 'THREE', 'TWO']],
  ] as const)('stay together in the order %s', (order, names) => {
    expect(inOrder(groups, order).map(({ name }) => name)).toEqual(names);
    expect(picturesInOrder(tiles, order).map(({ name }) => name)).toEqual(
      names.flatMap((name) => [name, name]),
    );
  });

  it('cost what is known of them together, and say how many are not known', () => {
    expect(groups.map(({ pictures }) => costOf(pictures))).toEqual([
      { knownUsd: 0.04, unknown: 0 },
      { knownUsd: 0.01, unknown: 1 },
      { knownUsd: 0, unknown: 0 },
    ]);
  });

  it('stand so that their tile is never far from a square', () => {
    expect(placesFor(1, 1)).toEqual({ columns: 1, rows: 1 });
    expect(placesFor(2, 1)).toEqual({ columns: 2, rows: 1 });
    expect(placesFor(2, 9 / 16)).toEqual({ columns: 2, rows: 1 });
    expect(placesFor(2, 16 / 9)).toEqual({ columns: 1, rows: 2 });
    expect(placesFor(3, 1)).toEqual({ columns: 2, rows: 2 });
    expect(placesFor(4, 16 / 9)).toEqual({ columns: 2, rows: 2 });
  });
});
