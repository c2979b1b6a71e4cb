import { describe, expect, it } from '@jest/globals';
import { atMost } from '../../../src/lib/at-most.ts';

/** Lets everything happen that waits for nothing else. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('Work of which so much may be under way', () => {
  it('begins in its order, each piece when another one has ended', async () => {
    const inTurn = atMost(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const all = [1, 2, 3, 4, 5].map((item) =>
      inTurn(async () => {
        begun.push(item);
        await new Promise<void>((resolve) => ends.push(resolve));
        return item * 10;
      }),
    );
    expect(begun).toEqual([1, 2]);
    ends[1]?.();
    await settled();
    expect(begun).toEqual([1, 2, 3]);
    ends[0]?.();
    ends[2]?.();
    await settled();
    expect(begun).toEqual([1, 2, 3, 4, 5]);
    for (const end of ends) end();
    expect(await Promise.all(all)).toEqual([10, 20, 30, 40, 50]);
  });

  it('does not slip in between an end and whoever has waited for it', async () => {
    const inTurn = atMost(1);
    let [underWay, most] = [0, 0];
    const work = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await settled();
      underWay -= 1;
    };
    // Each piece comes at the moment at which another one ends.
    const again = () => inTurn(work).then(() => inTurn(work));
    await Promise.all([again(), again(), again()]);
    expect(most).toBe(1);
  });

  it('goes on where a piece fails, and tells its caller alone', async () => {
    const inTurn = atMost(1);
    const failing = inTurn(() => Promise.reject(new Error('no')));
    const next = inTurn(async () => 'done');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('done');
    expect(await inTurn(async () => 'again')).toBe('again');
  });
});
