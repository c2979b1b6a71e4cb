import { describe, expect, it } from '@jest/globals';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { callGoogle, googleEvidence } from '../../../../src/providers/shared/google-api.ts';
import { fetchFailure, providerWorld, type ScriptedReply } from '../../../helpers/provider-world.ts';

const KEY = 'oddly shaped key';

function call(reply: ScriptedReply) {
  const world = providerWorld([reply], { key: KEY });
  const settings = { model: 'gemini-x', key: KEY, baseUrl: undefined };
  const request = {
    vendor: safeText`Google`,
    settings,
    method: 'predict',
    body: {},
    tools: world.tools,
  } as const;
  return callGoogle(request, { signal: new AbortController().signal });
}

describe('callGoogle', () => {
  it('posts to the method of the model, with the key in a header only', async () => {
    const world = providerWorld(
      [
        { status: 200, json: {} },
        { status: 200, json: {} },
      ],
      { key: KEY },
    );
    const settings = { model: 'models/x y', key: KEY, baseUrl: undefined };
    const request = {
      vendor: safeText`Google`,
      settings,
      method: 'predict',
      body: { a: 1 },
      tools: world.tools,
    } as const;
    const context = { signal: new AbortController().signal };
    await callGoogle(request, context);
    await callGoogle({ ...request, settings: { ...settings, baseUrl: 'https://proxy.example' } }, context);
    expect(world.calls[0]).toMatchObject({
      method: 'POST',
      url: 'https://generativelanguage.googleapis.com/v1beta/models/models%2Fx%20y:predict',
      headers: { 'x-goog-api-key': '<key>' },
      body: { a: 1 },
    });
    expect(world.calls[1]?.url).toBe('https://proxy.example/v1beta/models/models%2Fx%20y:predict');
  });

  it('finds the reason among several details, and none where there are no details', async () => {
    const details = [null, 'text', { reason: 7 }, { reason: 'API_KEY_EXPIRED' }];
    await expect(call({ status: 400, json: { error: { details } } })).rejects.toMatchObject({
      code: 'BAD_KEY',
    });
    for (const error of [{ details: 'API_KEY_INVALID' }, 'API_KEY_', null]) {
      await expect(call({ status: 400, json: { error } })).rejects.toMatchObject({ code: 'BAD_PARAMETER' });
    }
  });

  it('tells a lost connection and an aborted request', async () => {
    await expect(call(fetchFailure('ECONNRESET'))).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    const world = providerWorld([{ never: true }]);
    const settings = { model: 'm', key: undefined, baseUrl: undefined };
    const request = {
      vendor: safeText`Google`,
      settings,
      method: 'predict',
      body: {},
      tools: world.tools,
    } as const;
    const timer = new AbortController();
    const asked = callGoogle(request, { signal: timer.signal });
    timer.abort(new DOMException('The operation timed out.', 'TimeoutError'));
    await expect(asked).rejects.toMatchObject({ code: 'TIMEOUT', message: expect.stringMatching(/^Google/) });
  });

  it('never repeats the key in the words of a failure', async () => {
    const json = { error: { message: 'Bad oddly shaped key words.' } };
    await expect(call({ status: 400, json })).rejects.toMatchObject({
      code: 'BAD_PARAMETER',
      message: expect.stringContaining('“Bad [key] words.”'),
    });
  });

  it.each([
    [400, 'API_KEY_INVALID', 'BAD_KEY'],
    [400, 'BILLING_DISABLED', 'OUT_OF_CREDIT'],
    [403, 'BILLING_DISABLED', 'OUT_OF_CREDIT'],
    [403, 'SOMETHING_ELSE', 'BAD_KEY'],
    [400, 'SOMETHING_ELSE', 'BAD_PARAMETER'],
    [400, 'NO_API_KEY_', 'BAD_PARAMETER'],
    [400, undefined, 'BAD_PARAMETER'],
  ])('takes a %p for the reason %s for %s', async (status, reason, code) => {
    await expect(call({ status, json: { error: { details: [{ reason }] } } })).rejects.toMatchObject({
      code,
    });
  });

  it('may ask again after a 503, and takes a 200 that is not an object for an empty one', async () => {
    await expect(call({ status: 503, json: {} })).rejects.toMatchObject({ billed: 'no', notStarted: {} });
    expect(await call({ status: 200, json: [] })).toEqual({});
    expect(await call({ status: 200, json: { a: 1 } })).toEqual({ a: 1 });
  });
});

describe('the evidence of Google', () => {
  const told = (detail: unknown) => googleEvidence({ error: { code: 429, details: [detail] } });
  const quota = (quotaValue: string) => ({
    '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
    violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier', quotaValue }],
  });

  it('knows a quota of nothing, for which no wait helps', () => {
    expect(told(quota('0'))).toMatchObject({ code: 'OUT_OF_CREDIT' });
    expect(told(quota('250'))).toBeUndefined();
    expect(googleEvidence([{ error: { details: [quota('0')] } }])?.code).toBe('OUT_OF_CREDIT');
  });

  it.each([
    ['API_KEY_INVALID', 'BAD_KEY'],
    ['API_KEY_SERVICE_BLOCKED', 'BAD_KEY'],
    ['BILLING_DISABLED', 'OUT_OF_CREDIT'],
    ['CONSUMER_SUSPENDED', 'BAD_KEY'],
    ['RATE_LIMIT_EXCEEDED', undefined],
  ])('takes the reason %s for %s', (reason, code) => {
    expect(told({ reason })?.code).toBe(code);
  });
});
