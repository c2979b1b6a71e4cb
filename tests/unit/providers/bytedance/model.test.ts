import { bytedance } from '../../../../src/providers/bytedance/index.ts';
import type { ModelSettings } from '../../../../src/providers/types.ts';
import { fixture } from '../../../helpers/provider-world.ts';
import { busyAndDown, providerSuite } from '../../../suites/provider.ts';

const settings: ModelSettings = {
  model: 'seedream-4-5-251128',
  key: 'ark-0123456789-abcdefghijklmnop',
  region: undefined,
  baseUrl: undefined,
  sizes: { '1:1': '2048x2048', '16:9': '2560x1440' },
  fixed: { watermark: false },
  supports: { seed: true, steps: false, guidance: false, negativePrompt: false, control: false },
  priceUsd: 0.04,
};
const success = fixture(import.meta.url, 'success');

providerSuite('bytedance', {
  provider: bytedance,
  settings,
  supported: ['seed'],
  success: {
    replies: [success],
    options: { prompt: 'a red fox in snow', aspectRatio: '16:9', seed: 0 },
    sent: {
      model: 'seedream-4-5-251128',
      size: '2560x1440',
      response_format: 'b64_json',
      watermark: false,
      seed: 0,
    },
    calls: [
      {
        method: 'POST',
        url: 'https://ark.ap-southeast.bytepluses.com/api/v3/images/generations',
        headers: { authorization: 'Bearer <key>', connection: 'close', 'content-type': 'application/json' },
        body: {
          model: 'seedream-4-5-251128',
          prompt: 'a red fox in snow',
          size: '2560x1440',
          response_format: 'b64_json',
          watermark: false,
          seed: 0,
        },
      },
    ],
  },
  failures: [
    {
      name: 'a refused prompt',
      replies: [fixture(import.meta.url, 'moderated')],
      expected: { code: 'PROMPT_REFUSED', billed: 'no', retryable: false, message: /sensitive information/ },
    },
    {
      name: 'an account in arrears, which is a 403 here',
      replies: [fixture(import.meta.url, 'error')],
      expected: { code: 'OUT_OF_CREDIT', billed: 'no', retryable: false, message: /overdue/ },
    },
    {
      name: 'a picture withheld inside a 200',
      replies: [
        {
          status: 200,
          json: {
            data: [
              {
                error: {
                  code: 'OutputImageSensitiveContentDetected',
                  message: 'The output image may contain sensitive information.',
                },
              },
            ],
          },
        },
      ],
      expected: { code: 'IMAGE_REFUSED', billed: 'unknown', retryable: true, message: /output image/ },
    },
    {
      name: 'a bad key',
      replies: [
        {
          status: 401,
          json: { error: { code: 'AuthenticationError', message: 'The API key is missing or invalid.' } },
        },
      ],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false },
    },
    {
      name: 'a model that the account has not activated',
      replies: [
        {
          status: 404,
          json: { error: { code: 'ModelNotOpen', message: 'Your account has not activated the model.' } },
        },
      ],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false, message: /activate it/ },
    },
    {
      name: 'a model that does not exist',
      replies: [
        {
          status: 404,
          json: {
            error: {
              code: 'InvalidEndpointOrModel.NotFound',
              message: 'The model or endpoint x does not exist.',
            },
          },
        },
      ],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false },
    },
    {
      name: 'a size that is too small',
      replies: [
        {
          status: 400,
          json: {
            error: { code: 'InvalidParameter', message: 'image size must be at least 3686400 pixels.' },
          },
        },
      ],
      expected: { code: 'BAD_PARAMETER', billed: 'no', retryable: false, message: /3686400/ },
    },
    ...busyAndDown(),
  ],
  malformed: [
    [{ status: 200, text: 'ok' }],
    [{ status: 200, json: { data: [] } }],
    [{ status: 200, json: { data: [{ b64_json: 'AAAA' }] } }],
  ],
});
