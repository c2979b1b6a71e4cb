import { describe, expect, it } from '@jest/globals';
import catalog from '../../../src/catalog/models.json' with { type: 'json' };
import type { SourcedModelRow } from '../../../src/catalog/schema.ts';
import { EDIT_OPERATIONS, type EditOperation } from '../../../src/contract/constants.ts';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { editPrice } from '../../../src/usecases/operation-of.ts';
import { PICTURES, VENDOR_CASES } from '../../helpers/operation-cases.ts';
import { PIXEL } from '../../helpers/provider-world.ts';
import { type Asked, KEY, slotOf, soldRows, toolCall, toolRequest } from '../../helpers/tool-requests.ts';

/** Per picture in US dollars, of two where pictures are combined: by hand, from `docs/vendors/`. */
type Prices = Partial<Record<EditOperation, number>>;
const FLUX_TOOLS: Prices = { repaint: 0.05, widen: 0.05 };
const STABILITY: Prices = { repaint: 0.05, widen: 0.04, enlarge: 0.02, 'cut-out': 0.05 };
const BEDROCK: Prices = { repaint: 0.07, widen: 0.06, enlarge: 0.03, 'cut-out': 0.07 };
const RECRAFT: Prices = { change: 0.04, repaint: 0.04, widen: 0.04, enlarge: 0.004, 'cut-out': 0.01 };
const FAL: Prices = { enlarge: 0.0168, 'cut-out': 0.018 };
/** The same however many pictures are handed in. */
const flat = (usd: number): Prices => ({ change: usd, combine: usd });

/** Each row that does something with pictures, and everything that it does. */
const PRICES: Readonly<Record<string, Prices>> = {
  'gpt-image-2.6-flare': { change: 0.066, combine: 0.079, repaint: 0.066 },
  'gpt-image-2.6-sunburst': { change: 0.066, combine: 0.079, repaint: 0.066 },
  'gpt-image-2.5-flare': { change: 0.0262, combine: 0.0392, repaint: 0.0262 },
  'gpt-image-2.5-sunburst': { change: 0.0262, combine: 0.0392, repaint: 0.0262 },
  'gpt-image-2': { change: 0.066, combine: 0.079, repaint: 0.066 },
  'gpt-image-1.5': { change: 0.064, combine: 0.077, repaint: 0.064 },
  'gpt-image-1-mini': { change: 0.028, combine: 0.041, repaint: 0.028 },
  'gemini-nano-banana-2.1': { change: 0.0417, combine: 0.0434 },
  'gemini-3.1-flash-lite-image': { change: 0.0343, combine: 0.0346 },
  'gemini-3-pro-image': { change: 0.1351, combine: 0.1362 },
  'gemini-2.5-flash-image': { change: 0.0394, combine: 0.0398 },
  'stability.sd3-5-large-v1:0': BEDROCK,
  'stability.stable-image-ultra-v1:1': BEDROCK,
  'stability.stable-image-core-v1:1': BEDROCK,
  'sd3.5-large': STABILITY,
  'sd3.5-large-turbo': STABILITY,
  'sd3.5-medium': STABILITY,
  'sd3.5-flash': STABILITY,
  ultra: STABILITY,
  core: STABILITY,
  'flux-3-image': { ...flat(0.048), ...FLUX_TOOLS },
  'flux-2-pro': { change: 0.105, combine: 0.165, ...FLUX_TOOLS },
  'flux-2-pro-preview': { change: 0.105, combine: 0.165, ...FLUX_TOOLS },
  'flux-2-max': { change: 0.225, combine: 0.345, ...FLUX_TOOLS },
  'flux-2-flex': { change: 0.275, combine: 0.475, ...FLUX_TOOLS },
  'flux-2-klein-4b': { change: 0.025, combine: 0.029, ...FLUX_TOOLS },
  'flux-2-klein-9b': { change: 0.0305, combine: 0.0385, ...FLUX_TOOLS },
  'flux-pro-1.1': FLUX_TOOLS,
  'flux-pro-1.1-ultra': FLUX_TOOLS,
  'flux-kontext-pro': { change: 0.04, ...FLUX_TOOLS },
  'flux-kontext-max': { change: 0.08, ...FLUX_TOOLS },
  'flux-dev': FLUX_TOOLS,
  recraftv4_1: RECRAFT,
  recraftv4_1_pro: RECRAFT,
  recraftv4_1_utility: RECRAFT,
  recraftv4_1_flash: RECRAFT,
  recraftv4: RECRAFT,
  recraftv4_pro: RECRAFT,
  recraftv3: RECRAFT,
  recraftv2: RECRAFT,
  recraftv3_vector: RECRAFT,
  recraftv4_vector: RECRAFT,
  recraftv4_1_vector: RECRAFT,
  'fal-ai/flux/schnell': FAL,
  'fal-ai/flux/dev': FAL,
  'fal-ai/flux-pro/v1.1': FAL,
  'fal-ai/flux-pro/v1.1-ultra': FAL,
  'fal-ai/ideogram/v3': FAL,
  'fal-ai/bytedance/seedream/v4/text-to-image': { ...flat(0.03), ...FAL },
  'bytedance/seedream/v5/lite/text-to-image': { ...flat(0.035), ...FAL },
  'fal-ai/nano-banana-2': { ...flat(0.08), ...FAL },
  'fal-ai/nano-banana-pro': { ...flat(0.15), ...FAL },
  'fal-ai/qwen-image-max/text-to-image': FAL,
  'black-forest-labs/flux-2-pro': { change: 0.09, combine: 0.15 },
  'bytedance/seedream-4.5': flat(0.04),
  'dola-seedream-5-0-pro-260628': flat(0.09),
  'seedream-5-0-260128': flat(0.035),
  'seedream-5-0-lite-260128': flat(0.035),
  'seedream-5-0-flash-260915': flat(0.018),
  'seedream-4-5-251128': flat(0.04),
  'seedream-4-0-250828': flat(0.03),
  'qwen-image-3.0': flat(0.03),
  'qwen-image-2.0': flat(0.035),
  'qwen-image-2.0-pro': flat(0.075),
  'bytedance-seed/seedream-5-5': flat(0.0405),
  'bytedance-seed/seedream-4.5': flat(0.04),
  'google/gemini-3-pro-image': { change: 0.1351, combine: 0.1362 },
  'openai/gpt-image-2': { change: 0.066, combine: 0.079 },
  'grok-imagine-image-2.0': { change: 0.06, combine: 0.08 },
};

