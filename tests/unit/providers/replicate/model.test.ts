import { describe, expect, it } from '@jest/globals';
import { replicate } from '../../../../src/providers/replicate/index.ts';
import type { ModelSettings } from '../../../../src/providers/types.ts';
import {
  fetchFailure,
  fixture,
  PIXEL,
  providerWorld,
  type ScriptedReply,
} from '../../../helpers/provider-world.ts';
import { providerSuite } from '../../../suites/provider.ts';

const settings: ModelSettings = {
  model: 'black-forest-labs/flux-dev',
  key: 'r8_0123456789abcdefghijklmnop',
  baseUrl: undefined,
  region: undefined,
  sizes: { '1:1': '1:1', '16:9': '16:9' },
  fixed: { output_format: 'png' },
  supports: { seed: true, steps: true, guidance: true, negativePrompt: false, control: false },
  priceUsd: 0.025,
};
const started = fixture(import.meta.url, 'started');
const success = fixture(import.meta.url, 'success');
const pictures = { 'https://replicate.delivery/xezq/a1b2/out-0.png': PIXEL };
const prediction = (status: string, error: string | null = null): ScriptedReply => ({
  status: 200,
  json: { id: 'gm3q', status, output: null, error },
});
const address = 'https://api.replicate.com/v1/predictions/gm3qorzdhgbfurvjtvhg6dckhu';
const keyHeader = { authorization: 'Bearer <key>', connection: 'close' };
const asked = { method: 'GET', url: address, headers: keyHeader, body: undefined };
const input = {
  prompt: 'a red fox in snow',
  aspect_ratio: '16:9',
  output_format: 'png',
  seed: 0,
  num_inference_steps: 30,
  guidance: 4,
};
const { prompt: _, ...sent } = input;

providerSuite('replicate', {
  provider: replicate,
  settings,
  supported: ['seed', 'steps', 'guidance'],
  success: {
    replies: [started, prediction('processing'), success],
    pictures,
    options: { prompt: 'a red fox in snow', aspectRatio: '16:9', seed: 0, steps: 30, guidance: 4 },
    sent,
    calls: [
      {
        method: 'POST',
        url: 'https://api.replicate.com/v1/models/black-forest-labs/flux-dev/predictions',
        headers: { ...keyHeader, 'content-type': 'application/json' },
        body: { input },
      },
      asked,
      asked,
    ],
  },
  failures: [
    {
      name: 'a bad key',
      replies: [
        {
          status: 401,
          json: {
            title: 'Unauthenticated',
            detail: 'You did not pass a valid authentication token',
            status: 401,
          },
        },
      ],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false, message: /valid authentication token/ },
    },
    {
      name: 'an empty account',
      replies: [fixture(import.meta.url, 'error')],
      expected: { code: 'OUT_OF_CREDIT', billed: 'no', retryable: false, message: /insufficient credit/ },
    },
    {
      name: 'an unknown model',
      replies: [{ status: 404, json: { detail: 'The requested resource could not be found.', status: 404 } }],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false },
    },
    {
      name: 'an input that is refused at once',
      replies: [
        {
          status: 422,
          json: { title: 'Input validation failed', detail: '- input.seed: Invalid type', status: 422 },
        },
      ],
      expected: { code: 'BAD_PARAMETER', billed: 'no', retryable: false, message: /input\.seed/ },
    },
    {
      name: 'an input that the model refuses',
      replies: [started, prediction('failed', 'Input validation error: seed is too large')],
      expected: { code: 'BAD_PARAMETER', billed: 'unknown', retryable: false, notStarted: false },
    },
    {
      name: 'a refusal, which does not say of what',
      replies: [started, fixture(import.meta.url, 'moderated')],
      expected: { code: 'PROMPT_REFUSED', billed: 'unknown', retryable: false, message: /E005/ },
    },
    {
      name: 'a picture that the checker withheld',
      replies: [
        started,
        prediction('failed', 'NSFW content detected. Try running it again, or try a different prompt.'),
      ],
      expected: { code: 'IMAGE_REFUSED', billed: 'unknown', retryable: true, notStarted: false },
    },
    {
      name: 'a model that failed',
      replies: [started, prediction('failed', 'CUDA out of memory')],
      expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true, message: /CUDA/ },
    },
    ...['canceled', 'aborted'].map((status) => ({
      name: `a prediction that was ${status}`,
      replies: [started, prediction(status)],
      expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true, notStarted: false } as const,
    })),
    {
      name: 'a rate limit with a wait',
      replies: [{ status: 429, json: { detail: 'Request was throttled.', retry_after: 3 } }],
      expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: 3000 } },
    },
    {
      name: 'a rate limit without a wait',
      replies: [{ status: 429, json: { detail: 'Request was throttled.' } }],
      expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: undefined } },
    },
    ...[500, 503].map((status) => ({
      name: `HTTP ${status}, which may have been billed`,
      replies: [{ status, text: '' }],
      expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true, notStarted: false } as const,
    })),
    {
      name: 'an address of somebody else',
      replies: [{ status: 201, json: { urls: { get: 'https://replicate.com.example/x' } } }],
      expected: { code: 'INVALID_IMAGE', billed: 'unknown', retryable: false, notStarted: false },
    },
  ],
  malformed: [
    [{ status: 201, text: 'ok' }],
    [{ status: 201, json: { id: 'gm3q' } }],
    [started, prediction('succeeded')],
    [started, ...Array.from({ length: 3 }, () => ({ status: 200, text: 'ok' }))],
  ],
});

