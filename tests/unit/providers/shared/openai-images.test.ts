import { describe, expect, it } from '@jest/globals';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { postImages } from '../../../../src/providers/shared/openai-images.ts';
import { PIXEL, PIXEL_BASE64, providerWorld } from '../../../helpers/provider-world.ts';

function post(json: unknown, costUsd?: number) {
  const world = providerWorld([{ status: 200, json }], { key: 'sk-0123456789abcdef' });
  const drawn = postImages(
    {
      vendor: safeText`Acme`,
      base: 'https://api.acme.example/v1',
      ownBaseUrl: undefined,
      key: 'sk-0123456789abcdef',
      body: { prompt: 'a fox' },
      tools: world.tools,
      documents503: false,
      cost: () => costUsd,
    },
    { signal: new AbortController().signal },
  );
  return { world, drawn };
}

describe('postImages', () => {
  it.each([
    ['nothing', undefined, 'unknown'],
    ['that it was free', 0, 'no'],
    ['a price', 0.04, 'yes'],
  ])(
    'tells whether a withheld picture was billed when the vendor says %s',
    async (_what, costUsd, billed) => {
      for (const json of [
        { data: [{ respect_moderation: false, b64_json: PIXEL_BASE64 }] },
        { respect_moderation: false, data: [{ b64_json: PIXEL_BASE64 }] },
      ]) {
        await expect(post(json, costUsd).drawn).rejects.toMatchObject({
          code: 'IMAGE_REFUSED',
          billed,
          costUsd,
        });
      }
    },
  );

  it('keeps the cost of a picture that is of no use', async () => {
    const broken = { data: [{ b64_json: Buffer.from('<html>').toString('base64') }] };
    await expect(post(broken, 0.04).drawn).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      billed: 'yes',
      costUsd: 0.04,
    });
    await expect(post(broken, 0).drawn).rejects.toMatchObject({ billed: 'unknown', costUsd: undefined });
    await expect(post(broken).drawn).rejects.toMatchObject({ billed: 'unknown', costUsd: undefined });
  });

  it('returns the picture with its cost and the rewritten prompt, where there is one', async () => {
    const item = { b64_json: PIXEL_BASE64, revised_prompt: 'a red fox' };
    expect(await post({ data: [item] }, 0.04).drawn).toEqual({
      bytes: PIXEL,
      costUsd: 0.04,
      revisedPrompt: 'a red fox',
    });
    expect(await post({ data: [{ base64: PIXEL_BASE64, revised_prompt: ' ' }] }).drawn).toEqual({
      bytes: PIXEL,
    });
  });

  it.each([{}, { data: 'x' }, { data: [{}] }, { data: [{ b64_json: '' }] }, null])(
    'takes a 200 without a picture, %j, for an unusable one',
    async (json) => {
      await expect(post(json).drawn).rejects.toMatchObject({ code: 'INVALID_IMAGE', billed: 'unknown' });
    },
  );

  it('never repeats the key, neither in a rewritten prompt nor in the words of a failure', async () => {
    const words = 'for key sk-0123456789abcdef';
    const drawn = await post({ data: [{ b64_json: PIXEL_BASE64, revised_prompt: words }] }).drawn;
    expect(drawn.revisedPrompt).toBe('for key [key]');
    await expect(post({ data: [{}], message: words }).drawn).rejects.toMatchObject({
      message: expect.stringContaining('“for key [key]”'),
    });
  });
});
