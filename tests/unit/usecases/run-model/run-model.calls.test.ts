import { describe, expect, it } from '@jest/globals';
import { ProviderError } from '../../../../src/errors.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import type { CallContext, GeneratedImage } from '../../../../src/providers/types.ts';
import { slot } from '../../../helpers/job-world.ts';
import {
  event,
  INVOCATION,
  JOB,
  MODEL,
  PNG,
  rateLimited,
  workerWorld,
} from '../../../helpers/worker-world.ts';

describe('at most once', () => {
  it('does nothing for a duplicate, during and after the first', async () => {
    let during: unknown;
    const world = await workerWorld([
      async () => {
        during = await world.worker()(event(), INVOCATION);
        return { bytes: PNG };
      },
    ]);
    await world.worker()(event(), INVOCATION);
    expect(during).toEqual({ outcome: 'duplicate' });
    expect(await world.worker()(event(), INVOCATION)).toEqual({ outcome: 'duplicate' });
    expect(world.asked).toHaveLength(1);
    expect(world.spent()).toBe(80_000);
  });

  it('asks the vendor once for 50 events at once', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => world.worker()(event(), INVOCATION)));
    expect(outcomes.filter(({ outcome }) => outcome === 'ended')).toHaveLength(1);
    expect(world.asked).toHaveLength(1);
  });

  it('closes an event older than 300 seconds without asking, and gives its reservation back', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    world.clock.advance(300_001);
    expect(await world.worker()(event(), INVOCATION)).toEqual({ outcome: 'closed' });
    expect(world.asked).toEqual([]);
    expect(await world.result()).toMatchObject({
      error: { code: 'NOT_STARTED', billed: 'no', retryable: true },
    });
    expect(world.spent()).toBe(40_000);
    expect(await world.worker()(event(), INVOCATION)).toEqual({ outcome: 'duplicate' });
    expect(world.spent()).toBe(40_000);
  });

  it('works on an event of 300 seconds', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    world.clock.advance(300_000);
    expect(await world.worker()(event(), INVOCATION)).toMatchObject({ outcome: 'ended' });
  });

  it('leaves an old event alone that another worker has claimed', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    await world.worker()(event(), INVOCATION);
    world.clock.advance(400_000);
    expect(await world.worker()(event(), INVOCATION)).toEqual({ outcome: 'duplicate' });
    expect(await world.result()).toMatchObject({ status: 'completed' });
  });

  it('closes an event for a slot that no longer exists', async () => {
    const world = await workerWorld([{ bytes: PNG }], { slots: [slot(2)] });
    expect(await world.worker()(event(), INVOCATION)).toEqual({ outcome: 'closed' });
    expect(await world.result()).toMatchObject({
      model: MODEL,
      provider: 'unknown',
      error: { code: 'NOT_STARTED', message: 'This model is no longer configured.', billed: 'no' },
    });
  });

  it('closes an event of a newer version, which it does not understand, and draws one of its own', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    expect(await world.worker()(event({ version: 2 }), INVOCATION)).toEqual({ outcome: 'closed' });
    expect(world.asked).toEqual([]);
    expect(await world.result()).toMatchObject({
      model: 'Model 1',
      provider: 'Scripted',
      error: {
        code: 'NOT_STARTED',
        message: 'This model could not be started. Nothing was charged. Try again.',
        billed: 'no',
      },
    });
    expect(world.spent()).toBe(40_000);
    const other = await workerWorld([{ bytes: PNG }]);
    expect(await other.worker()(event({ version: 1 }), INVOCATION)).toMatchObject({ outcome: 'ended' });
  });
});

