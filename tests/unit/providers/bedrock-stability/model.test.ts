import { describe, expect, it } from '@jest/globals';
import {
  bedrockStability,
  bedrockStabilityEnhancer,
} from '../../../../src/providers/bedrock-stability/index.ts';
import { ENHANCE_INSTRUCTION } from '../../../../src/providers/shared/enhance-instruction.ts';
import type { ModelSettings } from '../../../../src/providers/types.ts';
import { BEDROCK_FAILURES, bedrockException, bedrockFixture } from '../../../helpers/bedrock-fixture.ts';
import { PIXEL, PIXEL_BASE64, providerWorld, type ScriptedReply } from '../../../helpers/provider-world.ts';
import { saying } from '../../../helpers/saying.ts';
import { providerSuite } from '../../../suites/provider.ts';

const settings: ModelSettings = {
  model: 'stability.sd3-5-large-v1:0',
  key: undefined,
  baseUrl: undefined,
  region: 'us-west-2',
  sizes: { '1:1': '1:1', '16:9': '16:9' },
  fixed: { output_format: 'png' },
  priceUsd: 0.08,
};
const signal = () => new AbortController().signal;

providerSuite('bedrock-stability', {
  provider: bedrockStability,
  settings,
  supported: ['seed', 'negativePrompt'],
  transport: 'bedrock',
  success: {
    replies: [bedrockFixture(import.meta.url, 'success')],
    options: { prompt: 'a red fox in snow', aspectRatio: '16:9', seed: 2130420379, negativePrompt: 'blur' },
    sent: { aspect_ratio: '16:9', output_format: 'png', seed: 2130420379, negative_prompt: 'blur' },
    calls: [
      {
        method: 'POST',
        url: 'bedrock:us-west-2/invoke/stability.sd3-5-large-v1:0',
        headers: {},
        body: {
          prompt: 'a red fox in snow',
          aspect_ratio: '16:9',
          output_format: 'png',
          seed: 2130420379,
          negative_prompt: 'blur',
        },
      },
    ],
  },
  failures: [
    {
      name: 'a prompt refused within a 200',
      replies: [bedrockFixture(import.meta.url, 'moderated')],
      expected: { code: 'PROMPT_REFUSED', billed: 'no', retryable: false, message: /Filter reason: prompt/ },
    },
    {
      name: 'a picture refused within a 200',
      replies: [{ bedrock: { finish_reasons: ['Filter reason: output image'] } }],
      expected: { code: 'IMAGE_REFUSED', billed: 'unknown', retryable: true },
    },
    {
      name: 'an inference error within a 200',
      replies: [{ bedrock: { finish_reasons: ['Inference error'] } }],
      expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true, notStarted: false },
    },
    {
      name: 'a model that has ended',
      replies: [bedrockFixture(import.meta.url, 'error')],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false, message: /end of its life/ },
    },
    {
      name: 'a retired model, reported as a bad request',
      replies: [bedrockException('ValidationException', 400, 'The provided model identifier is invalid.')],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false },
    },
    {
      name: 'a connection that was never made',
      replies: [bedrockException('TimeoutError', undefined, 'the socket did not establish a connection')],
      expected: { code: 'PROVIDER_DOWN', billed: 'no', retryable: true, notStarted: { waitMs: undefined } },
    },
    {
      name: 'a refusal under `errors`, within a 200 (LiteLLM, stability_transformation.py)',
      replies: [{ bedrock: { errors: ['Your request was flagged by our content moderation system.'] } }],
      expected: { code: 'PROMPT_REFUSED', billed: 'no', retryable: false, message: /was flagged/ },
    },
    {
      name: 'a reason that speaks of no filter',
      replies: [{ bedrock: { finish_reasons: ['Internal error'] } }],
      expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true, message: /Internal error/ },
    },
    ...BEDROCK_FAILURES,
  ],
  malformed: [
    [{ bedrock: 'ok' }],
    [{ bedrock: { seeds: [1], finish_reasons: [null] } }],
    [{ bedrock: { seeds: [1], finish_reasons: [null], images: ['bm8='] } }],
    [bedrockException('UnreadableAnswer', 200)],
  ],
});

describe('bedrock-stability', () => {
  const plan = (changed: Partial<ModelSettings>, options: { seed?: number; negativePrompt?: string }) => {
    const world = providerWorld([bedrockFixture(import.meta.url, 'success')]);
    const model = bedrockStability.createImageModel({ ...settings, ...changed }, world.tools);
    return { world, call: model.plan({ prompt: 'a fox', ...options }) };
  };

  it.each([
    { finish_reasons: ['SUCCESS'], images: [PIXEL_BASE64] },
    { artifacts: [{ base64: PIXEL_BASE64, finishReason: 'SUCCESS' }] },
  ])('takes the picture of %j', async (bedrock) => {
    const { tools } = providerWorld([{ bedrock }]);
    const call = bedrockStability.createImageModel(settings, tools).plan({ prompt: 'a fox' });
    expect(await call.run({ signal: signal() })).toEqual({ bytes: PIXEL });
  });

  it('sends a negative prompt only where it is documented', () => {
    const { call } = plan({ model: 'stability.stable-image-ultra-v1:1' }, { negativePrompt: 'blur' });
    expect(call.sent).toEqual({ aspect_ratio: '1:1', output_format: 'png' });
    expect(call.warnings).toEqual([
      saying('negative prompt is not supported by this model and was not sent'),
    ]);
  });

  it('says when another seed was used', async () => {
    const { call } = plan({}, { seed: 7 });
    const { warnings } = await call.run({ signal: signal() });
    expect(warnings).toEqual([saying('AWS Bedrock used seed 2130420379 instead')]);
  });

  it('warns that seed 0 means a random seed', async () => {
    const { call } = plan({}, { seed: 0 });
    expect(call.warnings).toEqual([saying('seed 0 means a random seed to this model')]);
    expect((await call.run({ signal: signal() })).warnings).toBeUndefined();
  });

  it('names the missing region', async () => {
    const { call } = plan({ region: undefined }, {});
    await expect(call.run({ signal: signal() })).rejects.toMatchObject({
      code: 'BAD_PARAMETER',
      message: expect.stringMatching(/region/),
    });
  });
});

describe('bedrock enhancer', () => {
  const text: ModelSettings = {
    ...settings,
    model: 'amazon.nova-lite-v1:0',
    region: 'us-east-1',
    sizes: {},
    fixed: {},
  };
  const rewrite = (reply: ScriptedReply) => {
    const world = providerWorld([reply]);
    const enhancer = bedrockStabilityEnhancer.createEnhancer(text, world.tools);
    return { world, text: enhancer.enhance('a fox', { signal: signal() }) };
  };

  it('asks Converse with our instruction', async () => {
    const { world, text } = rewrite({ bedrock: 'A fox at dawn.' });
    expect(await text).toBe('A fox at dawn.');
    expect(world.calls).toEqual([
      {
        method: 'POST',
        url: 'bedrock:us-east-1/converse/amazon.nova-lite-v1:0',
        headers: {},
        body: { system: ENHANCE_INSTRUCTION, user: 'a fox', maxTokens: 600 },
      },
    ]);
  });

  it.each([
    [bedrockException('AccessDeniedException', 403), 'BAD_KEY'],
    [bedrockException('ThrottlingException', 429), 'RATE_LIMITED'],
    [{ bedrock: '  ' }, 'PROVIDER_DOWN'],
  ] as const)('fails where Bedrock does', async (reply, code) => {
    await expect(rewrite(reply).text).rejects.toMatchObject({ code });
  });
});
