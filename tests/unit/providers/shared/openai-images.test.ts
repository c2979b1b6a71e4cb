import { describe, expect, it } from '@jest/globals';
import { type ImagesCall, postImages } from '../../../../src/providers/shared/openai-images.ts';
import { PIXEL_BASE64, providerWorld, type ScriptedReply } from '../../../helpers/provider-world.ts';

function post(reply: ScriptedReply, changed: Partial<ImagesCall> = {}) {
  const call: ImagesCall = {
    vendor: 'Acme',
    base: 'https://acme.example/v1',
    ownBaseUrl: undefined,
    key: 'sk-secretkey-ALPHA-1234567890abcdef',
    body: { prompt: 'a fox' },
    tools: providerWorld([reply]).tools,
    documents503: false,
    cost: () => undefined,
    ...changed,
  };
  return postImages(call, { signal: new AbortController().signal });
}

describe('a withheld picture', () => {
  const withheld = { status: 200, json: { data: [{ url: '', respect_moderation: false }] } };

  it.each([
    [undefined, 'unknown'],
    [0, 'no'],
    [0.02, 'yes'],
  ])('whose cost is told as %s was billed: %s', async (costUsd, billed) => {
    await expect(post(withheld, { cost: () => costUsd })).rejects.toMatchObject({
      code: 'IMAGE_REFUSED',
      billed,
      costUsd,
    });
  });
});

describe('a picture of no use', () => {
  const garbage = { status: 200, json: { data: [{ b64_json: 'bm8gcGljdHVyZQ==' }] } };

  it.each([
    [undefined, 'unknown', undefined],
    [0, 'unknown', undefined],
    [0.02, 'yes', 0.02],
  ])('whose cost is told as %s was billed: %s', async (told, billed, costUsd) => {
    await expect(post(garbage, { cost: () => told })).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      billed,
      costUsd,
    });
  });
});

describe('a revised prompt', () => {
  const revised = async (text: unknown) =>
    (await post({ status: 200, json: { data: [{ b64_json: PIXEL_BASE64, revised_prompt: text }] } }))
      .revisedPrompt;

  it('is freed of the key and of what turns the direction of text', async () => {
    expect(await revised('your key is sk-secretkey-ALPHA-1234567890abcdef \u202E reversed')).toBe(
      'your key is [key]  reversed',
    );
  });

  it('is capped at 2000 characters, so that no run grows beyond what a function may answer', async () => {
    expect((await revised('word '.repeat(1_400_000)))?.length).toBeLessThanOrEqual(2000);
  });

  it.each([' ', '', 7, null])('is left out where it is %j', async (text) => {
    expect(await revised(text)).toBeUndefined();
  });
});
