import { describe, expect, it } from '@jest/globals';
import { slowestFirst } from './start-order.ts';

describe('the order in which models start', () => {
  it('is the slowest first, unknown ones before all, and otherwise as on the page', () => {
    const usual: Record<string, number> = { quick: 2000, slow: 30_000, middle: 9000, 'middle too': 9000 };
    const ids = ['quick', 'new', 'middle', 'middle too', 'slow', 'new too'];
    expect(slowestFirst(ids, (id) => usual[id])).toEqual([
      'new',
      'new too',
      'slow',
      'middle',
      'middle too',
      'quick',
    ]);
  });
});
