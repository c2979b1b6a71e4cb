import { describe, expect, it } from '@jest/globals';
import { findModel, modelFacts, suggestNames, vendorOf } from '../../../src/catalog/lookup.ts';
import { checkConfiguration } from '../../../src/config/check.ts';
import { resolveSlots } from '../../../src/config/slots.ts';
import { IMAGE_PROVIDERS } from '../../../src/providers/image-models.ts';
import type { GenerateOptions } from '../../../src/providers/types.ts';
import { PIXEL, PIXEL_BASE64, providerWorld, type ScriptedReply } from '../../helpers/provider-world.ts';
import { type RecordedReply, runRecorded } from '../../helpers/recorded-reply.ts';

// What was found wrong when other projects' requests and replies were put beside ours, each with its right value.

type Told = Pick<RecordedReply, 'provider' | 'status'> & Partial<RecordedReply>;
const told = (reply: Told) =>
  runRecorded({ name: '', source: '', end: {} as RecordedReply['end'], ...reply });

/** A slot by the name that its owner wrote, at the vendor's own address. */
function slotOf(name: string, override: object = {}) {
  const overrides = JSON.stringify({ 1: override });
  const { slots, faults } = resolveSlots({
    count: 1,
    names: [name],
    overrides,
    now: Date.parse('2026-11-26'),
  });
  const [slot] = slots;
  if (slot === undefined) throw new Error(faults.join());
  return slot;
}
function modelOf(name: string, replies: readonly ScriptedReply[] = [], override: object = {}) {
  const { provider, settings } = slotOf(name, override);
  const world = providerWorld(replies, { pictures: { 'https://cdn.example/a.png': PIXEL } });
  const model = IMAGE_PROVIDERS[provider]?.createImageModel(
    { ...settings, key: 'sk-0123456789' },
    world.tools,
  );
  if (model === undefined) throw new Error(provider);
  return { world, model };
}
const plan = (name: string, options: Partial<GenerateOptions>, override: object = {}) =>
  modelOf(name, [], override).model.plan({ prompt: 'a fox', ...options });
const draw = (name: string, reply: ScriptedReply, override: object = {}) =>
  modelOf(name, [reply], override)
    .model.plan({ prompt: 'a fox' })
    .run({ signal: new AbortController().signal });
const OWN = { provider: 'openai-compatible', model: 'any', baseUrl: 'https://images.example/v1' };

