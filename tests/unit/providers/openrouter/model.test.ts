import { expect, it } from '@jest/globals';
import { reportedCost } from '../../../../src/providers/openrouter/api.ts';
import { openrouter } from '../../../../src/providers/openrouter/index.ts';
import type { ModelSettings } from '../../../../src/providers/types.ts';
import { fixture, PIXEL, PIXEL_BASE64, providerWorld } from '../../../helpers/provider-world.ts';
import { busyAndDown, providerSuite } from '../../../suites/provider.ts';

const settings: ModelSettings = {
  model: 'google/gemini-3-pro-image',
  key: 'sk-or-v1-0123456789abcdefghijklmnop',
  region: undefined,
  baseUrl: undefined,
  sizes: { '1:1': '1:1', '16:9': '16:9' },
  fixed: { resolution: '1K' },
  supports: { seed: true, steps: false, guidance: false, negativePrompt: false, control: false },
  priceUsd: 0.134,
};
const success = fixture(import.meta.url, 'success');

providerSuite('openrouter', {
  provider: openrouter,
  settings,
  supported: ['seed'],
  success: {
    replies: [success],
    options: { prompt: 'a red fox in snow', aspectRatio: '16:9', seed: 0 },
    sent: { model: 'google/gemini-3-pro-image', aspect_ratio: '16:9', resolution: '1K', seed: 0 },
    calls: [
      {
        method: 'POST',
        url: 'https://openrouter.ai/api/v1/images',
        headers: { authorization: 'Bearer <key>', connection: 'close', 'content-type': 'application/json' },
        body: {
          model: 'google/gemini-3-pro-image',
          prompt: 'a red fox in snow',
          aspect_ratio: '16:9',
          resolution: '1K',
          seed: 0,
        },
      },
    ],
    costUsd: 0.0402,
  },
  failures: [
    {
      name: 'a refused prompt, which is a 403 here',
      replies: [fixture(import.meta.url, 'moderated')],
      expected: { code: 'PROMPT_REFUSED', billed: 'no', retryable: false, message: /flagged/ },
    },
    {
      name: 'a 403 that is not a refusal',
      replies: [{ status: 403, json: { error: { code: 403, message: 'Key is disabled' } } }],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false },
    },
    {
      name: 'an empty account',
      replies: [fixture(import.meta.url, 'error')],
      expected: { code: 'OUT_OF_CREDIT', billed: 'no', retryable: false, message: /Insufficient credits/ },
    },
    {
      name: 'a bad key',
      replies: [{ status: 401, json: { error: { code: 401, message: 'No auth credentials found' } } }],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false },
    },
    {
      name: 'a model that nobody offers',
      replies: [
        {
          status: 404,
          json: { error: { code: 404, message: 'No endpoints found that support this model.' } },
        },
      ],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false },
    },
    {
      name: 'an overloaded maker',
      replies: [{ status: 529, json: { error: { code: 529, message: 'Provider overloaded' } } }],
      expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true },
    },
    {
      name: 'an error inside a 200',
      replies: [{ status: 200, json: { error: { code: 402, message: 'Insufficient credits.' } } }],
      expected: { code: 'OUT_OF_CREDIT', billed: 'no', retryable: false },
    },
    {
      name: 'an empty list that was paid for',
      replies: [{ status: 200, json: { data: [], usage: { cost: 0.04 } } }],
      expected: { code: 'INVALID_IMAGE', billed: 'yes', retryable: true },
    },
    ...busyAndDown(),
  ],
  malformed: [[{ status: 200, text: 'ok' }], [{ status: 200, json: { data: [] } }]],
});

it('openrouter takes pixels as a size, and believes no negative cost', async () => {
  const reply = { ...success, json: { data: [{ b64_json: PIXEL_BASE64 }], usage: { cost: -1 } } };
  const world = providerWorld([reply], { key: settings.key });
  const own = { ...settings, sizes: { '1:1': '2048x2048' }, fixed: {} };
  const call = openrouter.createImageModel(own, world.tools).plan({ prompt: 'a fox' });
  expect(call.sent).toEqual({ model: 'google/gemini-3-pro-image', size: '2048x2048' });
  expect(await call.run({ signal: new AbortController().signal })).toEqual({ bytes: PIXEL });
});

it.each([
  // The fee for a maker's key of one's own is not what the picture costs.
  [{ cost: 0, is_byok: true, cost_details: { upstream_inference_cost: 0.04 } }, 0.04],
  [{ cost: 0.002, is_byok: true, cost_details: { upstream_inference_cost: 0.04 } }, 0.042],
  [{ cost: 0, is_byok: true, cost_details: { upstream_inference_cost: null } }, undefined],
  [{ cost: 0, is_byok: true }, undefined],
  [{ cost: 0.04, is_byok: false, cost_details: { upstream_inference_cost: 0.04 } }, 0.04],
  [{ cost: '0.04' }, undefined],
])('openrouter takes %j for a cost of %s dollars', (usage, expected) => {
  expect(reportedCost({ usage })).toBe(expected);
});
