import { describe, expect, it } from '@jest/globals';
import { vendorOf } from '../../../src/catalog/lookup.ts';
import models from '../../../src/catalog/models.json' with { type: 'json' };
import type { SourcedModelRow } from '../../../src/catalog/schema.ts';
import type { Slot } from '../../../src/config/slot.ts';
import { resolveSlots } from '../../../src/config/slots.ts';
import { WORD_OPERATIONS } from '../../../src/contract/constants.ts';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { IMAGE_PROVIDERS } from '../../../src/providers/image-models.ts';
import type { EditOptions, GenerateOptions } from '../../../src/providers/types.ts';
import { operationOf } from '../../../src/usecases/operation-of.ts';
import { scriptedEdit } from '../../helpers/edits.ts';
import { fetchFailure, NOW, providerWorld } from '../../helpers/provider-world.ts';
import { itAgainstSpec, requestSchema } from '../../helpers/vendor-spec.ts';

const KEY = 'key-0123456789-abcdefghij';
const CHANGE = scriptedEdit('change');
const COMBINE = scriptedEdit('combine', 3);
const [FIRST, SECOND, THIRD] = COMBINE.pictures.map(({ sha256 }) => `<${sha256}>`);

function slotOf(row: SourcedModelRow): Slot {
  const ownServer = vendorOf(row.provider)?.ownServer ? { baseUrl: 'http://192.168.1.20:7860' } : {};
  const overrides = { 1: { provider: row.provider, model: row.model, ...ownServer } };
  const [slot] = resolveSlots({ count: 1, names: [row.name], overrides, now: NOW }).slots;
  if (slot === undefined) throw new Error(`${row.name} gave no slot.`);
  return slot;
}

const rows = (models.models as SourcedModelRow[]).filter(
  (row) => row.provider !== 'demo' && row.status !== 'retired',
);
/** How it works by words alone. */
const wordsOf = (row: SourcedModelRow) =>
  (slotOf(row).supports.operations ?? []).filter(({ operation }) =>
    WORD_OPERATIONS.some((each) => each === operation),
  );
const can = rows.filter((row) => wordsOf(row).length > 0);
const rowOf = (model: string) => {
  const found = can.find((row) => row.model === model);
  if (found === undefined) throw new Error(`${model} cannot.`);
  return found;
};

/** The one request that goes out, with pictures as the hash of their bytes, and what is told of it. */
async function requestOf(row: SourcedModelRow, edit: EditOptions, options: Partial<GenerateOptions> = {}) {
  const slot = slotOf(row);
  const world = providerWorld([], { key: KEY });
  let seen: unknown;
  const capture: typeof fetch = async (input, init) => {
    seen = { request: `${init?.method} ${String(input)}`, body: await bodyOf(init?.body, edit) };
    throw (fetchFailure('ECONNRESET') as { fail: Error }).fail;
  };
  const model = IMAGE_PROVIDERS[slot.provider]?.createImageModel(
    { ...slot.settings, key: KEY },
    { ...world.tools, fetch: capture },
  );
  if (model === undefined) throw new Error(`There is no provider ${slot.provider}.`);
  const tool = operationOf(slot, edit.operation)?.model;
  const { sent, warnings, run } = model.plan({
    prompt: 'make it night',
    edit: { ...edit, ...(tool !== undefined && { tool }) },
    ...options,
  });
  await run({ signal: new AbortController().signal }).catch(() => undefined);
  return { ...(seen as { request: string; body: unknown }), sent, warnings, edits: model.edits };
}

async function bodyOf(body: RequestInit['body'], { pictures }: EditOptions): Promise<unknown> {
  if (body instanceof FormData) {
    return Promise.all(
      [...body.entries()].map(async ([name, value]) => {
        if (typeof value === 'string') return [name, value];
        const bytes = new Uint8Array(await value.arrayBuffer());
        return [name, `${value.name} ${value.type} <${sha256Hex(bytes)}>`];
      }),
    );
  }
  const hashed = pictures.reduce((text, { bytes, contentType, sha256 }) => {
    const base64 = Buffer.from(bytes).toString('base64');
    const named = text.replaceAll(
      `"data:${contentType};base64,${base64}"`,
      `"data:${contentType} <${sha256}>"`,
    );
    return named.replaceAll(`"${base64}"`, `"<${sha256}>"`);
  }, String(body));
  return JSON.parse(hashed);
}