describe('replicate: waiting', () => {
  it('keeps asking through outages and lost replies, without a second prediction', async () => {
    const replies = [
      started,
      prediction('starting'),
      { status: 500, text: '' },
      { status: 429, json: { detail: 'Request was throttled.', status: 429 } },
      fetchFailure('ECONNRESET'),
      success,
    ];
    const world = providerWorld(replies, { key: settings.key, pictures });
    const call = replicate.createImageModel(settings, world.tools).plan({ prompt: 'a fox' });
    expect(await call.run({ signal: new AbortController().signal })).toEqual({ bytes: PIXEL });
    expect(world.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(world.downloads[0]).toEqual({
      address: 'https://replicate.delivery/xezq/a1b2/out-0.png',
      trustedOrigin: undefined,
    });
  });

  it('takes the picture of a first reply that is the last one', async () => {
    const output = ['https://replicate.delivery/xezq/a1b2/out-0.png'];
    const reply = {
      status: 200,
      json: { ...(started as { json: object }).json, status: 'succeeded', output },
    };
    const world = providerWorld([reply], { key: settings.key, pictures });
    const call = replicate.createImageModel(settings, world.tools).plan({ prompt: 'a fox' });
    expect(await call.run({ signal: new AbortController().signal })).toEqual({ bytes: PIXEL });
    expect(world.calls).toHaveLength(1);
  });

  it('asks for a version where the owner names one, and takes an output that is not a list', async () => {
    const one: ScriptedReply = {
      status: 200,
      json: { status: 'succeeded', output: 'https://replicate.delivery/xezq/a1b2/out-0.png' },
    };
    const world = providerWorld([started, one], { key: settings.key, pictures });
    const versioned = { ...settings, model: 'someone/their-model:5c7d5dc6', fixed: {} };
    const call = replicate.createImageModel(versioned, world.tools).plan({ prompt: 'a fox' });
    expect(await call.run({ signal: new AbortController().signal })).toEqual({ bytes: PIXEL });
    expect(world.calls[0]).toMatchObject({
      url: 'https://api.replicate.com/v1/predictions',
      body: { version: '5c7d5dc6', input: { prompt: 'a fox', aspect_ratio: '1:1' } },
    });
  });
});