describe('replies that were told wrongly', () => {
  it.each<[string, Told, object]>([
    [
      'A6: Together refuses with a 422',
      { provider: 'together', status: 422, message: 'The prompt may contain NSFW content.' },
      { code: 'PROMPT_REFUSED', billed: 'no' },
    ],
    [
      'A10: xAI writes plain text',
      {
        provider: 'xai',
        status: 422,
        text: 'Failed to deserialize the JSON body into the target type: unknown field `size`',
        headers: { 'content-type': 'text/plain' },
      },
      { code: 'BAD_PARAMETER', message: expect.stringContaining('unknown field') },
    ],
    [
      'A13: Ark refuses a prompt',
      {
        provider: 'bytedance',
        status: 400,
        body: { error: { code: 'InputTextSensitiveContentDetected', message: 'The request failed' } },
      },
      { code: 'PROMPT_REFUSED' },
    ],
    [
      'A13: an Ark account is overdue',
      {
        provider: 'bytedance',
        status: 403,
        body: { error: { code: 'AccountOverdueError', message: 'overdue' } },
      },
      { code: 'OUT_OF_CREDIT' },
    ],
    [
      'A13: Ark withholds one item of a 200',
      {
        provider: 'bytedance',
        status: 200,
        body: { data: [{ error: { code: 'OutputImageSensitiveContentDetected', message: 'withheld' } }] },
      },
      { code: 'IMAGE_REFUSED', message: expect.stringContaining('withheld') },
    ],
    [
      'A15: Stability AI takes English only',
      {
        provider: 'stability-ai',
        status: 422,
        body: { id: '1', name: 'invalid_language', errors: ['English only'] },
      },
      { code: 'BAD_PARAMETER', message: expect.stringContaining('language') },
    ],
    [
      'A15: AWS Marketplace has no means of payment',
      {
        provider: 'bedrock-stability',
        status: 403,
        exception: 'AccessDeniedException',
        body: { message: 'Model access is denied due to INVALID_PAYMENT_INSTRUMENT' },
      },
      { code: 'OUT_OF_CREDIT', message: expect.stringContaining('INVALID_PAYMENT_INSTRUMENT') },
    ],
    [
      'A15: Gemini draws nothing and says why',
      {
        provider: 'google-gemini',
        status: 200,
        body: {
          candidates: [{ finishReason: 'NO_IMAGE', content: { parts: [{ text: 'I will not draw that.' }] } }],
        },
      },
      { code: 'INVALID_IMAGE', message: expect.stringContaining('I will not draw that.') },
    ],
    [
      'R5: a refusal inside a 200',
      {
        provider: 'openai-compatible',
        status: 200,
        body: { error: { code: 'content_policy_violation', message: 'no' } },
      },
      { code: 'PROMPT_REFUSED', retryable: false },
    ],
    [
      'R5: no quota inside a 200',
      {
        provider: 'openai-compatible',
        status: 200,
        body: { error: { code: 'insufficient_quota', message: 'no' } },
      },
      { code: 'OUT_OF_CREDIT', retryable: false },
    ],
    [
      'R5: a bad key inside a 200',
      {
        provider: 'openai-compatible',
        status: 200,
        body: { error: { code: 'invalid_api_key', message: 'no' } },
      },
      { code: 'BAD_KEY', retryable: false },
    ],
    [
      'R5: an outage inside a 200',
      {
        provider: 'openai-compatible',
        status: 200,
        body: { code: 500, msg: 'no channel available', data: null },
      },
      { code: 'PROVIDER_DOWN', message: expect.stringContaining('no channel available') },
    ],
    [
      'R10: new-api has no quota',
      {
        provider: 'openai-compatible',
        status: 403,
        body: { error: { code: 'insufficient_user_quota', message: 'x' } },
      },
      { code: 'OUT_OF_CREDIT' },
    ],
    [
      'R10: SiliconFlow has no balance',
      {
        provider: 'openai-compatible',
        status: 403,
        body: { code: 30001, message: 'Sorry, your account balance is insufficient' },
      },
      { code: 'OUT_OF_CREDIT' },
    ],
    [
      'R10: no balance as a 400',
      { provider: 'openai-compatible', status: 400, message: 'Insufficient Balance' },
      { code: 'OUT_OF_CREDIT' },
    ],
    [
      'R11: a wrong address',
      { provider: 'openai-compatible', status: 404, body: { detail: 'Not Found' } },
      { code: 'BAD_PARAMETER', message: expect.stringContaining('baseUrl') },
    ],
    [
      'R12: no picture and no reason',
      { provider: 'openai-compatible', status: 200, body: { data: [] } },
      { code: 'INVALID_IMAGE' },
    ],
    [
      'R18: a firewall',
      {
        provider: 'openai',
        status: 403,
        text: '<!DOCTYPE html><title>Just a moment...</title>',
        headers: { 'content-type': 'text/html', 'cf-mitigated': 'challenge' },
      },
      { code: 'PROVIDER_DOWN', billed: 'no', message: expect.stringContaining('firewall') },
    ],
    [
      'R18: a country',
      {
        provider: 'openai',
        status: 403,
        body: {
          error: {
            code: 'unsupported_country_region_territory',
            message: 'Country, region, or territory not supported',
          },
        },
      },
      { code: 'BAD_KEY', message: expect.stringContaining('country or region') },
    ],
  ])('%s', async (_, reply, expected) => {
    expect(await told(reply)).toMatchObject(expected);
  });

  it('A4: Bedrock’s own shape of a refusal has its reason', async () => {
    const moderated = {
      id: '1',
      status: 'Request Moderated',
      result: null,
      details: { 'Moderation Reasons': ['Derivative Works Filter'] },
      preview: null,
    };
    await expect(draw('Stable Image Core (Bedrock)', { bedrock: moderated })).rejects.toMatchObject({
      code: 'PROMPT_REFUSED',
      message: expect.stringContaining('Derivative Works Filter'),
    });
  });
});

describe('pictures that were thrown away', () => {
  it.each<[string, ScriptedReply]>([
    ['R15: a 201', { status: 201, json: { data: [{ b64_json: PIXEL_BASE64 }] } }],
    ['R15: a 202', { status: 202, json: { data: [{ b64_json: PIXEL_BASE64 }] } }],
    ['R16: SiliconFlow', { status: 200, json: { images: [{ url: 'https://cdn.example/a.png' }] } }],
    ['R16: a list of texts', { status: 200, json: { data: [PIXEL_BASE64] } }],
    ['R16: an object', { status: 200, json: { data: { b64_json: PIXEL_BASE64 } } }],
    ['R16: the bytes', { status: 200, bytes: PIXEL, headers: { 'content-type': 'image/png' } }],
  ])('%s', async (_, reply) => {
    expect((await draw('Mine', reply, OWN)).bytes).toEqual(PIXEL);
  });

  it('R6: Gemini marks its only picture as a thought', async () => {
    const parts = [
      { text: 'Hm', thought: true },
      { inlineData: { data: PIXEL_BASE64 }, thought: true },
    ];
    const json = { candidates: [{ content: { parts }, finishReason: 'STOP' }] };
    expect((await draw('Nano Banana 2.1', { status: 200, json })).bytes).toEqual(PIXEL);
  });

  it('A8: a vector picture is a picture', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
    const json = { data: [{ b64_json: Buffer.from(svg).toString('base64') }] };
    const { bytes } = await draw('Recraft v4.1', { status: 200, json }, { model: 'recraftv4_1_vector' });
    expect(Buffer.from(bytes).toString()).toBe(svg);
  });

  it('R22: several pictures are told of', async () => {
    const json = { data: [1, 2, 3].map(() => ({ b64_json: PIXEL_BASE64 })) };
    const { bytes, warnings } = await draw('Mine', { status: 200, json }, OWN);
    expect(bytes).toEqual(PIXEL);
    expect(JSON.stringify(warnings)).toContain('3');
  });
});

