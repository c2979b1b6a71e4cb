import { describe, expect, it } from '@jest/globals';
import { oneAhead } from './ahead.ts';

describe('oneAhead', () => {
  it('gives the results in order, and begins a task only while the one before it is looked at', async () => {
    const begun: number[] = [];
    const tasks = [0, 1, 2, 3].map((index) => async () => {
      begun.push(index);
      return index * 10;
    });
    const seen: [number, number[]][] = [];
    for await (const result of oneAhead(tasks)) seen.push([result, [...begun]]);
    expect(seen).toEqual([
      [0, [0, 1]],
      [10, [0, 1, 2]],
      [20, [0, 1, 2, 3]],
      [30, [0, 1, 2, 3]],
    ]);
  });

  it('ends at the first failure, in its turn', async () => {
    const seen: string[] = [];
    const tasks = [async () => 'one', () => Promise.reject(new Error('two')), async () => 'three'];
    await expect(async () => {
      for await (const result of oneAhead(tasks)) seen.push(result);
    }).rejects.toThrow('two');
    expect(seen).toEqual(['one']);
  });

  it('gives nothing for no tasks', async () => {
    for await (const result of oneAhead([])) throw new Error(`got ${String(result)}`);
  });
});
