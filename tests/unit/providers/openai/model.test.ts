import { describe, expect, it } from '@jest/globals';
import { openai } from '../../../../src/providers/openai/index.ts';
import type { ModelSettings } from '../../../../src/providers/types.ts';
import { fixture, providerWorld, type ScriptedReply } from '../../../helpers/provider-world.ts';
import { itAgainstSpec, requestSchema } from '../../../helpers/vendor-spec.ts';
import { providerSuite } from '../../../suites/provider.ts';

const settings: ModelSettings = {
  model: 'gpt-image-2.6-flare',
  key: 'sk-proj-0123456789ABCDEFGHIJKLMNOPQRSTUV',
  baseUrl: undefined,
  region: undefined,
  sizes: { '1:1': '1024x1024', '16:9': '1536x864', '3:2': '1536x1024' },
  fixed: { quality: 'medium', output_format: 'png' },
  priceUsd: 0.013,
};
const success = fixture(import.meta.url, 'success');
const error = (
  status: number,
  body: Record<string, unknown>,
  headers?: Record<string, string>,
): ScriptedReply => ({
  status,
  headers,
  json: {
    error: { message: 'What happened.', type: 'invalid_request_error', param: null, code: null, ...body },
  },
});

providerSuite('openai', {
  provider: openai,
  settings,
  supported: [],
  success: {
    replies: [success],
    options: { prompt: 'a red fox in snow', aspectRatio: '16:9' },
    sent: { model: 'gpt-image-2.6-flare', n: 1, size: '1536x864', quality: 'medium', output_format: 'png' },
    calls: [
      {
        method: 'POST',
        url: 'https://api.openai.com/v1/images/generations',
        headers: { authorization: 'Bearer <key>', connection: 'close', 'content-type': 'application/json' },
        body: {
          model: 'gpt-image-2.6-flare',
          prompt: 'a red fox in snow',
          n: 1,
          size: '1536x864',
          quality: 'medium',
          output_format: 'png',
        },
      },
    ],
    costUsd: 0.01323,
  },
  failures: [
    {
      name: 'a refused prompt',
      replies: [fixture(import.meta.url, 'moderated')],
      expected: { code: 'PROMPT_REFUSED', billed: 'no', retryable: false, message: /violence/ },
    },
    {
      name: 'a withheld picture',
      replies: [
        error(400, { code: 'moderation_blocked', moderation_details: { moderation_stage: 'output' } }),
      ],
      expected: { code: 'IMAGE_REFUSED', billed: 'unknown', retryable: true },
    },
    {
      name: 'a refusal in the words of DALL-E',
      replies: [error(400, { code: 'content_policy_violation' })],
      expected: { code: 'PROMPT_REFUSED', billed: 'no', retryable: false },
    },
    {
      name: 'a bad key',
      replies: [fixture(import.meta.url, 'error')],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false, notStarted: false },
    },
    {
      name: 'an empty account',
      replies: [error(429, { code: 'insufficient_quota', type: 'insufficient_quota' })],
      expected: { code: 'OUT_OF_CREDIT', billed: 'no', retryable: false, notStarted: false },
    },
    {
      name: 'a rate limit with a wait',
      replies: [error(429, { code: 'rate_limit_exceeded', type: 'requests' }, { 'retry-after': '7' })],
      expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: 7000 } },
    },
    {
      name: 'a rate limit without a wait',
      replies: [error(429, { code: 'rate_limit_exceeded', type: 'requests' })],
      expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: undefined } },
    },
    ...[500, 502, 503, 504].map((status) => ({
      name: `HTTP ${status}`,
      replies: [error(status, { type: 'server_error' })],
      expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true, notStarted: false } as const,
    })),
    {
      name: 'a parameter that it does not know',
      replies: [error(400, { message: "Unknown parameter: 'response_format'.", code: 'unknown_parameter' })],
      expected: { code: 'BAD_PARAMETER', billed: 'no', retryable: false, message: /response_format/ },
    },
    {
      name: 'a retired model',
      replies: [
        error(400, {
          message: "The model 'dall-e-3' does not exist.",
          code: 'invalid_value',
          param: 'model',
        }),
      ],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false },
    },
    {
      name: 'a model that is not found',
      replies: [error(404, { code: 'model_not_found' })],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false },
    },
  ],
  malformed: [
    [{ status: 200, text: '<html>' }],
    [{ status: 200, json: {} }],
    [{ status: 200, json: { data: [{}] } }],
    [{ status: 200, json: { data: [{ b64_json: 'bm90IGEgcGljdHVyZQ==' }] } }],
    [{ status: 200, json: null }],
  ],
});