/** Models without a row that take pictures, some of each dialect. What they cost is not known. */
const UNLISTED: Readonly<Record<string, readonly string[]>> = {
  together: [
    'black-forest-labs/FLUX.1-kontext-pro',
    'black-forest-labs/FLUX.2-pro',
    'google/gemini-3-pro-image',
    'google/flash-image-2.5',
  ],
  localai: ['flux.1-kontext-dev'],
  'stable-diffusion.cpp': ['qwen-image-edit'],
};

interface Case {
  vendor: string;
  asked: Asked;
  operation: EditOperation;
}

const operationsOf = (asked: Asked) =>
  (slotOf(asked).supports.operations ?? []).map(({ operation }) => operation);
const vendorOf = ({ provider, model, fixed }: SourcedModelRow) =>
  provider === 'openai-compatible' ? String(fixed?.dialect ?? model) : provider;
const rowCases = soldRows.flatMap((row) =>
  operationsOf(row).map((operation): Case => ({ vendor: vendorOf(row), asked: row, operation })),
);
const unlistedCases = Object.entries(UNLISTED).flatMap(([dialect, models]) =>
  models.flatMap((model) => {
    const asked = { name: model, provider: 'openai-compatible', model, fixed: { dialect } };
    return operationsOf(asked).map((operation): Case => ({ vendor: dialect, asked, operation }));
  }),
);
const cases = [...rowCases, ...unlistedCases].map(
  (each) => [each.vendor, each.asked.model, each.operation, each] as const,
);

const caseOf = (vendor: string) => {
  const found = VENDOR_CASES[vendor];
  if (found === undefined) throw new Error(`operation-cases.ts says nothing of ${vendor}.`);
  return found;
};

