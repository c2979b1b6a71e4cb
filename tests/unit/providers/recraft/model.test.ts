import { describe, expect, it } from '@jest/globals';
import { DownloadError } from '../../../../src/lib/download.ts';
import { UnsafeAddressError } from '../../../../src/lib/safe-url.ts';
import { recraft } from '../../../../src/providers/recraft/index.ts';
import type { ModelSettings } from '../../../../src/providers/types.ts';
import { fixture, PIXEL, PIXEL_BASE64, providerWorld } from '../../../helpers/provider-world.ts';
import { saying } from '../../../helpers/saying.ts';
import { itAgainstSpec, requestSchema } from '../../../helpers/vendor-spec.ts';
import { providerSuite } from '../../../suites/provider.ts';

const settings: ModelSettings = {
  model: 'recraftv3',
  key: 'rc-0123456789ABCDEFGHIJKLMNOPQRSTUV',
  baseUrl: undefined,
  region: undefined,
  sizes: { '1:1': '1024x1024', '16:9': '1820x1024' },
  fixed: { response_format: 'b64_json', image_format: 'png' },
  priceUsd: 0.04,
};
const success = fixture(import.meta.url, 'success');

providerSuite('recraft', {
  provider: recraft,
  settings,
  supported: ['seed', 'negativePrompt'],
  success: {
    replies: [success],
    options: { prompt: 'a red fox in snow', aspectRatio: '16:9', seed: 7, negativePrompt: 'blur' },
    sent: {
      model: 'recraftv3',
      n: 1,
      size: '1820x1024',
      response_format: 'b64_json',
      image_format: 'png',
      random_seed: 7,
      negative_prompt: 'blur',
    },
    calls: [
      {
        method: 'POST',
        url: 'https://external.api.recraft.ai/v1/images/generations',
        headers: { authorization: 'Bearer <key>', connection: 'close', 'content-type': 'application/json' },
        body: {
          model: 'recraftv3',
          prompt: 'a red fox in snow',
          n: 1,
          size: '1820x1024',
          response_format: 'b64_json',
          image_format: 'png',
          random_seed: 7,
          negative_prompt: 'blur',
        },
      },
    ],
    costUsd: 0.04,
  },
  failures: [
    {
      name: 'a bad key',
      replies: [fixture(import.meta.url, 'error')],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false, message: /request unauthorized/ },
    },
    {
      name: 'a bad key told in plain text',
      replies: [{ status: 401, text: 'request unauthorized' }],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false, message: /request unauthorized/ },
    },
    {
      name: 'a refused prompt',
      replies: [fixture(import.meta.url, 'moderated')],
      expected: { code: 'PROMPT_REFUSED', billed: 'no', retryable: false },
    },
    {
      name: 'an empty account by its status',
      replies: [{ status: 402, text: 'payment required' }],
      expected: { code: 'OUT_OF_CREDIT', billed: 'no', retryable: false, notStarted: false },
    },
    {
      name: 'an empty account by its words',
      replies: [{ status: 400, json: { code: 'not_enough_credits', message: 'not enough credits' } }],
      expected: { code: 'OUT_OF_CREDIT', billed: 'no', retryable: false, notStarted: false },
    },
    {
      name: 'a rate limit with a wait',
      replies: [{ status: 429, text: 'too many requests', headers: { 'retry-after': '2' } }],
      expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: 2000 } },
    },
    {
      name: 'a rate limit without a wait',
      replies: [{ status: 429, text: 'too many requests' }],
      expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: undefined } },
    },
    {
      name: 'a page that is gone',
      replies: [{ status: 404, text: '404 page not found' }],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false },
    },
    {
      name: 'a bad parameter',
      replies: [{ status: 400, json: { code: 'invalid_request_parameter', message: 'invalid size' } }],
      expected: { code: 'BAD_PARAMETER', billed: 'no', retryable: false, message: /invalid size/ },
    },
    ...[500, 503].map((status) => ({
      name: `HTTP ${status}`,
      replies: [{ status, text: '<html><body>Bad gateway</body></html>' }],
      expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true, notStarted: false } as const,
    })),
  ],
  malformed: [
    [{ status: 200, text: 'ok' }],
    [{ status: 200, json: { credits: 40 } }],
    [{ status: 200, json: { credits: 40, data: [{ b64_json: 'PHN2Zy8+' }] } }],
  ],
});