describe('openai: what differs between its models', () => {
  const sentOf = (changed: Partial<ModelSettings>) =>
    openai.createImageModel({ ...settings, ...changed }, providerWorld([]).tools).plan({ prompt: 'a fox' })
      .sent;

  it('never sends response_format or style to a GPT Image model, even when an override names them', () => {
    const fixed = { quality: 'high', response_format: 'b64_json', style: 'vivid' };
    expect(sentOf({ fixed })).toEqual({
      model: 'gpt-image-2.6-flare',
      n: 1,
      size: '1024x1024',
      quality: 'high',
    });
  });

  it('speaks the DALL-E 3 shape for servers that still do', () => {
    const baseUrl = 'http://localhost:9000';
    const fixed = { quality: 'standard', output_format: 'png' };
    expect(sentOf({ model: 'dall-e-3', baseUrl, fixed })).toEqual({
      model: 'dall-e-3',
      n: 1,
      size: '1024x1024',
      response_format: 'b64_json',
      quality: 'standard',
    });
  });

  it('drops a quality that DALL-E never knew', () => {
    const fixed = { quality: 'medium', output_format: 'png' };
    expect(sentOf({ model: 'dall-e-3', fixed })).not.toHaveProperty('quality');
    expect(sentOf({ model: 'dall-e-2', fixed: { quality: 'standard' } })).not.toHaveProperty('quality');
  });

  it("calls the owner's server, with or without a version in its URL", async () => {
    for (const baseUrl of ['http://localhost:9000', 'http://localhost:9000/v1', 'http://localhost:9000/']) {
      const world = providerWorld([success]);
      const model = openai.createImageModel({ ...settings, baseUrl }, world.tools);
      await model.plan({ prompt: 'a fox' }).run({ signal: new AbortController().signal });
      expect(world.calls[0]?.url).toBe('http://localhost:9000/v1/images/generations');
    }
  });

  it('speaks to Azure OpenAI, whose models are named by their deployment', async () => {
    const baseUrl = 'https://acme.openai.azure.com/openai/v1';
    const azure = { ...settings, baseUrl, model: 'gpt-image-2', key: 'azure-0123456789abcdef' };
    const draw = (reply: ScriptedReply) => {
      const world = providerWorld([reply], { key: azure.key });
      const call = openai.createImageModel(azure, world.tools).plan({ prompt: 'a fox' });
      return { world, ended: call.run({ signal: new AbortController().signal }) };
    };
    const { world, ended } = draw(success);
    expect((await ended).costUsd).toBeGreaterThan(0);
    expect(world.calls).toMatchObject([
      {
        url: 'https://acme.openai.azure.com/openai/v1/images/generations',
        headers: { authorization: 'Bearer <key>' },
        body: { model: 'gpt-image-2', prompt: 'a fox', size: '1024x1024' },
      },
    ]);
    const refused = {
      error: { code: 'contentFilter', message: 'Your task failed as a result of our safety system.' },
    };
    await expect(draw({ status: 400, json: refused }).ended).rejects.toMatchObject({
      code: 'PROMPT_REFUSED',
    });
    const noDeployment = {
      error: { code: 'DeploymentNotFound', message: 'The API deployment for this resource does not exist.' },
    };
    await expect(draw({ status: 404, json: noDeployment }).ended).rejects.toMatchObject({
      code: 'MODEL_RETIRED',
      message: expect.stringContaining('deployment of this name'),
    });
  });

  it('reports no cost for a model whose prices per token it does not know', async () => {
    const model = openai.createImageModel(
      { ...settings, model: 'gpt-image-1-mini' },
      providerWorld([success]).tools,
    );
    const image = await model.plan({ prompt: 'a fox' }).run({ signal: new AbortController().signal });
    expect(image.costUsd).toBeUndefined();
  });

  it('rejects a key with a line break, without quoting it', async () => {
    const model = openai.createImageModel({ ...settings, key: 'sk-broken\nkey' }, providerWorld([]).tools);
    const run = model.plan({ prompt: 'a fox' }).run({ signal: new AbortController().signal });
    await expect(run).rejects.toMatchObject({ code: 'BAD_KEY', billed: 'no' });
    await expect(run).rejects.not.toThrow(/broken/);
  });

  for (const model of ['gpt-image-2', 'gpt-image-1.5', 'dall-e-3']) {
    itAgainstSpec(
      'openai',
      requestSchema('/images/generations'),
      `${model} sends a valid request`,
      async (validate) => {
        const world = providerWorld([success]);
        const fixed = model === 'dall-e-3' ? { quality: 'standard' } : settings.fixed;
        const plan = openai
          .createImageModel({ ...settings, model, fixed }, world.tools)
          .plan({ prompt: 'a fox' });
        await plan.run({ signal: new AbortController().signal });
        expect(validate(world.calls[0]?.body)).toEqual([]);
      },
    );
  }
});
