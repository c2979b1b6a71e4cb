import { describe, expect, it } from '@jest/globals';
import { stabilityAi } from '../../../../src/providers/stability-ai/index.ts';
import type { GenerateOptions, ModelSettings } from '../../../../src/providers/types.ts';
import { fixture, PIXEL, providerWorld, type ScriptedReply } from '../../../helpers/provider-world.ts';
import { saying } from '../../../helpers/saying.ts';
import { itAgainstSpec, requestSchema } from '../../../helpers/vendor-spec.ts';
import { providerSuite } from '../../../suites/provider.ts';

const settings: ModelSettings = {
  model: 'sd3.5-large',
  key: 'sk-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef',
  baseUrl: undefined,
  region: undefined,
  sizes: { '1:1': '1:1', '16:9': '16:9', '4:3': '5:4' },
  fixed: { output_format: 'png' },
  priceUsd: 0.065,
};
const success = fixture(import.meta.url, 'success');
const failure = (status: number, name: string, headers?: Record<string, string>): ScriptedReply => ({
  status,
  headers,
  json: { id: 'a3b1c5d7e9f0a2b4c6d8e0f1a3b5c7d9', name, errors: ['What happened.'] },
});

providerSuite('stability-ai sd3', {
  provider: stabilityAi,
  settings,
  supported: ['seed', 'negativePrompt', 'guidance'],
  success: {
    replies: [success],
    options: {
      prompt: 'a red fox in snow',
      aspectRatio: '16:9',
      seed: 42,
      negativePrompt: 'blur',
      guidance: 6,
    },
    sent: {
      model: 'sd3.5-large',
      aspect_ratio: '16:9',
      output_format: 'png',
      seed: 42,
      negative_prompt: 'blur',
      cfg_scale: 6,
    },
    calls: [
      {
        method: 'POST',
        url: 'https://api.stability.ai/v2beta/stable-image/generate/sd3',
        headers: { authorization: 'Bearer <key>', accept: 'application/json', connection: 'close' },
        body: {
          model: 'sd3.5-large',
          prompt: 'a red fox in snow',
          aspect_ratio: '16:9',
          output_format: 'png',
          seed: '42',
          negative_prompt: 'blur',
          cfg_scale: '6',
        },
      },
    ],
  },
  failures: [
    {
      name: 'a refused prompt',
      replies: [fixture(import.meta.url, 'moderated')],
      expected: { code: 'PROMPT_REFUSED', billed: 'no', retryable: false, message: /content moderation/ },
    },
    {
      name: 'a blurred picture inside a 200',
      replies: [{ status: 200, json: { ...(success.json as object), finish_reason: 'CONTENT_FILTERED' } }],
      expected: { code: 'IMAGE_REFUSED', billed: 'unknown', retryable: true },
    },
    {
      name: 'a blurred picture as plain bytes',
      replies: [{ status: 200, bytes: PIXEL, headers: { 'finish-reason': 'CONTENT_FILTERED' } }],
      expected: { code: 'IMAGE_REFUSED', billed: 'unknown', retryable: true },
    },
    {
      name: 'a bad parameter',
      replies: [fixture(import.meta.url, 'error')],
      expected: { code: 'BAD_PARAMETER', billed: 'no', retryable: false, message: /aspect_ratio/ },
    },
    {
      name: 'a prompt in a language that it does not read',
      replies: [failure(422, 'invalid_language')],
      expected: { code: 'BAD_PARAMETER', billed: 'no', retryable: false },
    },
    {
      name: 'a prompt about a public figure',
      replies: [failure(422, 'public_figure')],
      expected: { code: 'PROMPT_REFUSED', billed: 'no', retryable: false },
    },
    {
      name: 'a bad key',
      replies: [failure(401, 'unauthorized')],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false, notStarted: false },
    },
    {
      name: 'a bad key in the manner of v1',
      replies: [
        { status: 401, json: { id: 'x', name: 'invalid_api_key', message: 'missing authorization header' } },
      ],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false, notStarted: false },
    },
    {
      name: 'an empty account',
      replies: [failure(402, 'payment_required')],
      expected: { code: 'OUT_OF_CREDIT', billed: 'no', retryable: false, notStarted: false },
    },
    {
      name: 'a rate limit with a wait',
      replies: [failure(429, 'rate_limit_exceeded', { 'retry-after': '3' })],
      expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: 3000 } },
    },
    {
      name: 'a rate limit without a wait: the documented lock-out',
      replies: [failure(429, 'rate_limit_exceeded')],
      expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: 60_000 } },
    },
    {
      name: 'a request that is too large',
      replies: [failure(413, 'payload_too_large')],
      expected: { code: 'BAD_PARAMETER', billed: 'no', retryable: false },
    },
    {
      name: 'a route that is gone',
      replies: [failure(404, 'not_found')],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false },
    },
    ...[500, 503].map((status) => ({
      name: `HTTP ${status}`,
      replies: [failure(status, 'internal_error')],
      expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true, notStarted: false } as const,
    })),
  ],
  malformed: [
    [{ status: 200, text: 'hello' }],
    [{ status: 200, json: {} }],
    [{ status: 200, json: { image: 'bm90IGEgcGljdHVyZQ==', finish_reason: 'SUCCESS' } }],
  ],
});

