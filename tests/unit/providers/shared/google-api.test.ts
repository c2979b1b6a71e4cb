import { describe, expect, it } from '@jest/globals';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { callGoogle } from '../../../../src/providers/shared/google-api.ts';
import { providerWorld, type ScriptedReply } from '../../../helpers/provider-world.ts';

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