describe('what models were said to do', () => {
  it('A5: Recraft 4 takes no negative prompt, Recraft 3 does', () => {
    const later = plan('Recraft v4.1', { negativePrompt: 'dogs' });
    expect(later.sent).not.toHaveProperty('negative_prompt');
    expect(later.warnings).toHaveLength(1);
    expect(plan('Recraft v3', { negativePrompt: 'dogs' }).sent).toMatchObject({ negative_prompt: 'dogs' });
    expect(slotOf('Recraft v4.1').supports.negativePrompt).toBe(false);
  });

  it('A6: Google’s models at Together take none of four settings', () => {
    const together = {
      provider: 'openai-compatible',
      model: 'google/gemini-3-pro-image',
      fixed: { dialect: 'together' },
    };
    const { sent, warnings } = plan(
      'T',
      { seed: 7, steps: 4, guidance: 3, negativePrompt: 'dogs' },
      together,
    );
    for (const field of ['seed', 'steps', 'guidance_scale', 'negative_prompt'])
      expect(sent).not.toHaveProperty(field);
    expect(warnings).toHaveLength(4);
  });

  it('A7: Nano Banana draws itself', () => {
    expect(slotOf('Nano Banana')).toMatchObject({ model: 'gemini-2.5-flash-image', status: 'legacy' });
  });

  it('A11: prices at the settings that are sent', () => {
    expect(findModel('GPT Image 2.5 Flare')?.priceUsd).toEqual({ low: 0.0103, high: 0.0132 });
    expect(findModel('GPT Image 2.5 Sunburst')?.priceUsd).toEqual({ low: 0.0103, high: 0.0132 });
    expect(findModel('Grok Imagine 2.0')?.priceUsd).not.toBeNull();
  });

  it('A14: a vendor without a text model turns the rewriter off, not the product', () => {
    const named = {
      ModelCount: 1,
      Model1Name: 'Recraft v3',
      Model1Key: 'sk-0123456789',
      PromptModelIndex: 1,
    };
    const { faults, notices } = checkConfiguration(named, Date.parse('2026-11-26'));
    expect(faults).toEqual([]);
    expect(notices.join()).toContain('cannot be enhanced');
    const grok = { ...named, Model1Name: 'Grok Imagine' };
    expect(checkConfiguration(grok, Date.parse('2026-11-26')).faults).toEqual([]);
  });

  it('R11: the address of the route stands for the server', () => {
    const baseUrl = 'http://h/v1/images/generations';
    expect(slotOf('Mine', { ...OWN, baseUrl }).settings.baseUrl).toBe('http://h/v1');
  });
});

describe('names', () => {
  it.each([
    ['gemini-3-pro-image-preview', 'Nano Banana Pro'],
    ['gemini-3.1-flash-image-preview', 'Nano Banana 2'],
    ['gpt-image-1.5-2025-12-16', 'GPT Image 1.5'],
    ['imagen-4.0-generate-preview-06-06', 'Imagen 4'],
    ['grok-2-image-1212', 'Grok 2 Image'],
    ['flux kontext', undefined],
  ])('%s means %s', (written, name) => {
    if (name === undefined) expect(findModel(written)).toBeDefined();
    else expect(findModel(written)?.name).toBe(name);
  });

  it('suggestions are models that can be had', () => {
    for (const written of [
      'dall-e 9',
      'z-image',
      'hunyuan image 3',
      'mai-image-1',
      'janus pro',
      'midjourney',
    ]) {
      for (const name of suggestNames(written))
        expect([written, findModel(name)?.status]).toEqual([written, 'active']);
    }
  });

  it('a name of an account elsewhere is told what it needs: Azure has deployments of one’s own', () => {
    expect(suggestNames('azure/gpt-image-2')).toContain('GPT Image 2');
  });

  it('facts of a row are those of the row', () => {
    const row = findModel('Recraft v4.1');
    const vendor = vendorOf('recraft');
    if (row === undefined || vendor === undefined) throw new Error('no row');
    expect(modelFacts(vendor, row).supports.negativePrompt).toBe(false);
    expect(modelFacts(vendor, findModel('Recraft v3')).supports.negativePrompt).toBe(true);
  });
});
