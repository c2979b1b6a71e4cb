import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { SourcedModelRow } from '../../../src/catalog/schema.ts';
import type { EditOperation } from '../../../src/contract/constants.ts';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { editPrice } from '../../../src/usecases/operation-of.ts';
import { PIXEL_BASE64, type ScriptedReply } from '../../helpers/provider-world.ts';
import { KEY, rowOf, slotOf, soldRows, toolCall, toolRequest } from '../../helpers/tool-requests.ts';
import { itAgainstSpec, requestSchema } from '../../helpers/vendor-spec.ts';

const TOOLS: readonly EditOperation[] = ['repaint', 'widen', 'enlarge', 'cut-out'];
const toolsOf = (row: SourcedModelRow) =>
  (slotOf(row).supports.operations ?? []).filter(({ operation }) => TOOLS.includes(operation));
const all = soldRows.flatMap((row) =>
  toolsOf(row).map(({ operation }) => [row.name, operation, row] as const),
);

/** Which tools, and what one costs, by vendor: by hand, from `docs/vendors/`. */
const BY_VENDOR: Readonly<Record<string, Partial<Record<EditOperation, number | 'as drawn'>>>> = {
  openai: { repaint: 'as drawn' },
  'black-forest-labs': { repaint: 0.05, widen: 0.05 },
  'stability-ai': { repaint: 0.05, widen: 0.04, enlarge: 0.02, 'cut-out': 0.05 },
  'bedrock-stability': { repaint: 0.07, widen: 0.06, enlarge: 0.03, 'cut-out': 0.07 },
  recraft: { repaint: 0.04, widen: 0.04, enlarge: 0.004, 'cut-out': 0.01 },
};

describe('every row that repaints, widens, enlarges or cuts out', () => {
  it.each(soldRows.map((row) => [row.name, row] as const))('%s does what its vendor has', (_, row) => {
    const expected = BY_VENDOR[row.provider] ?? {};
    const slot = slotOf(row);
    const found = Object.fromEntries(
      toolsOf(row).map(({ operation, priceUsd }) => [operation, priceUsd?.high ?? 'as drawn']),
    );
    expect(found).toEqual(expected);
    for (const [operation, price] of Object.entries(expected)) {
      const usd = editPrice(slot, operation as EditOperation, 1)?.high;
      if (price !== 'as drawn') expect(usd).toBe(price);
      // Its price and that of the picture that is handed in.
      else if (slot.priceUsd !== null) expect(usd).toBeCloseTo(slot.priceUsd.high + 0.013);
    }
  });

  it.each(all)(
    '%s, %s: the picture goes out whole, once, and is told of by its digest',
    async (_, operation, row) => {
      const { body, call, edit, files, model, slot, request } = await toolRequest(row, operation);
      const [picture] = edit.pictures;
      expect(model.edits).toContain(operation);
      expect(JSON.stringify(body).split(`<${picture?.sha256}>`)).toHaveLength(2);
      expect(files.size).toBe(operation === 'repaint' ? 2 : 1);
      const told = JSON.stringify(call.sent);
      expect(told).toContain(`input-1.png 60x40 sha256:${picture?.sha256}`);
      for (const bytes of files.values()) expect(told).toContain(`sha256:${sha256Hex(bytes)}`);
      expect(told.length).toBeLessThan(700);
      expect(JSON.stringify([request, body, call.sent])).not.toContain(KEY);
      expect(call.warnings).toEqual([]);
      // What is set for drawing is not sent to a service that does not know it.
      for (const field of Object.keys(slot.settings.fixed)) {
        if (slot.provider === 'black-forest-labs' && field !== 'output_format') {
          expect(body).not.toHaveProperty(field);
        }
      }
    },
  );
});

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
    const upscale = await toolRequest(row, 'enlarge', { aspectRatio: '1:1', ...settings });
    expect(upscale.request).toBe(`${base}/upscale/fast`);
    expect(upscale.body).toEqual({ output_format: 'png', image });
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
    expect(upscale.body).toEqual({ output_format: 'png', image: picture });
    const cutOut = await toolRequest(row, 'cut-out');
    expect(cutOut.request).toBe(at('stable-image-remove-background'));
    expect(cutOut.body).toEqual({ output_format: 'png', image: picture });
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
    for (const [operation, route] of [
      ['enlarge', 'crispUpscale'],
      ['cut-out', 'removeBackground'],
    ] as const) {
      const { request, body } = await toolRequest(row, operation);
      expect(request).toBe(`${base}/${route}`);
      expect(body).toEqual({ image_url: `data:image/png ${picture}`, ...out });
    }
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
    const vendors = all
      .filter(([, operation]) => operation === 'repaint')
      .map(([, , { provider }]) => provider);
    expect([...new Set(vendors)].sort()).toEqual(HALVES.map(([model]) => rowOf(model).provider).sort());
  });
});

const PIXEL = Buffer.from(PIXEL_BASE64, 'base64');
const signal = () => new AbortController().signal;

