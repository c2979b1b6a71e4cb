import { expect, it } from '@jest/globals';
import { inBatches } from '../../../src/lib/in-batches.ts';

/** Lets everything happen that waits for nothing else. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('works on so many at once, and on the next ones when all of those are done', async () => {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const all = inBatches([1, 2, 3, 4, 5, 6, 7], 3, (item) => {
    begun.push(item);
    return new Promise<void>((resolve) => ends.push(resolve));
  });
  const finish = async () => {
    for (const end of ends.splice(0)) end();
    await settled();
  };
  expect(begun).toEqual([1, 2, 3]);
  ends.shift()?.();
  await settled();
  expect(begun).toEqual([1, 2, 3]);
  await finish();
  expect(begun).toEqual([1, 2, 3, 4, 5, 6]);
  await finish();
  expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
  await finish();
  await all;
});

it('begins no more once one has failed', async () => {
  const begun: number[] = [];
  const all = inBatches([1, 2, 3], 2, async (item) => {
    begun.push(item);
    throw new Error(`no ${item}`);
  });
  await expect(all).rejects.toThrow('no 1');
  expect(begun).toEqual([1, 2]);
});
