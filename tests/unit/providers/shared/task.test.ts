import { describe, expect, it } from '@jest/globals';
import { ProviderError } from '../../../../src/errors.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { afterCreation, createTask, taskAddress } from '../../../../src/providers/shared/task.ts';
import { fetchFailure, NOW, providerWorld, type ScriptedReply } from '../../../helpers/provider-world.ts';

const KEY = 'oddly shaped key';

function create(reply: ScriptedReply, signal = new AbortController().signal) {
  const world = providerWorld([reply], { key: KEY });
  const created = createTask({
    vendor: safeText`Acme`,
    url: 'https://acme.example/tasks',
    headers: { 'x-key': KEY },
    json: { prompt: 'a fox' },
    key: KEY,
    tools: world.tools,
    context: { signal },
    isTask: ({ id }) => id !== undefined,
    evidence: (body) => (body?.gone === true ? { code: 'MODEL_RETIRED' } : undefined),
  });
  return { world, created };
}

describe('handing in a task', () => {
  it('is one request with the key, whose reply names the task', async () => {
    const { world, created } = create({ status: 200, json: { id: '1' } });
    expect(await created).toEqual({ id: '1' });
    expect(world.calls).toMatchObject([
      {
        method: 'POST',
        url: 'https://acme.example/tasks',
        headers: { 'x-key': '<key>' },
        body: { prompt: 'a fox' },
      },
    ]);
  });

  it.each([200, 201, 202, 299])('has succeeded with %i, whatever the body is', async (status) => {
    expect(await create({ status, json: [] }).created).toEqual({});
  });

  it('has succeeded with a picture instead of a task', async () => {
    const json = { images: [{ url: 'https://cdn.example/1.png' }] };
    expect(await create({ status: 200, json }).created).toEqual(json);
  });

  it('has failed with a success that names no task, for the reason that it gives', async () => {
    for (const [json, code] of [
      [{ detail: 'User is locked. Reason: Exhausted balance.' }, 'OUT_OF_CREDIT'],
      [{ gone: true }, 'MODEL_RETIRED'],
      [{ hello: 'there' }, 'INVALID_IMAGE'],
    ] as const) {
      await expect(create({ status: 200, json }).created).rejects.toMatchObject({
        code,
        notStarted: undefined,
      });
    }
  });

  it('repeats no key that such a reply quotes', async () => {
    const json = { detail: `User is locked. Reason: Exhausted balance of ${KEY}.` };
    const failed = create({ status: 200, json }).created;
    await expect(failed).rejects.toThrow('Exhausted balance of [key].');
  });

  it.each([
    [300, {}, 'PROVIDER_DOWN'],
    [401, {}, 'BAD_KEY'],
    [400, { gone: true }, 'MODEL_RETIRED'],
    [503, {}, 'PROVIDER_DOWN'],
  ])('has failed with %i and %j: %s', async (status, json, code) => {
    await expect(create({ status, json }).created).rejects.toMatchObject({ code });
  });

  it('may be done again after a rate limit, when the vendor says, and not after a 503', async () => {
    const headers = { 'retry-after': new Date(NOW + 9000).toUTCString() };
    await expect(create({ status: 429, json: {}, headers }).created).rejects.toMatchObject({
      notStarted: { waitMs: 9000 },
    });
    await expect(create({ status: 503, json: {}, headers }).created).rejects.toMatchObject({
      billed: 'unknown',
      notStarted: undefined,
    });
  });

  it('never repeats the key', async () => {
    const json = { message: 'Bad oddly shaped key words.' };
    await expect(create({ status: 400, json }).created).rejects.toThrow('“Bad [key] words.”');
  });

  it('has an unknown outcome if the connection breaks or the time is up', async () => {
    await expect(create(fetchFailure('ECONNRESET')).created).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    const timer = new AbortController();
    const { created } = create({ never: true }, timer.signal);
    timer.abort(new DOMException('The operation timed out.', 'TimeoutError'));
    await expect(created).rejects.toMatchObject({ code: 'TIMEOUT', billed: 'unknown' });
  });
});

describe('the address of a task', () => {
  const server = { vendor: safeText`Acme`, domain: 'acme.example', baseUrl: undefined };

  it('is that of the reply, if the key may go there', () => {
    expect(taskAddress('https://eu.acme.example/1', server)).toBe('https://eu.acme.example/1');
    const own = { ...server, baseUrl: 'http://127.0.0.1:4000/v1' };
    expect(taskAddress('http://127.0.0.1:4000/1', own)).toBe('http://127.0.0.1:4000/1');
  });

  it('is refused elsewhere: the vendor has begun, and asking again would not help', () => {
    expect(() => taskAddress('https://evil.example/1', server)).toThrow(
      expect.objectContaining({ code: 'INVALID_IMAGE', billed: 'unknown', retryable: false }),
    );
  });

  it('may be missing: the vendor has begun, at the cost that it told', () => {
    expect(() => taskAddress(undefined, { ...server, costUsd: 0.04 })).toThrow(
      expect.objectContaining({ code: 'INVALID_IMAGE', billed: 'unknown', costUsd: 0.04 }),
    );
  });
});

describe('a failure after the vendor had taken the task', () => {
  const failure = (billed: 'yes' | 'no' | 'unknown', costUsd?: number) =>
    afterCreation(
      new ProviderError('RATE_LIMITED', safeText`Busy.`, {
        billed,
        retryable: true,
        notStarted: { waitMs: 5 },
        ...(costUsd === undefined ? {} : { costUsd }),
      }),
    );

  it('is never repeated by itself', () => {
    expect(failure('no')).toMatchObject({
      code: 'RATE_LIMITED',
      message: 'Busy.',
      retryable: true,
      notStarted: undefined,
      costUsd: undefined,
    });
  });

  it('is not known to be free, and keeps what is known', () => {
    expect(failure('no').billed).toBe('unknown');
    expect(failure('unknown').billed).toBe('unknown');
    expect(failure('yes', 0)).toMatchObject({ billed: 'yes', costUsd: 0 });
  });
});