describe('recraft: pictures at an address', () => {
  const address = 'https://img.recraft.ai/abc/picture.webp';
  const reply = { status: 200, json: { created: 1, credits: 40, data: [{ image_id: 'a', url: address }] } };
  const run = (picture: Uint8Array | Error) => {
    const world = providerWorld([reply], { pictures: { [address]: picture } });
    const plan = recraft.createImageModel(settings, world.tools).plan({ prompt: 'a fox' });
    return { world, image: plan.run({ signal: new AbortController().signal }) };
  };

  it('are fetched without the key', async () => {
    const { world, image } = run(PIXEL);
    expect(await image).toEqual({ bytes: PIXEL, costUsd: 0.04 });
    expect(world.downloads).toEqual([{ address, trustedOrigin: undefined }]);
  });

  it('are fetched again after a passing fault, and the vendor is not asked again', async () => {
    const { world, image } = run(new DownloadError('failed', 'The connection broke.'));
    await expect(image).rejects.toMatchObject({ code: 'INVALID_IMAGE', billed: 'yes', costUsd: 0.04 });
    expect(world.downloads).toHaveLength(3);
    expect(world.calls).toHaveLength(1);
    expect(world.slept()).toBe(3000);
  });

  it('are not fetched from a private address', async () => {
    const { world, image } = run(new UnsafeAddressError('The address is not public.'));
    await expect(image).rejects.toMatchObject({ code: 'INVALID_IMAGE', billed: 'yes', retryable: false });
    expect(world.downloads).toHaveLength(1);
  });

  it('that are too slow or too large end the attempt at once', async () => {
    await expect(run(new DownloadError('too-slow', 'Slow.')).image).rejects.toMatchObject({
      code: 'TIMEOUT',
      billed: 'yes',
    });
    await expect(run(new DownloadError('too-large', 'Large.')).image).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      billed: 'yes',
    });
  });

  it('must be pictures', async () => {
    await expect(run(Buffer.from('<svg/>')).image).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      billed: 'yes',
    });
  });
});

describe('recraft: rewriting', () => {
  it('passes on the prompt as the vendor rewrote it', async () => {
    const json = { credits: 35, data: [{ b64_json: PIXEL_BASE64, revised_prompt: 'A red fox.' }] };
    const model = recraft.createImageModel(settings, providerWorld([{ status: 200, json }]).tools);
    const image = await model.plan({ prompt: 'a fox' }).run({ signal: new AbortController().signal });
    expect(image).toMatchObject({ revisedPrompt: 'A red fox.', costUsd: 0.035 });
  });
});

for (const model of ['recraftv2', 'recraftv3', 'recraftv4', 'recraftv4_1_pro']) {
  itAgainstSpec(
    'recraft',
    requestSchema('/v1/images/generations'),
    `${model} sends a valid request`,
    async (validate) => {
      const world = providerWorld([success]);
      const plan = recraft.createImageModel({ ...settings, model }, world.tools);
      await plan
        .plan({ prompt: 'a fox', seed: 1, negativePrompt: 'blur' })
        .run({ signal: new AbortController().signal });
      expect(validate(world.calls[0]?.body)).toEqual([]);
    },
  );
}

describe('recraft: what differs between its models', () => {
  const plan = (model: string, options: object = {}) =>
    recraft
      .createImageModel({ ...settings, model }, providerWorld([]).tools)
      .plan({ prompt: 'a fox', ...options });

  it('sends a negative prompt to V2 and V3 alone: V4 and V4.1 ignore it', () => {
    expect(plan('recraftv3', { negativePrompt: 'dogs' })).toMatchObject({
      sent: { negative_prompt: 'dogs' },
      warnings: [],
    });
    for (const model of ['recraftv4', 'recraftv4_1', 'recraftv4_1_flash']) {
      const { sent, warnings } = plan(model, { negativePrompt: 'dogs' });
      expect(sent).not.toHaveProperty('negative_prompt');
      expect(warnings).toEqual([saying('negative prompt is not supported by this model and was not sent')]);
    }
  });

  it('keeps the SVG of a vector model as it came', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const reply = { status: 200, json: { credits: 80, data: [{ b64_json: svg.toString('base64') }] } };
    const world = providerWorld([reply], { key: settings.key });
    const model = recraft.createImageModel({ ...settings, model: 'recraftv4_1_vector' }, world.tools);
    const image = await model.plan({ prompt: 'a fox' }).run({ signal: new AbortController().signal });
    expect(image).toEqual({ bytes: svg, costUsd: 0.08 });
  });
});