describe('stability-ai: what differs between its routes', () => {
  const run = async (
    changed: Partial<ModelSettings>,
    options: Partial<GenerateOptions>,
    reply: ScriptedReply,
  ) => {
    const world = providerWorld([reply]);
    const plan = stabilityAi
      .createImageModel({ ...settings, ...changed }, world.tools)
      .plan({ prompt: 'a fox', ...options });
    return { world, plan, image: await plan.run({ signal: new AbortController().signal }) };
  };

  for (const model of ['ultra', 'core']) {
    it(`asks ${model} at a route of its own, without model and cfg_scale`, async () => {
      const { world, plan } = await run({ model }, { guidance: 5 }, success);
      expect(world.calls[0]?.url).toBe(`https://api.stability.ai/v2beta/stable-image/generate/${model}`);
      expect(plan.sent).toEqual({ aspect_ratio: '1:1', output_format: 'png' });
      expect(plan.warnings).toEqual([saying('guidance is not supported by this model and was not sent')]);
    });
  }

  it('takes plain bytes from a server that ignores Accept', async () => {
    const { image } = await run(
      {},
      {},
      { status: 200, bytes: PIXEL, headers: { 'content-type': 'image/png' } },
    );
    expect(Buffer.from(image.bytes)).toEqual(PIXEL);
  });

  it('takes the picture of any success, and of the list of the first version of the API', async () => {
    const base64 = Buffer.from(PIXEL).toString('base64');
    const replies: ScriptedReply[] = [
      { ...success, status: 201 },
      { status: 200, json: { artifacts: [{ base64, seed: 7, finishReason: 'SUCCESS' }] } },
    ];
    for (const reply of replies) expect((await run({}, { seed: 7 }, reply)).image.bytes).toBeDefined();
    const blurred = { artifacts: [{ base64, finishReason: 'CONTENT_FILTERED' }] };
    await expect(run({}, {}, { status: 200, json: blurred })).rejects.toMatchObject({
      code: 'IMAGE_REFUSED',
    });
  });

  it('reads an error inside a success', async () => {
    const json = { name: 'content_moderation', errors: ['Your request was flagged.'] };
    await expect(run({}, {}, { status: 200, json })).rejects.toMatchObject({
      code: 'PROMPT_REFUSED',
      message: expect.stringContaining('was flagged'),
      notStarted: undefined,
    });
  });

  it('says when another seed was used', async () => {
    const { image } = await run({}, { seed: 41 }, success);
    expect(image.warnings).toEqual([saying('Stability AI used seed 42 instead')]);
  });

  it('warns that seed 0 means a random seed here', async () => {
    const { plan } = await run({}, { seed: 0 }, success);
    expect(plan.warnings).toEqual([saying('seed 0 means a random seed to this model')]);
  });

  it('keeps guidance within the limits of the model and says so', async () => {
    const { plan } = await run({}, { guidance: 30 }, success);
    expect(plan.sent.cfg_scale).toBe(10);
    expect(plan.warnings).toEqual([saying('guidance 30 is outside of 1 to 10 for this model; 10 was sent')]);
  });

  it('names the shape that it sends if the requested one does not exist', async () => {
    const { plan } = await run({}, { aspectRatio: '4:3' }, success);
    expect(plan.warnings).toEqual([
      saying('aspect ratio 4:3 is not supported by this model; 5:4 is the nearest and was sent'),
    ]);
  });

  for (const [model, route] of [
    ['ultra', 'ultra'],
    ['core', 'core'],
    ['sd3.5-large-turbo', 'sd3'],
  ] as const) {
    const pointer = requestSchema(`/v2beta/stable-image/generate/${route}`, 'multipart/form-data');
    itAgainstSpec('stability', pointer, `${model} sends a valid request`, (validate) => {
      const plan = stabilityAi.createImageModel({ ...settings, model }, providerWorld([]).tools);
      const { sent } = plan.plan({ prompt: 'a fox', seed: 42, negativePrompt: 'blur', aspectRatio: '4:3' });
      expect(validate({ ...sent, prompt: 'a fox' })).toEqual([]);
    });
  }
});
