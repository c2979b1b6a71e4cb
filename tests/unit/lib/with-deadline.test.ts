import { describe, expect, it } from '@jest/globals';
import { withDeadline } from '../../../src/lib/with-deadline.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';

const within = (milliseconds: number, clock = fakeClock(0)) => ({
  milliseconds,
  clock,
  timeUp: () => new Error('The time is up.'),
});
const never = () => new Promise<never>(() => undefined);

describe('work with a deadline', () => {
  it('gives what it gives, and leaves no timer behind', async () => {
    const clock = fakeClock(0);
    expect(await withDeadline(async () => 7, within(1000, clock))).toBe(7);
    expect(clock.now()).toBe(0);
  });

  it('fails when the time is up, and not before', async () => {
    const clock = fakeClock(0);
    await expect(withDeadline(never, within(1000, clock))).rejects.toThrow('The time is up.');
    expect(clock.now()).toBe(1000);
  });

  it('has its signal aborted when the time is up, with the same error', async () => {
    let signal: AbortSignal | undefined;
    const work = (given: AbortSignal) => {
      signal = given;
      return never();
    };
    const working = withDeadline(work, within(1000));
    expect(signal?.aborted).toBe(false);
    const error = await working.catch((reason: unknown) => reason);
    expect(error).toEqual(new Error('The time is up.'));
    expect(signal?.reason).toBe(error);
  });

  it('fails as it fails', async () => {
    const work = () => Promise.reject(new Error('away'));
    await expect(withDeadline(work, within(1000))).rejects.toThrow('away');
  });
});
