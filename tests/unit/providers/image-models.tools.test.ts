import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { EditOperation } from '../../../src/contract/constants.ts';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { SEED_ZERO_IS_RANDOM } from '../../../src/lib/warning.ts';
import { operationOf } from '../../../src/usecases/operation-of.ts';
import { rowOf, slotOf, soldRows, toolRequest } from '../../helpers/tool-requests.ts';
import { itAgainstSpec, requestSchema } from '../../helpers/vendor-spec.ts';

/** By hand, from the vendors' documents. */
describe('the exact request', () => {
  const hash = async (row: string, operation: EditOperation) => {
    const { edit, files } = await toolRequest(rowOf(row), operation);
    const mask = files.get('mask') ?? files.get('mask_url');
    return { picture: `<${edit.pictures[0]?.sha256}>`, mask: mask && `<${sha256Hex(mask)}>` };
  };

  it('of OpenAI to repaint is a form with the mask beside the picture', async () => {
    const { picture, mask } = await hash('gpt-image-2.6-flare', 'repaint');
    const { request, body, call } = await toolRequest(rowOf('gpt-image-2.6-flare'), 'repaint');
    expect(request).toBe('POST https://api.openai.com/v1/images/edits');
    expect(body).toEqual({
      model: 'gpt-image-2.6-flare',
      n: '1',
      size: 'auto',
      quality: 'medium',
      output_format: 'png',
      prompt: 'a red hat',
      'image[]': `input-1.png image/png ${picture}`,
      mask: `mask.png image/png ${mask}`,
    });
    expect(call.sent).toMatchObject({ mask: expect.stringMatching(/^mask\.png 60x40 sha256:/) });
  });

  it('of FLUX.1 Fill and Expand, whatever FLUX the slot draws with', async () => {
    for (const model of ['flux-2-pro', 'flux-3-image', 'flux-kontext-max']) {
      const { picture, mask } = await hash(model, 'repaint');
      const fill = await toolRequest(rowOf(model), 'repaint', { seed: 7 });
      expect(fill.request).toBe('POST https://api.bfl.ai/v1/flux-pro-1.0-fill');
      expect(fill.body).toEqual({
        prompt: 'a red hat',
        image: picture,
        mask,
        output_format: 'png',
        seed: 7,
      });
      const expand = await toolRequest(rowOf(model), 'widen');
      expect(expand.request).toBe('POST https://api.bfl.ai/v1/flux-pro-1.0-expand');
      expect(expand.body).toEqual({
        prompt: 'a red hat',
        image: picture,
        left: 100,
        bottom: 40,
        output_format: 'png',
      });
      expect(expand.call.sent).toMatchObject({ tool: 'flux-pro-1.0-expand', left: 100, bottom: 40 });
    }
  });

  it('of Stability AI is a form for each route', async () => {
    const row = rowOf('ultra');
    const base = 'POST https://api.stability.ai/v2beta/stable-image';
    const { picture, mask } = await hash('ultra', 'repaint');
    const image = `input-1.png image/png ${picture}`;
    const settings = { seed: 7, negativePrompt: 'blur' };
    const inpaint = await toolRequest(row, 'repaint', settings);
    expect(inpaint.request).toBe(`${base}/edit/inpaint`);
    expect(inpaint.headers).toMatchObject({ accept: 'application/json', authorization: 'Bearer <key>' });
    expect(inpaint.body).toEqual({
      output_format: 'png',
      seed: '7',
      negative_prompt: 'blur',
      prompt: 'a red hat',
      image,
      mask: `mask.png image/png ${mask}`,
    });
    const outpaint = await toolRequest(row, 'widen', settings);
    expect(outpaint.request).toBe(`${base}/edit/outpaint`);
    expect(outpaint.body).toEqual({
      output_format: 'png',
      left: '100',
      down: '40',
      seed: '7',
      prompt: 'a red hat',
      image,
    });
    expect(outpaint.call.warnings.map(({ values }) => values.setting)).toEqual(['negativePrompt']);
    const random = await toolRequest(row, 'widen', { seed: 0 });
    expect(random.call.warnings).toEqual([SEED_ZERO_IS_RANDOM]);
    const upscale = await toolRequest(row, 'enlarge', { aspectRatio: '1:1', ...settings });
    expect(upscale.request).toBe(`${base}/upscale/fast`);
    expect(upscale.body).toEqual({ output_format: 'jpeg', image });
    expect(upscale.call.warnings.map(({ values }) => values.setting)).toEqual([
      'aspectRatio',
      'seed',
      'negativePrompt',
    ]);
    const cutOut = await toolRequest(row, 'cut-out');
    expect(cutOut.request).toBe(`${base}/edit/remove-background`);
    expect(cutOut.body).toEqual({ output_format: 'png', image });
    expect(cutOut.call.sent).toMatchObject({ tool: 'edit/remove-background' });
  });

  it('of Stability AI on Bedrock has the same fields as JSON, by profile', async () => {
    const row = rowOf('stability.sd3-5-large-v1:0');
    const { picture, mask } = await hash(row.model, 'repaint');
    const at = (name: string) => `POST bedrock:us-west-2/invoke/us.stability.${name}-v1:0`;
    const inpaint = await toolRequest(row, 'repaint', { seed: 7 });
    expect(inpaint.request).toBe(at('stable-image-inpaint'));
    expect(inpaint.body).toEqual({
      output_format: 'png',
      seed: 7,
      prompt: 'a red hat',
      image: picture,
      mask,
    });
    const outpaint = await toolRequest(row, 'widen');
    expect(outpaint.request).toBe(at('stable-outpaint'));
    expect(outpaint.body).toEqual({
      output_format: 'png',
      left: 100,
      down: 40,
      prompt: 'a red hat',
      image: picture,
    });
    const upscale = await toolRequest(row, 'enlarge');
    expect(upscale.request).toBe(at('stable-fast-upscale'));
    expect(upscale.body).toEqual({ output_format: 'jpeg', image: picture });
    const cutOut = await toolRequest(row, 'cut-out');
    expect(cutOut.request).toBe(at('stable-image-remove-background'));
    expect(cutOut.body).toEqual({ output_format: 'png', image: picture });
  });

  it('of fal.ai goes to SeedVR2 and to Bria, whatever the slot draws with', async () => {
    for (const model of ['fal-ai/flux/dev', 'fal-ai/nano-banana-2']) {
      const { picture } = await hash(model, 'enlarge');
      const upscale = await toolRequest(rowOf(model), 'enlarge', { seed: 7, negativePrompt: 'blur' });
      expect(upscale.request).toBe('POST https://queue.fal.run/fal-ai/seedvr/upscale/image');
      expect(upscale.body).toEqual({
        image_url: `data:image/png ${picture}`,
        upscale_mode: 'factor',
        upscale_factor: 2,
        output_format: 'jpg',
        seed: 7,
      });
      expect(upscale.call.warnings.map(({ values }) => values.setting)).toEqual(['negativePrompt']);
      const cutOut = await toolRequest(rowOf(model), 'cut-out', { seed: 7 });
      expect(cutOut.request).toBe('POST https://queue.fal.run/fal-ai/bria/background/remove');
      expect(cutOut.body).toEqual({ image_url: `data:image/png ${picture}` });
      expect(cutOut.call.warnings.map(({ values }) => values.setting)).toEqual(['seed']);
    }
  });

  it('of Recraft is JSON with data addresses, drawn with V3', async () => {
    const row = rowOf('recraftv4_1');
    const base = 'POST https://external.api.recraft.ai/v1/images';
    const { picture, mask } = await hash(row.model, 'repaint');
    const out = { response_format: 'b64_json', image_format: 'png' };
    const inpaint = await toolRequest(row, 'repaint', { seed: 7, negativePrompt: 'blur' });
    expect(inpaint.request).toBe(`${base}/inpaint`);
    expect(inpaint.body).toEqual({
      model: 'recraftv3',
      prompt: 'a red hat',
      random_seed: 7,
      negative_prompt: 'blur',
      image_url: `data:image/png ${picture}`,
      mask_url: `data:image/png ${mask}`,
      ...out,
    });
    const outpaint = await toolRequest(row, 'widen');
    expect(outpaint.request).toBe(`${base}/outpaint`);
    expect(outpaint.body).toEqual({
      model: 'recraftv3',
      prompt: 'a red hat',
      expand_left: 100,
      expand_bottom: 40,
      image_url: `data:image/png ${picture}`,
      ...out,
    });
    for (const [operation, route, image_format] of [
      ['enlarge', 'crispUpscale', 'webp'],
      ['cut-out', 'removeBackground', 'png'],
    ] as const) {
      const { request, body } = await toolRequest(row, operation);
      expect(request).toBe(`${base}/${route}`);
      expect(body).toEqual({ image_url: `data:image/png ${picture}`, ...out, image_format });
    }
  });
});