describe('asking again', () => {
  it('happens where the vendor certainly did not start, after 1, 2 and 4 seconds, four times at most', async () => {
    const world = await workerWorld([rateLimited()]);
    await world.worker()(event(), INVOCATION);
    expect(world.asked.map(({ at }) => at)).toEqual([0, 1000, 3000, 7000]);
    expect(await world.result()).toMatchObject({
      error: { code: 'RATE_LIMITED', billed: 'no' },
      durationMs: 7000,
    });
  });

  it('spreads the waits by a quarter each way', async () => {
    for (const [random, at] of [
      [0, 750],
      [0.999999, 1250],
    ] as const) {
      const world = await workerWorld([rateLimited(), { bytes: PNG }]);
      await world.worker({ random: () => random })(event(), INVOCATION);
      expect(world.asked[1]?.at).toBe(at);
    }
  });

  it('waits as long as the vendor says', async () => {
    const world = await workerWorld([rateLimited({ waitMs: 13_000 }), { bytes: PNG }]);
    await world.worker()(event(), INVOCATION);
    expect(world.asked.map(({ at }) => at)).toEqual([0, 13_000]);
    expect(await world.result()).toMatchObject({ status: 'completed' });
  });

  it("does not happen where the vendor's wait goes beyond the deadline", async () => {
    const world = await workerWorld([rateLimited({ waitMs: 60_000 })]);
    await world.worker()(event(), INVOCATION);
    expect(world.asked).toHaveLength(1);
    expect(await world.result()).toMatchObject({ error: { code: 'RATE_LIMITED' }, durationMs: 0 });
  });

  it.each([
    [
      'a refusal',
      new ProviderError('PROMPT_REFUSED', safeText`No.`, { billed: 'no', retryable: false }),
      'PROMPT_REFUSED',
      'no',
    ],
    [
      'an outage of unknown outcome',
      new ProviderError('PROVIDER_DOWN', safeText`Down.`, { billed: 'unknown', retryable: true }),
      'PROVIDER_DOWN',
      'unknown',
    ],
    ['a error that nobody foresaw', new TypeError('x is not a function'), 'OUTCOME_UNKNOWN', 'unknown'],
  ])('does not happen after %s', async (_what, failure, code, billed) => {
    const world = await workerWorld([failure]);
    await world.worker()(event(), INVOCATION);
    expect(world.asked).toHaveLength(1);
    expect(await world.result()).toMatchObject({ status: 'failed', error: { code, billed } });
  });
});

describe('time', () => {
  const silent = (context: CallContext) =>
    new Promise<GeneratedImage>((_resolve, reject) => {
      context.signal.addEventListener('abort', () => reject(context.signal.reason));
    });

  it('is up when the slot says so: the call is aborted, and the outcome unknown', async () => {
    const world = await workerWorld([silent]);
    await world.worker()(event(), INVOCATION);
    expect(await world.result()).toMatchObject({
      error: { code: 'TIMEOUT', billed: 'unknown', retryable: true },
      durationMs: 60_000,
      sent: { seed: 7, size: '64x48' },
    });
    expect(world.spent()).toBe(80_000);
  });

  it('aborts the signal only when it is up', async () => {
    let signal: AbortSignal | undefined;
    const world = await workerWorld([
      (context) => {
        ({ signal } = context);
        return new Promise(() => undefined);
      },
    ]);
    const ended = world.worker()(event(), INVOCATION);
    while (signal === undefined) await new Promise((resolve) => setImmediate(resolve));
    expect(signal.aborted).toBe(false);
    await ended;
    expect(signal.aborted).toBe(true);
  });

  it('is up for a vendor that does not listen to the signal', async () => {
    const world = await workerWorld([() => new Promise(() => undefined)]);
    await world.worker()(event(), INVOCATION);
    expect(await world.result()).toMatchObject({ error: { code: 'TIMEOUT' } });
  });

  it('leaves 20 seconds of the function for storing', async () => {
    const world = await workerWorld([silent]);
    await world.worker()(event(), { requestId: 'r', remainingMs: 50_000 });
    expect((await world.claims.read(JOB, MODEL))?.deadline).toBe('2026-11-20T12:00:30.000Z');
    expect(await world.result()).toMatchObject({ error: { code: 'TIMEOUT' }, durationMs: 30_000 });
  });

  it('is too short to begin: the vendor is not asked, and nothing is charged', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    await world.worker()(event(), { requestId: 'r', remainingMs: 20_500 });
    expect(world.asked).toEqual([]);
    expect(await world.result()).toMatchObject({
      error: { code: 'NOT_STARTED', billed: 'no', retryable: true },
    });
    expect(world.spent()).toBe(40_000);
  });
});
