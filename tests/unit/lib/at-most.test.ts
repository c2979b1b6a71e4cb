import { describe, expect, it } from '@jest/globals';
import { atMost } from '../../../src/lib/at-most.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';

describe('atMost', () => {
  it('gives what the work gives, and leaves nobody sleeping', async () => {
    const clock = fakeClock(0);
    expect(await atMost(Promise.resolve(7), 1000, clock)).toBe(7);
    expect(clock.now()).toBe(0);
  });

  it('gives up after the time', async () => {
    const clock = fakeClock(0);
    expect(await atMost(new Promise(() => undefined), 1000, clock)).toBeUndefined();
    expect(clock.now()).toBe(1000);
  });

  it('fails as the work fails', async () => {
    await expect(atMost(Promise.reject(new Error('away')), 1000, fakeClock(0))).rejects.toThrow('away');
  });
});