describe('a picture that is widened on every side', () => {
  const expand = { left: 1, right: 2, top: 3, bottom: 4 };
  it.each([
    ['flux-2-pro', expand],
    ['core', { left: '1', right: '2', up: '3', down: '4' }],
    ['stability.stable-image-core-v1:1', { left: 1, right: 2, up: 3, down: 4 }],
    ['recraftv3', { expand_left: 1, expand_right: 2, expand_top: 3, expand_bottom: 4 }],
  ])('has the margins that were asked for, at %s', async (model, margins) => {
    expect((await toolRequest(rowOf(model), 'widen', { expand })).body).toMatchObject(margins);
  });
});

/**
 * The picture's left half is to be repainted. What its mask has to say there, and what in the right half, by the words of
 * each vendor's document.
 */
describe('the half of the mask that is repainted', () => {
  const HALVES: [string, string, 'alpha' | 'grey', { left: number; right: number }][] = [
    // "An additional image whose fully transparent areas (e.g. where alpha is zero) indicate where image should be edited."
    ['gpt-image-2.6-flare', 'mask', 'alpha', { left: 0, right: 255 }],
    // "Black areas (0%) indicate no modification, while white areas (100%) specify areas for inpainting."
    ['flux-2-pro', 'mask', 'grey', { left: 255, right: 0 }],
    // "black pixels represent areas to be left as they are, white pixels areas to be inpainted"
    ['core', 'mask', 'grey', { left: 255, right: 0 }],
    // The same on Bedrock.
    ['stability.stable-image-core-v1:1', 'mask', 'grey', { left: 255, right: 0 }],
    // "White pixels (255) are inpainted, black pixels (0) are kept; the mask has only these two."
    ['recraftv3', 'mask_url', 'grey', { left: 255, right: 0 }],
  ];
  it.each(HALVES)('is right for %s', async (model, field, channel, { left, right }) => {
    const { files } = await toolRequest(rowOf(model), 'repaint');
    const mask = sharp(files.get(field));
    expect(await mask.metadata()).toMatchObject({
      format: 'png',
      width: 60,
      height: 40,
      hasAlpha: channel === 'alpha',
    });
    const values =
      channel === 'alpha'
        ? await mask.extractChannel('alpha').raw().toBuffer()
        : await mask.toColourspace('b-w').extractChannel(0).raw().toBuffer();
    expect(values).toHaveLength(60 * 40);
    for (const [at, value] of values.entries()) expect(value).toBe(at % 60 < 30 ? left : right);
  });

  it('is tested for every vendor that repaints', () => {
    const vendors = soldRows
      .filter((row) => operationOf(slotOf(row), 'repaint') !== undefined)
      .map(({ provider }) => provider);
    expect([...new Set(vendors)].sort()).toEqual(HALVES.map(([model]) => rowOf(model).provider).sort());
  });
});