describe('every model that takes pictures, by the catalog', () => {
  it('is one whose provider knows how', async () => {
    // A new row of these vendors can as well.
    const byVendor = can.filter(({ edits }) => edits === undefined).map(({ provider }) => provider);
    expect([...new Set(byVendor)]).toEqual(['openai', 'google-gemini', 'recraft', 'bytedance']);
    const byRow = can.filter(({ edits }) => edits !== undefined).map(({ model }) => model);
    expect(byRow).toEqual([
      'gemini-3.1-flash-lite-image',
      'gemini-3-pro-image',
      'gemini-2.5-flash-image',
      'flux-3-image',
      'flux-2-pro',
      'flux-2-pro-preview',
      'flux-2-max',
      'flux-2-flex',
      'flux-2-klein-4b',
      'flux-2-klein-9b',
      'flux-kontext-pro',
      'flux-kontext-max',
      'fal-ai/bytedance/seedream/v4/text-to-image',
      'bytedance/seedream/v5/lite/text-to-image',
      'fal-ai/nano-banana-2',
      'fal-ai/nano-banana-pro',
      'black-forest-labs/flux-2-pro',
      'bytedance/seedream-4.5',
      'qwen-image-3.0',
      'qwen-image-2.0',
      'qwen-image-2.0-pro',
      'bytedance-seed/seedream-5-5',
      'bytedance-seed/seedream-4.5',
      'google/gemini-3-pro-image',
      'openai/gpt-image-2',
      'grok-imagine-image-2.0',
    ]);
    for (const row of can) {
      const { edits, warnings } = await requestOf(row, CHANGE);
      const operations = wordsOf(row).map(({ operation }) => operation);
      expect({
        model: row.model,
        missing: operations.filter((each) => !edits?.includes(each)),
        warnings,
      }).toEqual({
        model: row.model,
        missing: [],
        warnings: [],
      });
    }
  });

  it.each(can.map((row) => [row.model, row] as const))(
    '%s gets each picture whole, and is told of by digests alone',
    async (_, row) => {
      const { references = 0 } = wordsOf(row).at(-1) ?? {};
      const edit = references > 1 ? COMBINE : CHANGE;
      const { body, sent } = await requestOf(row, edit);
      const text = JSON.stringify(body);
      for (const { sha256, bytes, name } of edit.pictures) {
        expect(text.split(`<${sha256}>`)).toHaveLength(2);
        expect(Object.values(sent).join()).toContain(`${name} `);
        expect(JSON.stringify(sent)).toContain(`sha256:${sha256}`);
        expect(JSON.stringify(sent)).not.toContain(Buffer.from(bytes).toString('base64'));
      }
    },
  );
});

/** By hand, from the vendors' documents. */
describe('the exact request', () => {
  it('of OpenAI is a form with files of their own types, and the size of the picture', async () => {
    const { request, body, sent } = await requestOf(rowOf('gpt-image-2.6-flare'), COMBINE);
    expect(request).toBe('POST https://api.openai.com/v1/images/edits');
    expect(body).toEqual([
      ['model', 'gpt-image-2.6-flare'],
      ['n', '1'],
      ['size', 'auto'],
      ['quality', 'medium'],
      ['output_format', 'png'],
      ['prompt', 'make it night'],
      ['image[]', `input-1.png image/png ${FIRST}`],
      ['image[]', `input-2.jpg image/jpeg ${SECOND}`],
      ['image[]', `input-3.png image/png ${THIRD}`],
    ]);
    expect(sent).toMatchObject({ 'image[1]': `input-1.png 300x200 sha256:${COMBINE.pictures[0]?.sha256}` });
    const shaped = await requestOf(rowOf('gpt-image-2.6-flare'), CHANGE, { aspectRatio: '16:9' });
    expect(shaped.body).toContainEqual(['size', '1536x864']);
  });

  it('of Gemini has the pictures first, and no ratio unless one is asked for', async () => {
    const { request, body } = await requestOf(rowOf('gemini-nano-banana-2.1'), COMBINE);
    expect(request).toBe(
      'POST https://generativelanguage.googleapis.com/v1beta/models/gemini-nano-banana-2.1:generateContent',
    );
    expect(body).toEqual({
      contents: [
        {
          role: 'user',
          parts: [
            { inlineData: { mimeType: 'image/png', data: FIRST } },
            { inlineData: { mimeType: 'image/jpeg', data: SECOND } },
            { inlineData: { mimeType: 'image/png', data: THIRD } },
            { text: 'make it night' },
          ],
        },
      ],
      generationConfig: { responseModalities: ['IMAGE'], imageConfig: { imageSize: '1K' } },
    });
    const shaped = await requestOf(rowOf('gemini-nano-banana-2.1'), CHANGE, { aspectRatio: '16:9' });
    expect(shaped.body).toMatchObject({ generationConfig: { imageConfig: { aspectRatio: '16:9' } } });
  });

  it('of FLUX.2 has numbered fields and no size', async () => {
    const { request, body } = await requestOf(rowOf('flux-2-pro'), COMBINE, { seed: 7 });
    expect(request).toBe('POST https://api.bfl.ai/v1/flux-2-pro');
    expect(body).toEqual({
      prompt: 'make it night',
      output_format: 'png',
      seed: 7,
      input_image: FIRST,
      input_image_2: SECOND,
      input_image_3: THIRD,
    });
    const shaped = await requestOf(rowOf('flux-2-pro'), CHANGE, { aspectRatio: '1:1' });
    expect(shaped.body).toMatchObject({ width: 1024, height: 1024 });
  });

  it('of FLUX.3 has a list of pictures and follows the first', async () => {
    const { request, body } = await requestOf(rowOf('flux-3-image'), COMBINE);
    expect(request).toBe('POST https://api.bfl.ai/v1/flux-3-image');
    expect(body).toEqual({
      prompt: 'make it night',
      aspect_ratio: 'auto',
      resolution: '1k',
      grounding: false,
      images: [FIRST, SECOND, THIRD],
    });
  });

  it('of Kontext has the picture and no ratio', async () => {
    const { request, body } = await requestOf(rowOf('flux-kontext-pro'), CHANGE);
    expect(request).toBe('POST https://api.bfl.ai/v1/flux-kontext-pro');
    expect(body).toEqual({ prompt: 'make it night', output_format: 'png', input_image: FIRST });
  });
});

