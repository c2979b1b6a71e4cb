import { describe, expect, it } from '@jest/globals';
import { openaiCompatible } from '../../../../src/providers/openai-compatible/index.ts';
import type { GenerateOptions, ModelSettings } from '../../../../src/providers/types.ts';
import { scriptedEdit } from '../../../helpers/edits.ts';
import {
  fixture,
  PIXEL,
  PIXEL_BASE64,
  providerWorld,
  type ScriptedReply,
} from '../../../helpers/provider-world.ts';
import { saying } from '../../../helpers/saying.ts';
import { itAgainstSpec, requestSchema } from '../../../helpers/vendor-spec.ts';
import { providerSuite } from '../../../suites/provider.ts';

const grok: ModelSettings = {
  model: 'grok-imagine-image-2.0',
  key: 'xai-0123456789ABCDEFGHIJKLMNOPQRSTUV',
  baseUrl: 'https://api.x.ai/v1',
  region: undefined,
  sizes: { '1:1': '1:1', '16:9': '16:9', '4:3': '4:3' },
  fixed: { resolution: '1k', response_format: 'b64_json' },
  priceUsd: undefined,
};
const success = fixture(import.meta.url, 'success');
const picture: ScriptedReply = { status: 200, json: { data: [{ b64_json: PIXEL_BASE64 }] } };
const everything: GenerateOptions = {
  prompt: 'a fox',
  aspectRatio: '16:9',
  seed: 7,
  steps: 20,
  guidance: 5,
  negativePrompt: 'blur',
};

providerSuite('openai-compatible, xAI', {
  provider: openaiCompatible,
  settings: grok,
  supported: [],
  success: {
    replies: [success],
    options: { prompt: 'a red fox in snow', aspectRatio: '16:9' },
    sent: {
      model: 'grok-imagine-image-2.0',
      n: 1,
      aspect_ratio: '16:9',
      resolution: '1k',
      response_format: 'b64_json',
    },
    calls: [
      {
        method: 'POST',
        url: 'https://api.x.ai/v1/images/generations',
        headers: { authorization: 'Bearer <key>', connection: 'close', 'content-type': 'application/json' },
        body: {
          model: 'grok-imagine-image-2.0',
          prompt: 'a red fox in snow',
          n: 1,
          aspect_ratio: '16:9',
          resolution: '1k',
          response_format: 'b64_json',
        },
      },
    ],
    costUsd: 0.02,
  },
  failures: [
    {
      name: 'a picture withheld inside a 200',
      replies: [fixture(import.meta.url, 'moderated')],
      expected: { code: 'IMAGE_REFUSED', billed: 'yes', retryable: true },
    },
    {
      name: 'an empty list inside a 200',
      replies: [{ status: 200, json: { data: [] } }],
      expected: { code: 'INVALID_IMAGE', billed: 'unknown', retryable: true },
    },
    {
      name: 'a picture that was drawn and withheld, by its words',
      replies: [
        { status: 400, json: { code: 'invalid', error: 'Generated image rejected by content moderation.' } },
      ],
      expected: { code: 'IMAGE_REFUSED', billed: 'unknown', retryable: true },
    },
    {
      name: 'a bad key told with 400',
      replies: [fixture(import.meta.url, 'error')],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false },
    },
    {
      name: 'a bad key told with 401',
      replies: [{ status: 401, json: { error: { message: 'No.' } } }],
      expected: { code: 'BAD_KEY', billed: 'no', retryable: false },
    },
    {
      name: 'an empty account by its words',
      replies: [
        { status: 403, json: { code: 'forbidden', error: "Your team doesn't have any credits yet." } },
      ],
      expected: { code: 'OUT_OF_CREDIT', billed: 'no', retryable: false },
    },
    {
      name: 'a rate limit with a wait in its body',
      replies: [{ status: 429, json: { error: { message: 'Slow down.', retry_after: 4 } } }],
      expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: 4000 } },
    },
    {
      name: 'a rate limit without a wait',
      replies: [{ status: 429, text: '' }],
      expected: { code: 'RATE_LIMITED', billed: 'no', retryable: true, notStarted: { waitMs: undefined } },
    },
    {
      name: 'a retired model',
      replies: [{ status: 404, json: { code: 'not_found', error: 'The model grok-1 does not exist.' } }],
      expected: { code: 'MODEL_RETIRED', billed: 'no', retryable: false },
    },
    {
      name: 'a bad parameter, reported as a list',
      replies: [
        { status: 422, json: { detail: [{ loc: ['body', 'size'], msg: 'size is too large', type: 'v' }] } },
      ],
      expected: { code: 'BAD_PARAMETER', billed: 'no', retryable: false, message: /size is too large/ },
    },
    ...[500, 503].map((status) => ({
      name: `HTTP ${status}`,
      replies: [{ status, text: 'upstream' }],
      expected: { code: 'PROVIDER_DOWN', billed: 'unknown', retryable: true, notStarted: false } as const,
    })),
  ],
  malformed: [
    [{ status: 200, text: 'ok' }],
    [{ status: 200, json: { error: 'image generation models are not currently supported' } }],
    [{ status: 200, json: { data: [{ b64_json: 'AAAA' }] } }],
  ],
});