describe('by the documents of the vendors', () => {
  // OpenAI's document beside the repository has no edits: cut that route out of openai/openai-openapi, openapi.json.
  for (const operation of ['change', 'combine', 'repaint'] as const) {
    itAgainstSpec(
      'openai-edits',
      requestSchema('/images/edits', 'multipart/form-data'),
      `OpenAI's form to ${operation} is a valid request`,
      async (validate) => {
        for (const row of soldRows.filter(({ provider }) => provider === 'openai')) {
          const {
            'image[]': image,
            n,
            ...fields
          } = Object((await toolRequest(row, operation)).body) as Record<string, unknown>;
          expect(validate({ ...fields, image, n: Number(n) })).toEqual([]);
        }
      },
    );
  }
  for (const [operation, model] of [
    ['repaint', 'flux-pro-1.0-fill'],
    ['widen', 'flux-pro-1.0-expand'],
  ] as const) {
    itAgainstSpec('bfl', requestSchema(`/v1/${model}`), `${model} is a valid request`, async (validate) => {
      expect(validate((await toolRequest(rowOf('flux-3-image'), operation, { seed: 7 })).body)).toEqual([]);
    });
  }
  for (const [operation, route] of [
    ['repaint', 'inpaint'],
    ['widen', 'outpaint'],
    ['enlarge', 'crispUpscale'],
    ['cut-out', 'removeBackground'],
  ] as const) {
    itAgainstSpec(
      'recraft',
      requestSchema(`/v1/images/${route}`),
      `Recraft's ${route} is a valid request`,
      async (validate) => {
        const options = operation === 'repaint' ? { seed: 7, negativePrompt: 'blur' } : {};
        expect(validate((await toolRequest(rowOf('recraftv4_1'), operation, options)).body)).toEqual([]);
      },
    );
  }
});
