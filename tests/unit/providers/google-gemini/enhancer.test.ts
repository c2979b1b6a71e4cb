import { describe, expect, it } from '@jest/globals';
import { googleGeminiEnhancer } from '../../../../src/providers/google-gemini/index.ts';
import { ENHANCE_INSTRUCTION } from '../../../../src/providers/shared/enhance-instruction.ts';
import type { ModelSettings } from '../../../../src/providers/types.ts';
import { fixture, providerWorld, type ScriptedReply } from '../../../helpers/provider-world.ts';
import { itAgainstSpec, requestSchema } from '../../../helpers/vendor-spec.ts';

const settings: ModelSettings = {
  model: 'gemini-3.5-flash-lite',
  key: 'AIzaSy-0123456789abcdefghijklmnopqrstuv',
  baseUrl: undefined,
  region: undefined,
  sizes: {},
  fixed: {},
  priceUsd: undefined,
};
const answered = (parts: unknown[], finishReason = 'STOP'): ScriptedReply => ({
  status: 200,
  json: { candidates: [{ content: { parts }, finishReason }] },
});
const rewrite = (replies: ScriptedReply[], changed: Partial<ModelSettings> = {}) => {
  const world = providerWorld(replies, { key: settings.key });
  const enhancer = googleGeminiEnhancer.createEnhancer({ ...settings, ...changed }, world.tools);
  return { world, text: enhancer.enhance('a fox', { signal: new AbortController().signal }) };
};

describe('google-gemini enhancer', () => {
  it('asks the text model with our instruction and gives back its text without its thoughts', async () => {
    const { world, text } = rewrite([
      answered([{ text: 'Hm.', thought: true }, { text: '"A fox, ' }, { text: 'at dawn."' }]),
    ]);
    expect(await text).toBe('A fox, at dawn.');
    expect(world.calls).toEqual([
      {
        method: 'POST',
        url: 'https://generativelanguage.googleapis.com/v1beta/models/gemini-3.5-flash-lite:generateContent',
        headers: { 'x-goog-api-key': '<key>', connection: 'close', 'content-type': 'application/json' },
        body: {
          systemInstruction: { parts: [{ text: ENHANCE_INSTRUCTION }] },
          contents: [{ role: 'user', parts: [{ text: 'a fox' }] }],
          generationConfig: { maxOutputTokens: 600, thinkingConfig: { thinkingLevel: 'MINIMAL' } },
        },
      },
    ]);
  });

  it('sends no thinking level to models before Gemini 3, which refuse it', async () => {
    const { world, text } = rewrite([answered([{ text: 'A fox.' }])], { model: 'gemini-2.5-flash' });
    await text;
    expect(world.calls[0]?.body).toMatchObject({ generationConfig: { maxOutputTokens: 600 } });
    expect(JSON.stringify(world.calls[0]?.body)).not.toContain('thinkingConfig');
  });

  it.each([
    ['a blocked prompt', fixture(import.meta.url, 'moderated'), 'PROMPT_REFUSED'],
    ['a bad key', fixture(import.meta.url, 'error'), 'BAD_KEY'],
    ['an answer without text', answered([]), 'PROVIDER_DOWN'],
    ['an answer cut short before its first word', answered([], 'MAX_TOKENS'), 'PROVIDER_DOWN'],
    ['a withheld text', answered([], 'SAFETY'), 'IMAGE_REFUSED'],
    ['a rate limit', { status: 429, json: {} }, 'RATE_LIMITED'],
  ] as const)('fails on %s', async (_name, reply, code) => {
    await expect(rewrite([reply]).text).rejects.toMatchObject({ code });
  });

  itAgainstSpec(
    'gemini',
    requestSchema('/models/{modelsId}:generateContent'),
    'sends a valid request',
    async (validate) => {
      const { world, text } = rewrite([answered([{ text: 'A fox.' }])]);
      await text;
      expect(validate(world.calls[0]?.body)).toEqual([]);
    },
  );
});
