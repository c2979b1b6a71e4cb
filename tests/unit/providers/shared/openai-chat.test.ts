import { describe, expect, it } from '@jest/globals';
import { openaiEnhancer } from '../../../../src/providers/openai/index.ts';
import { openaiCompatibleEnhancer } from '../../../../src/providers/openai-compatible/index.ts';
import {
  ENHANCE_INSTRUCTION,
  ENHANCE_MAX_TOKENS,
} from '../../../../src/providers/shared/enhance-instruction.ts';
import type { EnhancerProvider, ModelSettings } from '../../../../src/providers/types.ts';
import { fetchFailure, providerWorld, type ScriptedReply } from '../../../helpers/provider-world.ts';

const KEY = 'sk-proj-0123456789ABCDEFGHIJKLMNOPQRSTUV';
const settings: ModelSettings = {
  model: 'gpt-6-luna',
  key: KEY,
  baseUrl: undefined,
  region: undefined,
  sizes: {},
  fixed: {},
  priceUsd: undefined,
};
const chat = (message: unknown, extra: Record<string, unknown> = {}): ScriptedReply => ({
  status: 200,
  json: { choices: [{ index: 0, message, finish_reason: 'stop', ...extra }], usage: { total_tokens: 90 } },
});

function rewrite(
  reply: ScriptedReply,
  changed: Partial<ModelSettings> = {},
  provider: EnhancerProvider = openaiEnhancer,
) {
  const world = providerWorld([reply], { key: KEY });
  const enhancer = provider.createEnhancer({ ...settings, ...changed }, world.tools);
  return { world, text: enhancer.enhance('a fox', { signal: new AbortController().signal }) };
}

