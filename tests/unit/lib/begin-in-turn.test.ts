import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { beginInTurn } from '../../../src/lib/begin-in-turn.ts';

describe('works that are begun in turn', () => {
  it('leave before the next is begun, and are all awaited', async () => {
    const events: string[] = [];
    const results = await beginInTurn([1, 2, 3], async (item) => {
      events.push(`begun ${item}`);
      await Promise.resolve();
      setImmediate(() => events.push(`left ${item}`));
      await wait(5);
      return item * 10;
    });
    expect(results).toEqual([10, 20, 30]);
    expect(events.indexOf('left 1')).toBeLessThan(events.indexOf('begun 3'));
  });

  it('fail as the first of them does, after all were begun', async () => {
    const begun: number[] = [];
    const works = beginInTurn([1, 2, 3], async (item) => {
      begun.push(item);
      if (item < 3) throw new Error(`no ${item}`);
    });
    await expect(works).rejects.toThrow('no 1');
    expect(begun).toEqual([1, 2, 3]);
  });
});