describe('every row and everything that it does with pictures', () => {
  it('stands in the table of prices, and nothing else does', () => {
    const offered = Object.fromEntries(
      soldRows
        .filter((row) => operationsOf(row).length > 0)
        .map((row) => {
          const slot = slotOf(row);
          const priceOf = (operation: EditOperation) =>
            editPrice(slot, operation, operation === 'combine' ? 2 : 1)?.high;
          return [row.model, Object.fromEntries(operationsOf(row).map((each) => [each, priceOf(each)]))];
        }),
    );
    expect(offered).toEqual(PRICES);
  });

  it('is joined by every dialect whose models take pictures', () => {
    const dialects = catalog.vendors.flatMap(({ dialectEdits }) => Object.keys(dialectEdits ?? {}));
    expect(Object.keys(UNLISTED).sort()).toEqual(dialects.sort());
    for (const { operation } of unlistedCases) expect(operation).toBe('change');
    expect(unlistedCases).toHaveLength(Object.values(UNLISTED).flat().length);
  });

  it('is every operation that there is', () => {
    expect(new Set(rowCases.map(({ operation }) => operation))).toEqual(new Set(EDIT_OPERATIONS));
  });

  it.each(cases)('%s %s %s: exactly this goes out', async (_vendor, _model, _name, { asked, operation }) => {
    const { request, headers, body, files, edit, call, model } = await toolRequest(asked, operation);
    expect(model.edits).toContain(operation);
    const sent = [...files.values()].map((bytes) => sha256Hex(bytes));
    // Each picture once, and whole.
    for (const { sha256 } of edit.pictures) expect(sent.filter((each) => each === sha256)).toHaveLength(1);
    expect(sent).toHaveLength(edit.pictures.length + (edit.mask === undefined ? 0 : 1));
    // And told of by its name, size and hash alone.
    const told = Object.values(call.sent).join();
    for (const { name, width, height, sha256 } of edit.pictures)
      expect(told).toContain(`${name} ${width}x${height} sha256:${sha256}`);
    for (const each of sent) expect(told).toContain(`sha256:${each}`);
    expect(told.length).toBeLessThan(700);
    expect(JSON.stringify([request, headers, body, call.sent])).not.toContain(KEY);
    expect({ request, headers, body, sent: call.sent, warnings: call.warnings }).toMatchSnapshot();
  });

  it.each(cases)(
    '%s %s %s: what comes back is the picture, and its cost if it is told',
    async (vendor, _model, _name, { asked, operation }) => {
      const { replies, costUsd } = caseOf(vendor).drawn(operation);
      const { call, world } = await toolCall(asked, operation, { replies, pictures: PICTURES });
      const image = await call.run({ signal: new AbortController().signal });
      expect(Buffer.from(image.bytes)).toEqual(PIXEL);
      expect(image.costUsd).toBe(costUsd);
      expect(world.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
    },
  );
});

const WORDLESS: readonly EditOperation[] = ['enlarge', 'cut-out'];
/** Servers of the owner draw whatever they are asked to. */
const WITHOUT_FILTER = ['localai', 'stable-diffusion.cpp'];

const refusals = cases.flatMap(([vendor, model, operation, { asked }]) => {
  const wordless = WORDLESS.includes(operation);
  const { prompt, picture, either, result } = caseOf(vendor).refused;
  const told = [
    ['the words', wordless ? undefined : prompt, 'PROMPT_REFUSED'],
    ['the picture', picture, 'REFERENCE_REFUSED'],
    ['either', either, wordless ? 'REFERENCE_REFUSED' : 'INPUT_REFUSED'],
    ['what was drawn', result, 'IMAGE_REFUSED'],
  ] as const;
  return told.flatMap(([what, replies, code]) =>
    replies === undefined ? [] : [[vendor, model, operation, what, { asked, replies, code }] as const],
  );
});

describe('a refusal', () => {
  it('is known of every vendor: of the words and of a picture apart, or of both in the same words', () => {
    const vendors = [...new Set(cases.map(([vendor]) => vendor))].sort();
    expect(Object.keys(VENDOR_CASES).sort()).toEqual(vendors);
    for (const vendor of vendors) {
      const { prompt, picture, either } = caseOf(vendor).refused;
      const isTold = either !== undefined || (prompt !== undefined && picture !== undefined);
      expect([vendor, isTold]).toEqual([vendor, !WITHOUT_FILTER.includes(vendor)]);
    }
  });

  it.each(refusals)('of %s %s %s: of %s', async (_vendor, _model, operation, _what, refusal) => {
    const { asked, replies, code } = refusal;
    const { call, world } = await toolCall(asked, operation, { replies, pictures: PICTURES });
    const error = await call.run({ signal: new AbortController().signal }).then(
      () => undefined,
      (failure: Error) => failure,
    );
    expect(error).toMatchObject({ code });
    expect(world.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
    if (code === 'INPUT_REFUSED') {
      expect(error?.message).toMatch(
        /does not say whether for the words or for a picture .* Change the wording first; .* another picture\./,
      );
    }
    if (code === 'REFERENCE_REFUSED') expect(error?.message).toMatch(/refused a picture that was handed in/);
  });

  it('keeps the words of the vendor, and whether it was charged', async () => {
    const run = async (model: string, operation: EditOperation) => {
      const row = soldRows.find((each) => each.model === model);
      if (row === undefined) throw new Error(`There is no ${model}.`);
      const replies = caseOf(row.provider).refused.either ?? [];
      const { call } = await toolCall(row, operation, { replies });
      return call.run({ signal: new AbortController().signal }).catch((error: unknown) => error);
    };
    expect(await run('ultra', 'repaint')).toMatchObject({
      message: expect.stringContaining('It says: “Your request was flagged by our content moderation system'),
      billed: 'no',
      retryable: false,
    });
    expect(await run('ultra', 'cut-out')).toMatchObject({
      message: expect.stringContaining('It says: “Your request was flagged'),
      billed: 'no',
    });
    // A task of Black Forest Labs was taken, and does not say what it cost.
    expect(await run('flux-2-pro', 'change')).toMatchObject({
      message: expect.stringContaining('It says: “Safety Filter”'),
      billed: 'unknown',
    });
  });

  it('of the words alone stays one of the prompt where no picture was sent', async () => {
    const row = soldRows.find(({ model }) => model === 'ultra');
    if (row === undefined) throw new Error('There is no ultra.');
    const { model, world } = await toolCall(row, 'repaint', {
      replies: caseOf('stability-ai').refused.either ?? [],
    });
    const { run } = model.plan({ prompt: 'a red hat' });
    await expect(run({ signal: new AbortController().signal })).rejects.toMatchObject({
      code: 'PROMPT_REFUSED',
    });
    expect(world.calls).toHaveLength(1);
  });
});
