import { describe, expect, it } from '@jest/globals';
import { ProviderError, RequestError } from '../../../../src/errors.ts';
import { failure, success } from '../../../../src/lib/result.ts';
import type { PromptEnhancer } from '../../../../src/providers/types.ts';
import { enhancePrompt } from '../../../../src/usecases/enhance/enhance-prompt.ts';
import { asVendorText } from '../../../helpers/vendor-text.ts';

const never = { sleep: () => new Promise<void>(() => undefined) };

function enhancing(enhance: PromptEnhancer['enhance'], clock: { sleep: () => Promise<void> } = never) {
  const admitted: string[] = [];
  const run = enhancePrompt({
    enhancer: success({ model: 'text-model', create: async () => ({ enhance }) }),
    admit: async (address) => {
      admitted.push(address);
      return { headers: { 'RateLimit-Remaining': '9' } };
    },
    clock,
  });
  return { admitted, enhance: () => run('a fox', '203.0.113.7') };
}

describe('enhancePrompt', () => {
  it('gives the original, what became of it, and who did it', async () => {
    const { admitted, enhance } = enhancing(async (prompt) => asVendorText(`${prompt} in golden light`));
    expect(await enhance()).toEqual({
      response: { original: 'a fox', enhanced: 'a fox in golden light', model: 'text-model' },
      headers: { 'RateLimit-Remaining': '9' },
    });
    expect(admitted).toEqual(['203.0.113.7']);
  });

  it('never passes off the original as a result', async () => {
    await expect(enhancing(async (prompt) => asVendorText(prompt)).enhance()).rejects.toMatchObject({
      code: 'ENHANCER_FAILED',
      message: 'The prompt was not rewritten. The text model changed nothing.',
    });
  });

  it("gives a vendor's reason in words", async () => {
    const failure = new ProviderError('OUT_OF_CREDIT', 'The account has no credit left.', {
      billed: 'no',
      retryable: false,
    });
    const { enhance } = enhancing(() => Promise.reject(failure));
    await expect(enhance()).rejects.toMatchObject({
      code: 'ENHANCER_FAILED',
      message: 'The prompt was not rewritten. The account has no credit left.',
      cause: failure,
    });
  });

  it('keeps an unexpected reason to itself', async () => {
    const { enhance } = enhancing(() => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.1')));
    await expect(enhance()).rejects.toMatchObject({
      code: 'ENHANCER_FAILED',
      message: 'The prompt was not rewritten. The text model could not be asked.',
    });
  });

  it('gives up in time, even on an enhancer that takes no notice', async () => {
    let signal: AbortSignal | undefined;
    const { enhance } = enhancing(
      (_, context) => {
        signal = context.signal;
        return new Promise(() => undefined);
      },
      { sleep: () => Promise.resolve() },
    );
    await expect(enhance()).rejects.toMatchObject({
      code: 'ENHANCER_FAILED',
      message: expect.stringContaining('in time'),
    });
    expect(signal?.aborted ?? true).toBe(true);
  });

  it('says why nobody rewrites, and charges nothing for it', async () => {
    const enhance = enhancePrompt({
      enhancer: failure('PromptModelIndex is 0.'),
      admit: () => Promise.reject(new Error('must not be asked')),
      clock: never,
    });
    await expect(enhance('a fox', '203.0.113.7')).rejects.toMatchObject({
      code: 'ENHANCER_FAILED',
      message: 'Prompts cannot be rewritten here. PromptModelIndex is 0.',
    });
  });

  it('does not ask the vendor for an address that is over its limit', async () => {
    let asked = false;
    const enhance = enhancePrompt({
      enhancer: success({
        model: 'text-model',
        create: async () => {
          asked = true;
          return {
            enhance: async () => {
              throw new Error('not asked');
            },
          };
        },
      }),
      admit: () => Promise.reject(new RequestError('RATE_LIMITED', 'Enough for today.')),
      clock: never,
    });
    await expect(enhance('a fox', '203.0.113.7')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(asked).toBe(false);
  });
});