describe('the exact request of vendors that take data addresses', () => {
  const [first, second, third] = COMBINE.pictures.map(
    ({ contentType, sha256 }) => `data:${contentType} <${sha256}>`,
  );

  it('is a list beside the prompt for Seedream, at 2K', async () => {
    const { request, body } = await requestOf(rowOf('seedream-4-5-251128'), COMBINE);
    expect(request).toMatch(/^POST https:\/\/.*\/images\/generations$/);
    expect(body).toMatchObject({
      model: 'seedream-4-5-251128',
      prompt: 'make it night',
      size: '2K',
      response_format: 'b64_json',
      image: [first, second, third],
    });
  });

  it('is the content before the words for Qwen, without a size', async () => {
    const { body } = await requestOf(rowOf('qwen-image-3.0'), COMBINE);
    expect(body).toMatchObject({
      model: 'qwen-image-3.0',
      input: {
        messages: [
          {
            role: 'user',
            content: [{ image: first }, { image: second }, { image: third }, { text: 'make it night' }],
          },
        ],
      },
    });
    expect(Object(body).parameters).not.toHaveProperty('size');
  });

  it('is a list of references for OpenRouter, without a shape', async () => {
    const { request, body } = await requestOf(rowOf('bytedance-seed/seedream-5-5'), CHANGE);
    expect(request).toBe('POST https://openrouter.ai/api/v1/images');
    expect(body).toMatchObject({ input_references: [{ type: 'image_url', image_url: { url: first } }] });
    expect(body).not.toHaveProperty('aspect_ratio');
    expect(body).not.toHaveProperty('size');
  });

  it('is one image or several for xAI, under a route of its own, as JSON', async () => {
    const one = await requestOf(rowOf('grok-imagine-image-2.0'), CHANGE);
    expect(one.request).toBe('POST https://api.x.ai/v1/images/edits');
    expect(one.body).toEqual({
      model: 'grok-imagine-image-2.0',
      n: 1,
      response_format: 'b64_json',
      resolution: '1k',
      prompt: 'make it night',
      image: { url: first, type: 'image_url' },
    });
    const several = await requestOf(rowOf('grok-imagine-image-2.0'), COMBINE, { aspectRatio: '16:9' });
    expect(several.body).toMatchObject({
      aspect_ratio: '16:9',
      images: [first, second, third].map((url) => ({ url, type: 'image_url' })),
    });
    expect(several.body).not.toHaveProperty('image');
  });
});

