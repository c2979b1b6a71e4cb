import { expect, it } from '@jest/globals';
import { dashscope } from '../../../../src/providers/dashscope/index.ts';
import type { ModelSettings } from '../../../../src/providers/types.ts';
import { fixture, PIXEL, providerWorld } from '../../../helpers/provider-world.ts';
import { busyAndDown, providerSuite } from '../../../suites/provider.ts';

const settings: ModelSettings = {
  model: 'qwen-image-3.0',
  key: 'sk-0123456789-abcdefghijklmnop',
  region: undefined,
  baseUrl: undefined,
  sizes: { '1:1': '1024x1024', '16:9': '1280x720' },
  fixed: { prompt_extend: false, watermark: false },
  supports: { seed: true, steps: false, guidance: false, negativePrompt: true, control: false },
  priceUsd: 0.03,
};
const success = fixture(import.meta.url, 'success');
const address = 'https://dashscope-result-sgp.oss-ap-southeast-1.aliyuncs.com/7d/a1b2.png?Expires=1768000000';

providerSuite('dashscope', {
  provider: dashscope,
  settings,
  supported: ['seed', 'negativePrompt'],
  success: {
    replies: [success],
    pictures: { [address]: PIXEL },
    options: { prompt: 'a red fox in snow', aspectRatio: '16:9', seed: 0, negativePrompt: 'blur' },
    sent: {
      model: 'qwen-image-3.0',
      size: '1280*720',
      n: 1,
      prompt_extend: false,
      watermark: false,
      seed: 0,
      negative_prompt: 'blur',
    },
    calls: [
      {
        method: 'POST',
        url: 'https://dashscope-intl.aliyuncs.com/api/v1/services/aigc/multimodal-generation/generation',
        headers: { authorization: 'Bearer <key>', connection: 'close', 'content-type': 'application/json' },
        body: {
          model: 'qwen-image-3.0',
          input: { messages: [{ role: 'user', content: [{ text: 'a red fox in snow' }] }] },
          parameters: {
            size: '1280*720',
            n: 1,
            prompt_extend: false,
            watermark: false,
            seed: 0,
            negative_prompt: 'blur',
          },
        },
      },
    ],
  },
  failures: [
    {
      name: 'a refused prompt',
      replies: [fixture(import.meta.url, 'moderated')],
      expected: { code: 'PROMPT_REFUSED', billed: 'no', retryable: false, message: /inappropriate/ },
    },
    {
      name: 'a withheld picture, under the same code',
      replies: [
        {
          status: 400,
          json: { code: 'DataInspectionFailed', message: 'Output data may contain inappropriate content.' },
        },
      ],
      expected: { code: 'IMAGE_REFUSED', billed: 'unknown', retryable: true },
    },
    {
      name: 'an account in arrears, which is a 400 here',
      replies: [fixture(import.meta.url, 'error')],
      expected: { code: 'OUT_OF_CREDIT', billed: 'no', retryable: false, message: /good standing/ },
    },
    {
      name: 'free quota that is used up',
      replies: [
        {
          status: 403,
          json: {
            code: 'AllocationQuota.FreeTierOnly',
            message: 'The free tier of the model has been exhausted.',
          },
        },
      ],
      expected: { code: 'OUT_OF_CREDIT', billed: 'no', retryable: false },
    },
    {
      name: 'a bad key',
      replies: [{ status: 401, json: { code: 'InvalidApiKey', message: 'Invalid API-key provided.' } }],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false },
    },
    {
      name: 'a model that does not exist',
      replies: [{ status: 404, json: { code: 'ModelNotFound', message: 'Model not exist.' } }],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false },
    },
    {
      name: 'an error inside a 200',
      replies: [{ status: 200, json: { code: 'InvalidApiKey', message: 'Invalid API-key provided.' } }],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false },
    },
    {
      name: 'throttling, by its code',
      replies: [
        {
          status: 429,
          json: {
            code: 'Throttling.RateQuota',
            message: 'Requests rate limit exceeded, please try again later.',
          },
        },
      ],
      expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true },
    },
    ...busyAndDown(),
  ],
  malformed: [
    [{ status: 200, text: 'ok' }],
    [{ status: 200, json: { output: { choices: [] } } }],
    [{ status: 200, json: { output: {} } }],
  ],
});

it('dashscope fetches the picture without the key', async () => {
  const world = providerWorld([success], { key: settings.key, pictures: { [address]: PIXEL } });
  const call = dashscope.createImageModel(settings, world.tools).plan({ prompt: 'a fox' });
  expect(await call.run({ signal: new AbortController().signal })).toEqual({ bytes: PIXEL });
  expect(world.downloads).toEqual([{ address, trustedOrigin: undefined }]);
});
