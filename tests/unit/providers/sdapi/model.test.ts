import { describe, expect, it } from '@jest/globals';
import { sdapi } from '../../../../src/providers/sdapi/index.ts';
import type { ModelSettings } from '../../../../src/providers/types.ts';
import { fixture, PIXEL, providerWorld } from '../../../helpers/provider-world.ts';
import { busyAndDown, providerSuite } from '../../../suites/provider.ts';

const settings: ModelSettings = {
  model: 'loaded',
  key: 'painter:0123456789-abcdefghij',
  region: undefined,
  baseUrl: 'http://192.168.1.20:7860',
  sizes: { '1:1': '1024x1024', '16:9': '1280x720' },
  fixed: { sampler_name: 'Euler' },
  supports: { seed: true, steps: true, guidance: true, negativePrompt: true, control: false },
  priceUsd: 0,
};
const success = fixture(import.meta.url, 'success');

providerSuite('sdapi', {
  provider: sdapi,
  settings,
  supported: ['seed', 'negativePrompt', 'steps', 'guidance'],
  success: {
    replies: [success],
    options: {
      prompt: 'a red fox in snow',
      aspectRatio: '16:9',
      seed: 0,
      steps: 30,
      guidance: 4,
      negativePrompt: 'blur',
    },
    sent: {
      width: 1280,
      height: 720,
      batch_size: 1,
      n_iter: 1,
      sampler_name: 'Euler',
      seed: 0,
      negative_prompt: 'blur',
      steps: 30,
      cfg_scale: 4,
    },
    calls: [
      {
        method: 'POST',
        url: 'http://192.168.1.20:7860/sdapi/v1/txt2img',
        headers: {
          authorization: `Basic ${Buffer.from(settings.key ?? '').toString('base64')}`,
          connection: 'close',
          'content-type': 'application/json',
        },
        body: {
          prompt: 'a red fox in snow',
          width: 1280,
          height: 720,
          batch_size: 1,
          n_iter: 1,
          sampler_name: 'Euler',
          seed: 0,
          negative_prompt: 'blur',
          steps: 30,
          cfg_scale: 4,
        },
      },
    ],
  },
  failures: [
    {
      name: 'a wrong password',
      replies: [fixture(import.meta.url, 'error')],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false, message: /Incorrect username/ },
    },
    {
      name: 'a server that was started without its API',
      replies: [{ status: 404, json: { detail: 'Not Found' } }],
      expected: { code: 'BAD_PARAMETER', billed: 'no', retryable: false, message: /check baseUrl/ },
    },
    {
      name: 'a sampler that the server does not have',
      replies: [
        { status: 404, json: { error: 'HTTPException', detail: 'Sampler not found', body: '', errors: '' } },
      ],
      expected: {
        code: 'BAD_PARAMETER',
        billed: 'no',
        retryable: false,
        message: /did not accept one of the settings.*Sampler not found/,
      },
    },
    {
      name: 'too little memory',
      replies: [
        {
          status: 500,
          json: { error: 'OutOfMemoryError', detail: '', body: '', errors: 'CUDA out of memory.' },
        },
      ],
      expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true, message: /CUDA out of memory/ },
    },
    {
      name: 'a field of the wrong type',
      replies: [
        {
          status: 422,
          json: {
            detail: [
              { loc: ['body', 'steps'], msg: 'value is not a valid integer', type: 'type_error.integer' },
            ],
          },
        },
      ],
      expected: { code: 'BAD_PARAMETER', billed: 'no', retryable: false, message: /valid integer/ },
    },
    ...busyAndDown(),
  ],
  malformed: [[{ status: 200, text: 'ok' }], [fixture(import.meta.url, 'moderated')]],
});

describe('sdapi: requests', () => {
  const plan = (changed: Partial<ModelSettings>) =>
    sdapi
      .createImageModel({ ...settings, fixed: {}, ...changed }, providerWorld([]).tools)
      .plan({ prompt: 'a fox' });

  it('name the checkpoint, unless it is whatever is loaded', () => {
    expect(plan({ model: 'sd_xl_base_1.0' }).sent).toMatchObject({
      override_settings: { sd_model_checkpoint: 'sd_xl_base_1.0' },
    });
    expect(plan({ model: 'loaded' }).sent).not.toHaveProperty('override_settings');
  });

  it('need a server', () => {
    expect(() => plan({ baseUrl: undefined })).toThrow(/no server/);
  });

  it.each([
    ['http://127.0.0.1:7860', undefined, undefined],
    ['http://127.0.0.1:7860/sdapi/v1', '  ', undefined],
    ['http://127.0.0.1:7860/sdapi', 'a:b', 'Basic YTpi'],
  ])('go to the API below %s, with the key %j', async (baseUrl, key, authorization) => {
    const world = providerWorld([success]);
    const call = sdapi.createImageModel({ ...settings, baseUrl, key }, world.tools).plan({ prompt: 'a fox' });
    expect(await call.run({ signal: new AbortController().signal })).toEqual({ bytes: PIXEL });
    expect(world.calls[0]?.url).toBe('http://127.0.0.1:7860/sdapi/v1/txt2img');
    expect(world.calls[0]?.headers.authorization).toBe(authorization);
  });
});