describe('the exact request of vendors whose pictures go to another model', () => {
  const [first, second, third] = COMBINE.pictures.map(
    ({ contentType, sha256 }) => `data:${contentType} <${sha256}>`,
  );

  it('is a list of addresses for fal.ai, which follows the shape of the first one', async () => {
    const nano = await requestOf(rowOf('fal-ai/nano-banana-2'), COMBINE);
    expect(nano.request).toBe('POST https://queue.fal.run/fal-ai/nano-banana-2/edit');
    expect(nano.body).toEqual({
      prompt: 'make it night',
      output_format: 'png',
      image_urls: [first, second, third],
    });
    expect(nano.sent).toMatchObject({
      tool: 'fal-ai/nano-banana-2/edit',
      'image_urls[2]': `input-2.jpg 301x200 sha256:${COMBINE.pictures[1]?.sha256}`,
    });
    const shaped = await requestOf(rowOf('fal-ai/nano-banana-pro'), CHANGE, { aspectRatio: '16:9' });
    expect(shaped.request).toBe('POST https://queue.fal.run/fal-ai/nano-banana-pro/edit');
    expect(shaped.body).toMatchObject({ aspect_ratio: '16:9', image_urls: [first] });
  });

  it('says the pixels where fal.ai would draw a square', async () => {
    const four = await requestOf(rowOf('fal-ai/bytedance/seedream/v4/text-to-image'), CHANGE, { seed: 7 });
    expect(four.request).toBe('POST https://queue.fal.run/fal-ai/bytedance/seedream/v4/edit');
    // 300 x 200 with as many pixels as 2048 x 2048.
    expect(four.body).toEqual({
      prompt: 'make it night',
      image_size: { width: 2512, height: 1680 },
      seed: 7,
      image_urls: [first],
    });
    const five = await requestOf(rowOf('bytedance/seedream/v5/lite/text-to-image'), CHANGE);
    expect(five.request).toBe('POST https://queue.fal.run/fal-ai/bytedance/seedream/v5/lite/edit');
  });

  it('is an input of the model for Replicate, which each maker calls in another way', async () => {
    const flux = await requestOf(rowOf('black-forest-labs/flux-2-pro'), COMBINE, { seed: 7 });
    expect(flux.request).toBe(
      'POST https://api.replicate.com/v1/models/black-forest-labs/flux-2-pro/predictions',
    );
    expect(flux.body).toEqual({
      input: {
        prompt: 'make it night',
        aspect_ratio: 'match_input_image',
        resolution: '1 MP',
        output_format: 'png',
        seed: 7,
        input_images: [first, second, third],
      },
    });
    const seedream = await requestOf(rowOf('bytedance/seedream-4.5'), CHANGE, { aspectRatio: '16:9' });
    expect(seedream.body).toEqual({
      input: { prompt: 'make it night', aspect_ratio: '16:9', size: '2K', image_input: [first] },
    });
  });

  it('is one address for Recraft, drawn anew with V3', async () => {
    const { request, body } = await requestOf(rowOf('recraftv4_1'), CHANGE, { seed: 7 });
    expect(request).toBe('POST https://external.api.recraft.ai/v1/images/imageToImage');
    expect(body).toEqual({
      prompt: 'make it night',
      model: 'recraftv3',
      strength: 0.5,
      random_seed: 7,
      response_format: 'b64_json',
      image_format: 'png',
      image_url: first,
    });
  });
});

describe('by the documents of the vendors', () => {
  itAgainstSpec(
    'recraft',
    requestSchema('/v1/images/imageToImage'),
    'a change with Recraft is a valid request',
    async (validate) => {
      const options = { seed: 7, negativePrompt: 'blur' };
      expect(validate((await requestOf(rowOf('recraftv4_1'), CHANGE, options)).body)).toEqual([]);
    },
  );
  for (const row of can.filter(({ provider }) => provider === 'black-forest-labs')) {
    // The document is older than FLUX.3.
    if (row.model === 'flux-3-image') continue;
    itAgainstSpec(
      'bfl',
      requestSchema(`/v1/${row.model}`),
      `${row.name} is a valid request`,
      async (validate) => {
        const { references = 0 } = wordsOf(row).at(-1) ?? {};
        expect(validate((await requestOf(row, references > 1 ? COMBINE : CHANGE)).body)).toEqual([]);
      },
    );
  }
  for (const row of can.filter(({ provider }) => provider === 'google-gemini')) {
    itAgainstSpec(
      'gemini',
      requestSchema('/models/{modelsId}:generateContent'),
      `${row.name} is a valid request`,
      async (validate) => {
        expect(validate((await requestOf(row, COMBINE)).body)).toEqual([]);
      },
    );
  }
});
