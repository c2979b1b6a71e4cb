import { describe, expect, it } from '@jest/globals';
import { vendorOf } from '../../../src/catalog/lookup.ts';
import models from '../../../src/catalog/models.json' with { type: 'json' };
import type { SourcedModelRow } from '../../../src/catalog/schema.ts';
import type { Slot } from '../../../src/config/slot.ts';
import { resolveSlots } from '../../../src/config/slots.ts';
import { ASPECT_RATIOS, type AspectRatio } from '../../../src/contract/index.ts';
import { IMAGE_PROVIDERS } from '../../../src/providers/image-models.ts';
import type { GenerateOptions } from '../../../src/providers/types.ts';
import { fetchFailure, providerWorld } from '../../helpers/provider-world.ts';
import { itAgainstSpec, requestSchema } from '../../helpers/vendor-spec.ts';

const KEY = 'key-0123456789-abcdefghij';
const EXTRAS = { seed: 7, negativePrompt: 'blur', steps: 20, guidance: 4, control: 1 } as const;

/** Every row as it runs: also the retired ones, which a server behind baseUrl may still draw. */
const drawn = (models.models as SourcedModelRow[]).filter((row) => row.provider !== 'demo');
const slotOf = (row: SourcedModelRow): Slot => {
  const isOwnServer = vendorOf(row.provider)?.ownServer === true;
  const baseUrl = isOwnServer ? { baseUrl: 'http://192.168.1.20:7860' } : {};
  const overrides = { 1: { provider: row.provider, model: row.model, ...baseUrl } };
  const [slot] = resolveSlots({ count: 1, names: [row.name], overrides, now: Date.parse(row.checked) }).slots;
  if (slot === undefined) throw new Error(`${row.name} gave no slot.`);
  return slot;
};

function plan(row: SourcedModelRow, options: Partial<GenerateOptions>) {
  const slot = slotOf(row);
  const world = providerWorld([fetchFailure('ECONNRESET')], { key: KEY });
  const model = IMAGE_PROVIDERS[slot.provider]?.createImageModel({ ...slot.settings, key: KEY }, world.tools);
  if (model === undefined) throw new Error(`There is no provider ${slot.provider}.`);
  return { slot, world, call: model.plan({ prompt: 'a red fox in snow', ...options }) };
}

/** The one request that goes out. */
async function requestOf(row: SourcedModelRow, options: Partial<GenerateOptions>) {
  const { call, world } = plan(row, options);
  await call.run({ signal: new AbortController().signal }).catch(() => undefined);
  expect(world.calls).toHaveLength(1);
  const [{ method, url, headers, body } = { method: '', url: '', headers: {}, body: undefined }] =
    world.calls;
  return { request: `${method} ${url}`, headers, body };
}

const named = (rows: readonly SourcedModelRow[]) => rows.map((row) => [row.name, row] as const);

describe.each(named(drawn))('%s', (_name, row) => {
  it('sends exactly this with every setting, and this for each shape', async () => {
    const full = await requestOf(row, { ...EXTRAS, aspectRatio: '16:9' });
    expect(JSON.stringify(full)).not.toContain(KEY);
    expect(full).toMatchSnapshot('every setting');
    const shapes = ASPECT_RATIOS.map((aspectRatio) => {
      const { sent, warnings } = plan(row, { aspectRatio }).call;
      return [aspectRatio, [JSON.stringify(sent), ...warnings.map(({ sentence }) => sentence)].join(' – ')];
    });
    expect(Object.fromEntries(shapes)).toMatchSnapshot('each shape');
  });

  it('takes exactly the settings that the catalog says', () => {
    const bare = plan(row, {}).call.sent;
    const { supports } = slotOf(row);
    for (const [setting, value] of Object.entries(EXTRAS)) {
      const { sent, warnings } = plan(row, { [setting]: value }).call;
      const isSupported = supports[setting as keyof typeof EXTRAS];
      const isSent = JSON.stringify(sent) !== JSON.stringify(bare);
      const isWarned = warnings.some(({ code }) => code === 'SETTING_NOT_SENT');
      expect({ setting, isSent, isWarned }).toEqual({ setting, isSent: isSupported, isWarned: !isSupported });
    }
  });

  it('warns of exactly the shapes that the catalog does not list', () => {
    const { supports } = slotOf(row);
    const warned = (aspectRatio: AspectRatio) => plan(row, { aspectRatio }).call.warnings.length > 0;
    expect(ASPECT_RATIOS.filter((shape) => !warned(shape))).toEqual(supports.aspectRatios);
  });
});

describe('by the documents of the vendors', () => {
  const SPECS: Record<string, { file: string; schema: (row: SourcedModelRow) => string[] | undefined }> = {
    openai: {
      file: 'openai',
      schema: (row) => (row.model.startsWith('gpt-image') ? requestSchema('/images/generations') : undefined),
    },
    'google-gemini': { file: 'gemini', schema: () => requestSchema('/models/{modelsId}:generateContent') },
    'stability-ai': {
      file: 'stability',
      schema: ({ model }) => {
        // The document names sd3.5-flash in its text only.
        if (model === 'sd3.5-flash' || model.startsWith('sd3-')) return undefined;
        const route = model === 'ultra' || model === 'core' ? model : 'sd3';
        return requestSchema(`/v2beta/stable-image/generate/${route}`, 'multipart/form-data');
      },
    },
    'black-forest-labs': {
      file: 'bfl',
      // The document is older than FLUX.3 and does not know flux-pro.
      schema: ({ model }) =>
        model === 'flux-3-image' || model === 'flux-pro' ? undefined : requestSchema(`/v1/${model}`),
    },
    recraft: {
      file: 'recraft',
      // The document is older than v4.1 Flash.
      schema: ({ model }) =>
        model === 'recraftv4_1_flash' ? undefined : requestSchema('/v1/images/generations'),
    },
  };
  for (const row of drawn) {
    const spec = SPECS[row.provider];
    const schema = spec?.schema(row);
    if (spec === undefined || schema === undefined) continue;
    itAgainstSpec(spec.file, schema, `${row.name} is a valid request`, async (validate) => {
      for (const aspectRatio of ASPECT_RATIOS) {
        const { body } = await requestOf(row, { ...EXTRAS, aspectRatio });
        expect(validate(typed(body, spec.file))).toEqual([]);
      }
    });
  }
});

/** A form knows texts only; the document speaks of numbers. */
function typed(body: unknown, file: string): unknown {
  if (file !== 'stability') return body;
  const numbers = ['seed', 'cfg_scale'];
  return Object.fromEntries(
    Object.entries(body as Record<string, string>).map(([name, value]) => [
      name,
      numbers.includes(name) ? Number(value) : value,
    ]),
  );
}
