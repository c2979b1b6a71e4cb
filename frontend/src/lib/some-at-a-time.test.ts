import { expect, it } from '@jest/globals';
import { someAtATime } from './some-at-a-time.ts';

/** Lets everything happen that waits for nothing else. */
const settled = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

it('works on so many items at once, and on the next one as soon as one is done', async () => {
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const all = someAtATime([1, 2, 3, 4], 2, (item) => {
    begun.push(item);
    return new Promise<void>((resolve) => ends.set(item, resolve));
  });
  expect(begun).toEqual([1, 2]);
  ends.get(2)?.();
  await settled();
  expect(begun).toEqual([1, 2, 3]);
  ends.get(3)?.();
  await settled();
  expect(begun).toEqual([1, 2, 3, 4]);
  for (const end of ends.values()) end();
  await all;
});

it('tells of a failure, and has nothing to do with no items', async () => {
  await expect(someAtATime([1], 3, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await someAtATime([], 3, () => Promise.reject(new Error('no')));
});
