import { describe, expect, it } from '@jest/globals';
import { persist } from '../../../../src/usecases/run-model/persist.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';

/** Fails until a number of attempts was made, and notes when each was. */
function flaky(failures: number, clock = fakeClock(0)) {
  const at: number[] = [];
  const write = async () => {
    at.push(clock.now());
    if (at.length <= failures) throw new Error(`failure ${at.length}`);
    return 'written';
  };
  return { at, clock, write };
}

describe('a write that must not be lost', () => {
  it('is repeated with growing waits until it works', async () => {
    const { at, clock, write } = flaky(7);
    expect(await persist(write, clock, 60_000)).toBe('written');
    expect(at).toEqual([0, 200, 600, 1400, 3000, 6200, 11_200, 16_200]);
  });

  it('ends with the last failure when the time is up', async () => {
    const { at, clock, write } = flaky(99);
    await expect(persist(write, clock, 1000)).rejects.toThrow('failure 3');
    expect(at).toEqual([0, 200, 600]);
  });

  it('is tried for the last time when the time is just up', async () => {
    const { at, clock, write } = flaky(99);
    await expect(persist(write, clock, 600)).rejects.toThrow('failure 3');
    expect(at).toEqual([0, 200, 600]);
  });

  it('is tried once although no time is left', async () => {
    const { clock, write } = flaky(0);
    expect(await persist(write, clock, -1)).toBe('written');
  });
});
