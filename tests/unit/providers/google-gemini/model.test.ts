import { describe, expect, it } from '@jest/globals';
import { googleGemini } from '../../../../src/providers/google-gemini/index.ts';
import type { ModelSettings } from '../../../../src/providers/types.ts';
import {
  fixture,
  PIXEL,
  PIXEL_BASE64,
  providerWorld,
  type ScriptedReply,
} from '../../../helpers/provider-world.ts';
import { providerSuite } from '../../../suites/provider.ts';

const settings: ModelSettings = {
  model: 'gemini-nano-banana-2.1',
  key: 'AIzaSy-0123456789abcdefghijklmnopqrstuv',
  baseUrl: undefined,
  region: undefined,
  sizes: { '1:1': '1:1', '16:9': '16:9' },
  fixed: { imageSize: '1K' },
  priceUsd: 0.04,
};
const success = fixture(import.meta.url, 'success');
const signal = () => new AbortController().signal;
/** (6 × 1.50 + 1120 × 30 + (10 + 100) × 7.50) / 1,000,000 */
const COST = 0.034434;

const error = (status: number, name: string, details: unknown[] = []): ScriptedReply => ({
  status,
  json: { error: { code: status, message: `Something about ${name}.`, status: name, details } },
});
const finished = (finishReason: string, parts: unknown[] = [], finishMessage?: string): ScriptedReply => ({
  status: 200,
  json: { candidates: [{ content: { parts }, finishReason, finishMessage }] },
});

providerSuite('google-gemini', {
  provider: googleGemini,
  settings,
  supported: [],
  success: {
    replies: [success],
    options: { prompt: 'a red fox in snow', aspectRatio: '16:9' },
    sent: { aspectRatio: '16:9', imageSize: '1K' },
    calls: [
      {
        method: 'POST',
        url: 'https://generativelanguage.googleapis.com/v1beta/models/gemini-nano-banana-2.1:generateContent',
        headers: { 'x-goog-api-key': '<key>', connection: 'close', 'content-type': 'application/json' },
        body: {
          contents: [{ role: 'user', parts: [{ text: 'a red fox in snow' }] }],
          generationConfig: {
            responseModalities: ['IMAGE'],
            imageConfig: { aspectRatio: '16:9', imageSize: '1K' },
          },
        },
      },
    ],
    costUsd: COST,
  },
  failures: [
    {
      name: 'a bad key, which is a 400 here',
      replies: [fixture(import.meta.url, 'error')],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false, notStarted: false },
    },
    {
      name: 'a prompt blocked within a 200',
      replies: [fixture(import.meta.url, 'moderated')],
      expected: { code: 'PROMPT_REFUSED', billed: 'no', retryable: false, message: /prohibited content/ },
    },
    ...[
      'SAFETY',
      'RECITATION',
      'BLOCKLIST',
      'PROHIBITED_CONTENT',
      'SPII',
      'IMAGE_SAFETY',
      'IMAGE_PROHIBITED_CONTENT',
      'IMAGE_RECITATION',
    ].map((reason) => ({
      name: `a picture withheld with ${reason} within a 200`,
      replies: [finished(reason, [], 'Unable to show the image.')],
      expected: {
        code: 'IMAGE_REFUSED',
        billed: 'unknown',
        retryable: true,
        notStarted: false,
        message: /Unable to show the image/,
      } as const,
    })),
    {
      name: 'an answer in words',
      replies: [finished('STOP', [{ text: 'I can only talk about foxes.' }])],
      expected: { code: 'INVALID_IMAGE', billed: 'unknown', retryable: true, message: /talk about foxes/ },
    },
    {
      name: 'a missing right',
      replies: [error(403, 'PERMISSION_DENIED')],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false },
    },
    {
      name: 'an account without billing',
      replies: [error(400, 'FAILED_PRECONDITION', [{ reason: 'BILLING_DISABLED' }])],
      expected: { code: 'OUT_OF_CREDIT', billed: 'no', retryable: false },
    },
    {
      name: 'a bad parameter',
      replies: [error(400, 'INVALID_ARGUMENT')],
      expected: { code: 'BAD_PARAMETER', billed: 'no', retryable: false },
    },
    {
      name: 'a retired model',
      replies: [error(404, 'NOT_FOUND')],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false },
    },
    {
      name: 'a rate limit with the wait in the body',
      replies: [
        error(429, 'RESOURCE_EXHAUSTED', [
          { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '37s' },
        ]),
      ],
      expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: 37_000 } },
    },
    {
      name: 'a rate limit without a wait',
      replies: [error(429, 'RESOURCE_EXHAUSTED')],
      expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: undefined } },
    },
    {
      name: 'an overload',
      replies: [error(503, 'UNAVAILABLE')],
      expected: { code: 'PROVIDER_DOWN', billed: 'no', retryable: true, notStarted: { waitMs: undefined } },
    },
    ...[500, 504].map((status) => ({
      name: `HTTP ${status}`,
      replies: [error(status, 'INTERNAL')],
      expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true, notStarted: false } as const,
    })),
  ],
  malformed: [
    [{ status: 200, text: 'ok' }],
    [{ status: 200, json: {} }],
    [finished('IMAGE_OTHER')],
    [finished('NO_IMAGE')],
    [finished('MAX_TOKENS')],
    [finished('STOP', [{ inlineData: { mimeType: 'image/png', data: 'bm90aGluZw==' } }])],
  ],
});