describe('what comes back', () => {
  const POLL = 'https://api.bfl.ai/v1/get_result?id=1';
  const SAMPLE = 'https://delivery.bfl.ai/1.png';
  const flux = (result: object): ScriptedReply[] => [
    { status: 200, json: { id: '1', polling_url: POLL, cost: 5 } },
    { status: 200, json: { id: '1', ...result } },
  ];
  const ready = { status: 'Ready', result: { sample: SAMPLE } };
  const stability = { image: PIXEL_BASE64, finish_reason: 'SUCCESS', seed: 7 };
  const bedrock = { seeds: [7], finish_reasons: [null], images: [PIXEL_BASE64] };
  const made = (field: object) => ({ created: 1, credits: 40, ...field });
  const b64 = { image_id: 'a', b64_json: PIXEL_BASE64 };

  const REPLIES: [string, EditOperation, ScriptedReply[], number | undefined][] = [
    [
      'gpt-image-2.6-flare',
      'repaint',
      [{ status: 200, json: { data: [{ b64_json: PIXEL_BASE64 }] } }],
      undefined,
    ],
    ['flux-2-pro', 'repaint', flux(ready), 0.05],
    ['flux-2-pro', 'widen', flux(ready), 0.05],
    ...TOOLS.map((tool): [string, EditOperation, ScriptedReply[], undefined] => [
      'ultra',
      tool,
      [{ status: 200, json: stability }],
      undefined,
    ]),
    ...TOOLS.map((tool): [string, EditOperation, ScriptedReply[], undefined] => [
      'stability.sd3-5-large-v1:0',
      tool,
      [{ bedrock }],
      undefined,
    ]),
    ['recraftv4_1', 'change', [{ status: 200, json: made({ data: [b64] }) }], 0.04],
    ['recraftv4_1', 'repaint', [{ status: 200, json: made({ data: [b64] }) }], 0.04],
    ['recraftv4_1', 'widen', [{ status: 200, json: made({ data: [b64] }) }], 0.04],
    ['recraftv4_1', 'enlarge', [{ status: 200, json: made({ image: b64, credits: 4 }) }], 0.004],
    ['recraftv4_1', 'cut-out', [{ status: 200, json: made({ image: b64, credits: 10 }) }], 0.01],
  ];
  it.each(REPLIES)(
    'of %s, %s, is the picture, with its cost if it is told',
    async (model, operation, replies, costUsd) => {
      const pictures = { [SAMPLE]: PIXEL };
      const { call, world } = await toolCall(rowOf(model), operation, { replies, pictures });
      const image = await call.run({ signal: signal() });
      expect(Buffer.from(image.bytes)).toEqual(PIXEL);
      expect(image.costUsd).toBe(costUsd);
      expect(world.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
    },
  );

  const moderated = { status: 403, json: { id: 'a', name: 'content_moderation', errors: ['Flagged.'] } };
  const reason = (what: string): ScriptedReply[] => [
    { bedrock: { finish_reasons: [`Filter reason: ${what}`] } },
  ];
  const recraft = (message: string): ScriptedReply[] => [
    { status: 400, json: { code: 'bad_request', message } },
  ];
  const blocked = (message: string): ScriptedReply[] => [
    { status: 400, json: { error: { code: 'content_policy', message } } },
  ];
  const falRefusal = (loc: unknown[]): ScriptedReply[] => [
    { status: 422, json: { detail: [{ loc, msg: 'Flagged.', type: 'content_policy_violation' }] } },
  ];
  /** Where the vendor says of what, that; where only a picture was sent, of the picture. */
  const REFUSALS: [string, EditOperation, ScriptedReply[], string][] = [
    [
      'gpt-image-2.6-flare',
      'repaint',
      blocked('The uploaded image was rejected by the safety system.'),
      'REFERENCE_REFUSED',
    ],
    [
      'gpt-image-2.6-flare',
      'repaint',
      blocked('Your prompt was rejected by the safety system.'),
      'PROMPT_REFUSED',
    ],
    ['flux-2-pro', 'repaint', flux({ status: 'Request Moderated' }), 'PROMPT_REFUSED'],
    ['flux-2-pro', 'widen', flux({ status: 'Content Moderated' }), 'IMAGE_REFUSED'],
    ['ultra', 'repaint', [moderated], 'PROMPT_REFUSED'],
    ['ultra', 'widen', [moderated], 'PROMPT_REFUSED'],
    ['ultra', 'enlarge', [moderated], 'REFERENCE_REFUSED'],
    ['ultra', 'cut-out', [moderated], 'REFERENCE_REFUSED'],
    [
      'ultra',
      'repaint',
      [{ status: 200, json: { ...stability, finish_reason: 'CONTENT_FILTERED' } }],
      'IMAGE_REFUSED',
    ],
    ['stability.sd3-5-large-v1:0', 'repaint', reason('prompt'), 'PROMPT_REFUSED'],
    ['stability.sd3-5-large-v1:0', 'widen', reason('input image'), 'REFERENCE_REFUSED'],
    ['stability.sd3-5-large-v1:0', 'enlarge', reason('input image'), 'REFERENCE_REFUSED'],
    ['stability.sd3-5-large-v1:0', 'cut-out', reason('output image'), 'IMAGE_REFUSED'],
    ['recraftv4_1', 'repaint', recraft('prompt violates content policy'), 'PROMPT_REFUSED'],
    ['recraftv4_1', 'widen', recraft('input image contains inappropriate content'), 'REFERENCE_REFUSED'],
    ['recraftv4_1', 'enlarge', recraft('nsfw content'), 'REFERENCE_REFUSED'],
    ['recraftv4_1', 'cut-out', recraft('nsfw content'), 'REFERENCE_REFUSED'],
    ['recraftv4_1', 'change', recraft('prompt violates content policy'), 'PROMPT_REFUSED'],
    ['fal-ai/nano-banana-2', 'change', falRefusal(['body', 'image_urls', 0]), 'REFERENCE_REFUSED'],
    ['fal-ai/nano-banana-2', 'change', falRefusal(['body', 'prompt']), 'PROMPT_REFUSED'],
  ];
  it.each(REFUSALS)(
    'of %s, %s, is a refusal (%#) of what was refused',
    async (model, operation, replies, code) => {
      const { call, world } = await toolCall(rowOf(model), operation, { replies });
      await expect(call.run({ signal: signal() })).rejects.toMatchObject({ code });
      expect(world.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
    },
  );
});

describe('by the documents of the vendors', () => {
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
