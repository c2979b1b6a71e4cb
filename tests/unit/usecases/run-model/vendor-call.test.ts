import { describe, expect, it } from '@jest/globals';
import { ProviderError } from '../../../../src/errors.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import type { CallContext, GeneratedImage } from '../../../../src/providers/types.ts';
import { callVendor } from '../../../../src/usecases/run-model/vendor-call.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';

const IMAGE: GeneratedImage = { bytes: new Uint8Array([1]) };

/** A failure of which the vendor says that nothing was started. */
const notStarted = (waitMs: number | undefined = undefined) =>
  new ProviderError('RATE_LIMITED', safeText`Slow down.`, {
    billed: 'no',
    retryable: true,
    notStarted: { waitMs },
  });
const started = () =>
  new ProviderError('PROVIDER_DOWN', safeText`Broken.`, { billed: 'unknown', retryable: true });

type Reply = GeneratedImage | Error | ((context: CallContext) => Promise<GeneratedImage>);

/** A vendor that gives these replies in turn, called with a deadline; `requests` are the times of its requests. */
function vendor(...replies: Reply[]) {
  const clock = fakeClock();
  const begin = clock.now();
  const requests: number[] = [];
  const run = async (context: CallContext) => {
    requests.push(clock.now() - begin);
    const reply = replies[Math.min(requests.length, replies.length) - 1];
    if (typeof reply === 'function') return reply(context);
    if (reply instanceof Error || reply === undefined) throw reply;
    return reply;
  };
  const call = (milliseconds: number, random = 0.5) =>
    callVendor({ sent: {}, warnings: [], run }, begin + milliseconds, { clock, random: () => random });
  return { requests, call };
}

describe('a call of a vendor', () => {
  it('quotes nothing of what a vendor made fail', async () => {
    const { call } = vendor(new SyntaxError('Unexpected token in "your key sk-0123 is wrong"'));
    const failure: ProviderError = await call(10_000).catch((error) => error);
    expect(failure).toMatchObject({ code: 'OUTCOME_UNKNOWN', cause: { name: 'SyntaxError' } });
    expect(`${failure.cause} ${(failure.cause as Error).stack}`).not.toContain('sk-0123');
    expect((failure.cause as Error).stack).toContain('vendor-call.test.ts');
  });

  it('returns the picture of the first request', async () => {
    const { requests, call } = vendor(IMAGE);
    await expect(call(60_000)).resolves.toBe(IMAGE);
    expect(requests).toEqual([0]);
  });

  it('is not repeated if the vendor may have started', async () => {
    const { requests, call } = vendor(started(), IMAGE);
    await expect(call(60_000)).rejects.toMatchObject({ code: 'PROVIDER_DOWN', billed: 'unknown' });
    expect(requests).toEqual([0]);
  });

  it('has an unknown outcome if it fails with anything but an error of the provider', async () => {
    const { requests, call } = vendor(new TypeError('socket'), IMAGE);
    await expect(call(60_000)).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      billed: 'unknown',
      retryable: true,
    });
    expect(requests).toEqual([0]);
  });

  it('is repeated if the vendor certainly did not start, after the wait that it asks for', async () => {
    const { requests, call } = vendor(notStarted(7000), IMAGE);
    await expect(call(60_000)).resolves.toBe(IMAGE);
    expect(requests).toEqual([0, 7000]);
  });

  it('waits as it would by itself where the vendor asks for no wait at all', async () => {
    const { requests, call } = vendor(notStarted(0), notStarted(0), IMAGE);
    await expect(call(60_000)).resolves.toBe(IMAGE);
    expect(requests).toEqual([0, 1000, 3000]);
  });

  it('waits 1, 2 and 4 seconds if the vendor names no wait, and gives up after four requests', async () => {
    const { requests, call } = vendor(notStarted());
    await expect(call(60_000)).rejects.toMatchObject({ code: 'RATE_LIMITED', billed: 'no' });
    expect(requests).toEqual([0, 1000, 3000, 7000]);
  });

  it.each([
    [0, 750],
    [1, 1250],
  ])('spreads its waits by a quarter: %d', async (random, wait) => {
    const { requests, call } = vendor(notStarted(), IMAGE);
    await call(60_000, random);
    expect(requests).toEqual([0, wait]);
  });

  it('gives up at once if the wait would leave less than a second for the next request', async () => {
    const { requests, call } = vendor(notStarted(9001), IMAGE);
    await expect(call(10_000)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(requests).toEqual([0]);
  });

  it('uses a wait that leaves exactly a second', async () => {
    const { requests, call } = vendor(notStarted(9000), IMAGE);
    await expect(call(10_000)).resolves.toBe(IMAGE);
    expect(requests).toEqual([0, 9000]);
  });

  it('sends nothing with less than a second left, and bills nothing', async () => {
    const { requests, call } = vendor(IMAGE);
    await expect(call(999)).rejects.toMatchObject({ code: 'NOT_STARTED', billed: 'no', retryable: true });
    expect(requests).toEqual([]);
    await expect(call(1000)).resolves.toBe(IMAGE);
  });

  it('ends at its deadline, aborts the request and does not know whether it was billed', async () => {
    let signal: AbortSignal | undefined;
    const { call } = vendor((context) => {
      signal = context.signal;
      return new Promise(() => undefined);
    });
    await expect(call(5000)).rejects.toMatchObject({ code: 'TIMEOUT', billed: 'unknown', retryable: true });
    expect(signal?.aborted).toBe(true);
  });
});
