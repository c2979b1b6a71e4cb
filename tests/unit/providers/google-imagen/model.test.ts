import { googleImagen } from '../../../../src/providers/google-imagen/index.ts';
import type { ModelSettings } from '../../../../src/providers/types.ts';
import { fixture } from '../../../helpers/provider-world.ts';
import { providerSuite } from '../../../suites/provider.ts';

const settings: ModelSettings = {
  model: 'imagen-4.0-generate-001',
  key: 'AIzaSy-0123456789abcdefghijklmnopqrstuv',
  baseUrl: 'https://imagen.example/v1beta',
  region: undefined,
  sizes: { '1:1': '1:1', '4:3': '4:3', '3:2': '4:3' },
  fixed: {},
  priceUsd: undefined,
};

providerSuite('google-imagen', {
  provider: googleImagen,
  settings,
  supported: [],
  success: {
    replies: [fixture(import.meta.url, 'success')],
    options: { prompt: 'a red fox in snow', aspectRatio: '4:3' },
    sent: { sampleCount: 1, aspectRatio: '4:3' },
    calls: [
      {
        method: 'POST',
        url: 'https://imagen.example/v1beta/models/imagen-4.0-generate-001:predict',
        headers: { 'x-goog-api-key': '<key>', connection: 'close', 'content-type': 'application/json' },
        body: {
          instances: [{ prompt: 'a red fox in snow' }],
          parameters: { sampleCount: 1, aspectRatio: '4:3' },
        },
      },
    ],
  },
  failures: [
    {
      name: 'a retired model, which is what Google answers today',
      replies: [fixture(import.meta.url, 'error')],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false, message: /no longer available/ },
    },
    {
      name: 'a picture filtered out within a 200',
      replies: [fixture(import.meta.url, 'moderated')],
      expected: { code: 'IMAGE_REFUSED', billed: 'unknown', retryable: true, message: /filtered out/ },
    },
    {
      name: 'a bad key',
      replies: [
        { status: 400, json: { error: { message: 'No.', details: [{ reason: 'API_KEY_INVALID' }] } } },
      ],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false },
    },
    {
      name: 'a rate limit with the wait in the body',
      replies: [
        { status: 429, json: { error: { message: 'Slow down.', details: [{ retryDelay: '1.5s' }] } } },
      ],
      expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: 1500 } },
    },
    {
      name: 'a rate limit without a wait',
      replies: [{ status: 429, json: { error: { message: 'Slow down.' } } }],
      expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: undefined } },
    },
    {
      name: 'an empty account',
      replies: [{ status: 402, text: '' }],
      expected: { code: 'OUT_OF_CREDIT', billed: 'no', retryable: false },
    },
    {
      name: 'HTTP 500',
      replies: [{ status: 500, text: '' }],
      expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true, notStarted: false },
    },
  ],
  malformed: [
    [{ status: 200, text: 'ok' }],
    [{ status: 200, json: {} }],
    [{ status: 200, json: { predictions: [{ bytesBase64Encoded: 'bm8=' }] } }],
  ],
});