describe('google-gemini', () => {
  it('keeps a picture of which every part is marked as a thought: it was paid for', async () => {
    const parts = [
      { text: 'Sketching.', thought: true },
      { inlineData: { mimeType: 'image/png', data: PIXEL_BASE64 }, thought: true },
    ];
    const { tools } = providerWorld([finished('STOP', parts)]);
    const call = googleGemini.createImageModel(settings, tools).plan({ prompt: 'a fox' });
    expect((await call.run({ signal: new AbortController().signal })).bytes).toEqual(PIXEL);
  });

  it("takes the last picture that is not part of the model's thoughts, and says that another came", async () => {
    const drafts = finished('STOP', [
      { inlineData: { data: 'ZHJhZnQ=' } },
      { inlineData: { data: PIXEL_BASE64 } },
    ]);
    const model = googleGemini.createImageModel(settings, providerWorld([drafts]).tools);
    const { bytes, warnings } = await model.plan({ prompt: 'a fox' }).run({ signal: signal() });
    expect(bytes).toEqual(PIXEL);
    expect(warnings).toMatchObject([{ code: 'MORE_PICTURES', values: { count: 2 } }]);
  });

  it.each<[string, ScriptedReply]>([
    ['any success', { ...success, status: 201 }],
    ['the list of the streaming route', { status: 200, json: [success.json] }],
    [
      'a file that is no picture behind it',
      finished('STOP', [
        { inlineData: { mimeType: 'image/png', data: PIXEL_BASE64 } },
        { inlineData: { mimeType: 'text/plain', data: 'aGVsbG8=' } },
      ]),
    ],
    [
      'names in another style',
      finished('STOP', [{ inline_data: { mime_type: 'image/png', data: PIXEL_BASE64 } }]),
    ],
    [
      'a second candidate',
      {
        status: 200,
        json: {
          candidates: [
            { finishReason: 'IMAGE_OTHER' },
            { content: { parts: [{ inlineData: { data: PIXEL_BASE64 } }] } },
          ],
        },
      },
    ],
  ])('does not lose the picture of %s', async (_, reply) => {
    const model = googleGemini.createImageModel(settings, providerWorld([reply]).tools);
    const { bytes } = await model.plan({ prompt: 'a fox' }).run({ signal: signal() });
    expect(bytes).toEqual(PIXEL);
  });

  it.each([
    [{ code: 429, status: 'RESOURCE_EXHAUSTED', message: 'Slow down.' }, 'RATE_LIMITED', 'Slow down.'],
    [{ code: 400, message: 'Bad.', details: [{ reason: 'API_KEY_INVALID' }] }, 'BAD_KEY', 'Bad.'],
    [
      { code: 403, message: 'No.', details: [{ reason: 'CONSUMER_SUSPENDED' }] },
      'BAD_KEY',
      'blocked the account',
    ],
  ])('reads the error %j inside a success, and never asks again by itself', async (inside, code, words) => {
    const reply = { status: 200, json: { error: inside } };
    const model = googleGemini.createImageModel(settings, providerWorld([reply]).tools);
    await expect(model.plan({ prompt: 'a fox' }).run({ signal: signal() })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
      notStarted: undefined,
    });
  });

  it('says at least in one word why nothing was drawn', async () => {
    const model = googleGemini.createImageModel(settings, providerWorld([finished('NO_IMAGE', [])]).tools);
    await expect(model.plan({ prompt: 'a fox' }).run({ signal: signal() })).rejects.toThrow('“no image”');
  });

  it('counts a withheld picture by the tokens spent on it', async () => {
    const json = {
      candidates: [{ finishReason: 'IMAGE_SAFETY' }],
      modelVersion: 'gemini-nano-banana-2.1',
      usageMetadata: {
        promptTokenCount: 6,
        candidatesTokenCount: 1120,
        candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1120 }],
      },
    };
    const model = googleGemini.createImageModel(settings, providerWorld([{ status: 200, json }]).tools);
    await expect(model.plan({ prompt: 'a fox' }).run({ signal: signal() })).rejects.toMatchObject({
      code: 'IMAGE_REFUSED',
      billed: 'yes',
      costUsd: 0.033609,
    });
  });

  it('counts an unusable picture by the tokens spent on it', async () => {
    const broken = JSON.parse(JSON.stringify(success.json).replaceAll(PIXEL_BASE64, 'bm9uZQ=='));
    const model = googleGemini.createImageModel(
      settings,
      providerWorld([{ status: 200, json: broken }]).tools,
    );
    await expect(model.plan({ prompt: 'a fox' }).run({ signal: signal() })).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      billed: 'yes',
      costUsd: COST,
    });
  });

  it('makes no claim on the cost of models whose price per token is not known', async () => {
    const world = providerWorld([success]);
    const model = googleGemini.createImageModel({ ...settings, model: 'gemini-3-pro-image' }, world.tools);
    expect(await model.plan({ prompt: 'a fox' }).run({ signal: signal() })).toEqual({ bytes: PIXEL });
  });

  it('sends a thinking level beside the picture settings', async () => {
    const world = providerWorld([success]);
    const fixed = { imageSize: '2K', thinkingLevel: 'HIGH' };
    const model = googleGemini.createImageModel({ ...settings, fixed }, world.tools);
    await model.plan({ prompt: 'a fox' }).run({ signal: signal() });
    expect(world.calls[0]?.body).toMatchObject({
      generationConfig: {
        imageConfig: { aspectRatio: '1:1', imageSize: '2K' },
        thinkingConfig: { thinkingLevel: 'HIGH' },
      },
    });
  });

  it.each([
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000/v1beta/models/a%2Fb:generateContent'],
    ['https://proxy.example/google/v1', 'https://proxy.example/google/v1/models/a%2Fb:generateContent'],
  ])('asks the server at %s', async (baseUrl, url) => {
    const world = providerWorld([success]);
    const model = googleGemini.createImageModel({ ...settings, model: 'a/b', baseUrl }, world.tools);
    await model.plan({ prompt: 'a fox' }).run({ signal: signal() });
    expect(world.calls[0]?.url).toBe(url);
  });
});