describe('rewriting through chat completions', () => {
  it('asks OpenAI without reasoning and with today’s name of the token limit', async () => {
    const { world, text } = rewrite(chat({ role: 'assistant', content: 'A red fox in deep snow, low sun.' }));
    expect(await text).toBe('A red fox in deep snow, low sun.');
    expect(world.calls).toEqual([
      {
        method: 'POST',
        url: 'https://api.openai.com/v1/chat/completions',
        headers: { authorization: 'Bearer <key>', connection: 'close', 'content-type': 'application/json' },
        body: {
          model: 'gpt-6-luna',
          reasoning_effort: 'none',
          max_completion_tokens: ENHANCE_MAX_TOKENS,
          messages: [
            { role: 'system', content: ENHANCE_INSTRUCTION },
            { role: 'user', content: 'a fox' },
          ],
        },
      },
    ]);
  });

  it('calls other servers in the older way, without a key if none is configured', async () => {
    const changed = { baseUrl: 'http://localhost:8080', key: undefined, model: 'llama' };
    const { world, text } = rewrite(chat({ content: 'A red fox.' }), changed, openaiCompatibleEnhancer);
    await text;
    expect(world.calls[0]).toMatchObject({
      url: 'http://localhost:8080/v1/chat/completions',
      body: { model: 'llama', max_tokens: ENHANCE_MAX_TOKENS },
    });
    expect(world.calls[0]?.headers).not.toHaveProperty('authorization');
    expect(world.calls[0]?.body).not.toHaveProperty('max_completion_tokens');
  });

  it('reads a list of parts', async () => {
    const content = [
      { type: 'reasoning' },
      { type: 'x', text: 7 },
      { type: 'text', text: 'A red ' },
      { type: 'text', text: 'fox.' },
    ];
    expect(await rewrite(chat({ content })).text).toBe('A red fox.');
  });

  it.each<[string, ScriptedReply]>([
    ['no text', chat({ content: null })],
    ['an empty text', chat({ content: '  ' })],
    ['no choices', { status: 200, json: { choices: [] } }],
    ['choices that are not a list', { status: 200, json: { choices: { message: { content: 'A fox' } } } }],
    ['a choice without a message', { status: 200, json: { choices: [{ finish_reason: 'stop' }] } }],
    ['no JSON', { status: 200, text: 'hello' }],
  ])('fails on %s; the unchanged prompt is never passed off as rewritten', async (_, reply) => {
    await expect(rewrite(reply).text).rejects.toMatchObject({ code: 'PROVIDER_DOWN', billed: 'unknown' });
  });

  it.each<[string, ScriptedReply, string]>([
    ['a refusal', chat({ content: null, refusal: 'I cannot help with that.' }), 'PROMPT_REFUSED'],
    ['a filtered answer', chat({ content: '' }, { finish_reason: 'content_filter' }), 'PROMPT_REFUSED'],
    [
      'a bad key',
      { status: 401, json: { error: { code: 'invalid_api_key', message: `No: ${KEY}` } } },
      'BAD_KEY',
    ],
    ['an empty account', { status: 429, json: { error: { code: 'insufficient_quota' } } }, 'OUT_OF_CREDIT'],
    ['a rate limit', { status: 429, json: {} }, 'RATE_LIMITED'],
    ['a model that is gone', { status: 404, json: { error: { code: 'model_not_found' } } }, 'MODEL_RETIRED'],
    ['an outage', { status: 502, text: '' }, 'PROVIDER_DOWN'],
    ['a broken connection', fetchFailure('ECONNRESET'), 'OUTCOME_UNKNOWN'],
  ])('maps %s', async (_, reply, code) => {
    const outcome = rewrite(reply).text;
    await expect(outcome).rejects.toMatchObject({ name: 'ProviderError', code });
    await expect(outcome).rejects.not.toThrow(KEY);
  });

  it('tells the reason of a refusal, and has none for a filtered answer', async () => {
    const refusal = chat({ content: null, refusal: 'I cannot help with that.' });
    await expect(rewrite(refusal).text).rejects.toThrow('“I cannot help with that.”');
    const filtered = chat({ content: 'half a' }, { finish_reason: 'content_filter' });
    const error = await rewrite(filtered).text.catch((reason: Error) => reason.message);
    expect(error).not.toContain('It says');
  });

  it('takes any success, and reads an error inside one', async () => {
    expect(await rewrite({ ...chat({ content: 'A red fox.' }), status: 201 } as ScriptedReply).text).toBe(
      'A red fox.',
    );
    const json = { error: { code: 'insufficient_quota', message: 'Nothing is left.' } };
    await expect(rewrite({ status: 200, json }).text).rejects.toMatchObject({
      code: 'OUT_OF_CREDIT',
      message: expect.stringContaining('Nothing is left.'),
    });
  });

  it('may ask again after a 503 only where the vendor documents it', async () => {
    const down = { status: 503, json: {} };
    const own = { baseUrl: 'http://localhost:8080', key: undefined };
    await expect(rewrite(down).text).rejects.toMatchObject({ notStarted: {} });
    await expect(rewrite(down, own, openaiCompatibleEnhancer).text).rejects.toMatchObject({
      notStarted: undefined,
    });
  });

  it('ends when its time is up', async () => {
    const world = providerWorld([{ never: true }], { key: KEY });
    const timer = new AbortController();
    const text = openaiEnhancer
      .createEnhancer(settings, world.tools)
      .enhance('a fox', { signal: timer.signal });
    timer.abort(new DOMException('The operation timed out.', 'TimeoutError'));
    await expect(text).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it.each<[string, ScriptedReply]>([
    ['text', chat({ content: 'A fox, oddly shaped key words.' })],
    ['parts', chat({ content: [{ text: 'A fox, oddly shaped ' }, { text: 'key words.' }] })],
    ['refusal', chat({ content: null, refusal: 'Not with oddly shaped key words.' })],
    ['error', { status: 400, json: { error: { message: 'Bad oddly shaped key words.' } } }],
  ])('cuts a key that looks like nothing out of a %s', async (_, reply) => {
    const { text } = rewrite(reply, { key: 'oddly shaped key' });
    const words = await text.catch((error: Error) => error.message);
    expect(words).toContain('[key] words');
  });
});