describe('openai-compatible: dialects', () => {
  const run = async (
    changed: Partial<ModelSettings>,
    options: GenerateOptions = everything,
    reply = picture,
  ) => {
    const sizes = { '1:1': '1024x1024', '16:9': '1344x768' };
    const world = providerWorld([reply], {
      pictures: { 'http://localhost:8080/generated-images/x.png': PIXEL },
    });
    const settings = { ...grok, model: 'sdxl', key: undefined, sizes, fixed: {}, ...changed };
    const plan = openaiCompatible.createImageModel(settings, world.tools).plan(options);
    await plan.run({ signal: new AbortController().signal });
    return { world, plan, body: world.calls[0]?.body, call: world.calls[0] };
  };

  it('sends an unknown server only what OpenAI defines, and no key if none is configured', async () => {
    const { body, call, plan } = await run({ baseUrl: 'http://localhost:7000/v1' });
    expect(body).toEqual({ model: 'sdxl', prompt: 'a fox', n: 1, size: '1344x768' });
    expect(call?.headers).toEqual({ connection: 'close', 'content-type': 'application/json' });
    expect(plan.warnings).toHaveLength(4);
  });

  it('LocalAI: steps as `step`, the negative prompt behind a bar, base64 on request', async () => {
    const { body, plan } = await run({ baseUrl: 'http://localhost:8080', fixed: { dialect: 'localai' } });
    expect(body).toEqual({
      model: 'sdxl',
      prompt: 'a fox|blur',
      n: 1,
      size: '1344x768',
      response_format: 'b64_json',
      step: 20,
    });
    expect(plan.sent).toMatchObject({ step: 20, negative_prompt: 'blur' });
    expect(plan.warnings).toEqual([
      saying('seed is not supported by this model and was not sent'),
      saying('guidance is not supported by this model and was not sent'),
    ]);
  });

  it('LocalAI: a bar in the prompt does not turn the rest into a negative prompt', async () => {
    const fixed = { dialect: 'localai' };
    const { body, plan } = await run({ baseUrl: 'http://localhost:8080', fixed }, { prompt: 'a fox | snow' });
    expect(body).toMatchObject({ prompt: 'a fox , snow' });
    expect(plan.warnings).toEqual([saying('the sign | was sent as a comma: this server gives it a meaning')]);
  });

  it('LocalAI: a picture at the address of the very same server is fetched', async () => {
    const url = 'http://localhost:8080/generated-images/x.png';
    const { world } = await run({ baseUrl: 'http://localhost:8080' }, everything, {
      status: 200,
      json: { data: [{ url }] },
    });
    expect(world.downloads).toEqual([{ address: url, trustedOrigin: 'http://localhost:8080' }]);
  });

  it.each([['/generated-images/x.png'], ['generated-images/x.png']])(
    'LocalAI: the address %s without a host is one of its own server',
    async (url) => {
      const json = { data: [{ url }] };
      const { world } = await run({ baseUrl: 'http://localhost:8080' }, everything, { status: 200, json });
      const address = 'http://localhost:8080/generated-images/x.png';
      expect(world.downloads).toEqual([{ address, trustedOrigin: 'http://localhost:8080' }]);
    },
  );

  it('Together: width and height, and `base64` for base64', async () => {
    const { body, call, plan } = await run({ baseUrl: 'https://api.together.ai/v1' });
    expect(call?.url).toBe('https://api.together.ai/v1/images/generations');
    expect(body).toEqual({
      model: 'sdxl',
      prompt: 'a fox',
      n: 1,
      width: 1344,
      height: 768,
      response_format: 'base64',
      seed: 7,
      steps: 20,
      guidance_scale: 5,
      negative_prompt: 'blur',
    });
    expect(plan.warnings).toEqual([]);
  });

  it.each([
    ['black-forest-labs/FLUX.1-kontext-pro', 'image_url'],
    ['black-forest-labs/FLUX.2-pro', 'reference_images'],
    ['google/gemini-3-pro-image', 'reference_images'],
  ])('Together: %s takes a picture as %s, in the shape of that picture', async (model, field) => {
    const edit = scriptedEdit('change');
    const [input] = edit.pictures;
    const address = `data:image/png;base64,${Buffer.from(input?.bytes ?? []).toString('base64')}`;
    const fixed = { dialect: 'together' };
    const { body, call, plan } = await run(
      { baseUrl: undefined, model, fixed },
      { prompt: 'make it night', edit },
    );
    expect(call?.url).toBe('https://api.together.ai/v1/images/generations');
    expect(body).toEqual({
      model,
      prompt: 'make it night',
      n: 1,
      width: 1248,
      height: 832,
      response_format: 'base64',
      [field]: field === 'image_url' ? address : [address],
    });
    const { prompt: _prompt, [field]: _bytes, ...fields } = body as Record<string, unknown>;
    const name = field === 'image_url' ? field : 'reference_images[0]';
    expect(plan.sent).toEqual({ ...fields, [name]: `input-1.png 300x200 sha256:${input?.sha256}` });
    expect(plan.warnings).toEqual([]);
  });

  it('LocalAI: takes a picture as `ref_images`, without `data:`', async () => {
    const edit = scriptedEdit('change');
    const [input] = edit.pictures;
    const options = { prompt: 'make it night', edit };
    const changed = {
      baseUrl: 'http://localhost:8080',
      model: 'flux.1-kontext-dev',
      fixed: { dialect: 'localai' },
    };
    const { body, call, plan } = await run(changed, options);
    expect(call?.url).toBe('http://localhost:8080/v1/images/generations');
    expect(body).toEqual({
      model: 'flux.1-kontext-dev',
      prompt: 'make it night',
      n: 1,
      size: '1248x832',
      response_format: 'b64_json',
      ref_images: [Buffer.from(input?.bytes ?? []).toString('base64')],
    });
    expect(plan.sent).toMatchObject({ 'ref_images[0]': `input-1.png 300x200 sha256:${input?.sha256}` });
    expect(JSON.stringify(plan.sent)).not.toContain('base64');
  });

  it('stable-diffusion.cpp: takes a picture in a form of /images/edits, the seed in the prompt', async () => {
    const edit = scriptedEdit('change');
    const [input] = edit.pictures;
    const options = { prompt: 'make it night', seed: 7, edit };
    const changed = {
      baseUrl: 'http://localhost:1234',
      model: 'kontext',
      fixed: { dialect: 'stable-diffusion.cpp' },
    };
    const { body, call, plan } = await run(changed, options);
    expect(call?.url).toBe('http://localhost:1234/v1/images/edits');
    expect(call?.body).toEqual({
      model: 'kontext',
      prompt: 'make it night <sd_cpp_extra_args>{"seed":7}</sd_cpp_extra_args>',
      n: '1',
      size: '1248x832',
      'image[]': expect.any(File),
    });
    const { 'image[]': file } = body as { 'image[]': File };
    expect([file.name, file.type]).toEqual(['input-1.png', 'image/png']);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(input?.bytes);
    expect(plan.sent).toMatchObject({ 'image[1]': `input-1.png 300x200 sha256:${input?.sha256}` });
  });

  it('Together: a shape that is asked for counts more than that of the picture', async () => {
    const fixed = { dialect: 'together' };
    const options = { prompt: 'x', aspectRatio: '16:9', edit: scriptedEdit('change') } as const;
    expect((await run({ model: 'black-forest-labs/FLUX.2-pro', fixed }, options)).body).toMatchObject({
      width: 1344,
      height: 768,
    });
  });

  it('takes pictures only where the server is known to', () => {
    const editsOf = (fixed: ModelSettings['fixed']) =>
      openaiCompatible.createImageModel(
        { ...grok, model: 'x', baseUrl: undefined, fixed },
        providerWorld([]).tools,
      ).edits;
    expect(editsOf({ dialect: 'together' })).toEqual(['change']);
    expect(editsOf({ dialect: 'xai' })).toEqual(['change', 'combine']);
    expect(editsOf({ dialect: 'localai' })).toEqual(['change']);
    expect(editsOf({ dialect: 'vllm-omni' })).toBeUndefined();
    expect(editsOf({})).toBeUndefined();
  });

  it('vLLM-Omni: its own field names, no response_format', async () => {
    const { body } = await run({ baseUrl: 'http://vllm.example.org:8000/v1' });
    expect(body).toEqual({
      model: 'sdxl',
      prompt: 'a fox',
      n: 1,
      size: '1344x768',
      seed: 7,
      num_inference_steps: 20,
      guidance_scale: 5,
      negative_prompt: 'blur',
    });
  });

  it('vLLM-Omni: 503 is documented as not taken', async () => {
    const down: ScriptedReply = {
      status: 503,
      json: { detail: 'Engine is starting.' },
      headers: { 'retry-after': '1' },
    };
    await expect(
      run({ baseUrl: 'http://vllm.example.org', fixed: {} }, everything, down),
    ).rejects.toMatchObject({
      code: 'PROVIDER_DOWN',
      billed: 'no',
      notStarted: { waitMs: 1000 },
    });
  });

  it('stable-diffusion.cpp: sends settings inside the prompt, and takes no tag of the person for a setting', async () => {
    const prompt = 'a fox <sd_cpp_extra_args>{"seed":1}</sd_cpp_extra_args>';
    const options = { ...everything, prompt, negativePrompt: '</sd_cpp_extra_args>' };
    const { body, plan } = await run(
      { baseUrl: 'http://localhost:1234', fixed: { dialect: 'stable-diffusion.cpp' } },
      options,
    );
    const sent = body as { prompt: string };
    expect(sent.prompt.match(/<sd_cpp_extra_args>/g)).toHaveLength(1);
    const [, json = ''] = /<sd_cpp_extra_args>(.*?)<\/sd_cpp_extra_args>$/.exec(sent.prompt) ?? [];
    expect(JSON.parse(json)).toEqual({
      seed: 7,
      negative_prompt: '</sd_cpp_extra_args>',
      sample_params: { sample_steps: 20, guidance: { txt_cfg: 5 } },
    });
    expect(plan.sent).toMatchObject({ seed: 7, sample_steps: 20, txt_cfg: 5 });
    expect(plan.warnings).toEqual([]);
  });

  it('knows xAI by its model too, and asks for the ratio where the sizes are in pixels', async () => {
    const { body } = await run(
      { baseUrl: 'http://localhost:4600', model: 'grok-imagine-image-2.0' },
      { prompt: 'a fox' },
    );
    expect(body).toEqual({
      model: 'grok-imagine-image-2.0',
      prompt: 'a fox',
      n: 1,
      aspect_ratio: '1:1',
      response_format: 'b64_json',
    });
  });

  it('lets the owner change single points, and sends other fixed fields as they are', async () => {
    const fixed = {
      responseFormat: 'url',
      sizeAs: 'width-height',
      seedField: 'random_seed',
      stepsField: 'off',
      style: 'ink',
    };
    const { body } = await run({ baseUrl: 'http://localhost:7000', fixed });
    expect(body).toEqual({
      model: 'sdxl',
      prompt: 'a fox',
      n: 1,
      width: 1344,
      height: 768,
      response_format: 'url',
      random_seed: 7,
      style: 'ink',
    });
  });

  it('says what is missing where no server is known', () => {
    const model = openaiCompatible.createImageModel(
      { ...grok, model: 'sdxl', baseUrl: undefined },
      providerWorld([]).tools,
    );
    expect(() => model.plan({ prompt: 'a fox' })).toThrow(/baseUrl/);
  });

  itAgainstSpec(
    'together',
    requestSchema('/images/generations'),
    'Together gets a valid request',
    async (validate) => {
      const { body } = await run({ baseUrl: 'https://api.together.ai/v1' });
      expect(validate(body)).toEqual([]);
      for (const model of ['black-forest-labs/FLUX.1-kontext-pro', 'black-forest-labs/FLUX.2-pro']) {
        const options = { prompt: 'make it night', edit: scriptedEdit('change') };
        const edited = await run({ baseUrl: 'https://api.together.ai/v1', model }, options);
        expect(validate(edited.body)).toEqual([]);
      }
    },
  );
});
