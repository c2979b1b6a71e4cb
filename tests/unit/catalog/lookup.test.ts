import { describe, expect, it } from '@jest/globals';
import {
  catalogRows,
  findModel,
  findModelById,
  modelFacts,
  suggestNames,
  unlistedModel,
  vendorOf,
} from '../../../src/catalog/lookup.ts';
import spellings from '../../fixtures/spellings.json' with { type: 'json' };

const found = (name: string) => {
  const row = findModel(name);
  return row === undefined ? undefined : `${row.provider} ${row.model}`;
};

describe('finding a model by name', () => {
  it.each([
    ['DALL-E 3', 'openai dall-e-3'],
    ['Gemini 2.0', 'google-gemini gemini-2.0-flash-preview-image-generation'],
    ['Imagen 3.0', 'google-imagen imagen-3.0-generate-002'],
    ['Nova Canvas', 'bedrock-nova-canvas amazon.nova-canvas-v1:0'],
    ['Stable Diffusion 3.5 Large', 'bedrock-stability stability.sd3-5-large-v1:0'],
    ['Flux Pro', 'black-forest-labs flux-pro'],
    ['Flux Dev', 'black-forest-labs flux-dev'],
    ['Recraft v3', 'recraft recraftv3'],
    ['Stable Diffusion Turbo', 'stability-ai sd3.5-large-turbo'],
    ['Stable Diffusion Ultra', 'stability-ai ultra'],
  ])('knows the name %s', (name, expected) => {
    expect(found(name)).toBe(expected);
  });

  it.each(['constructor', '__proto__', 'toString'])(
    'takes %s, which every object has, for no model',
    (name) => {
      expect(findModel(name)).toBeUndefined();
    },
  );

  it('finds one and the same row however it is asked for', () => {
    const row = findModel('DALL-E 3');
    expect(row).toBe(findModel('dalle 3'));
    expect(row).toBe(findModelById('openai', 'dall-e-3'));
    expect(catalogRows()).toContain(row);
  });

  it.each([
    'dall-e-3',
    'DALLE3',
    'Dall·E 3',
    '  dall e 3 ',
    'DÁLL-E 3',
    'OpenAI DALL-E 3',
    'DALL-E 3 (OpenAI)',
  ])('reads %j as DALL-E 3', (name) => {
    expect(findModel(name)?.name).toBe('DALL-E 3');
  });

  it.each([
    ['AWS Bedrock Stable Diffusion 3.5 Large', 'bedrock-stability stability.sd3-5-large-v1:0'],
    ['Stable Diffusion 3.5 Large (Bedrock)', 'bedrock-stability stability.sd3-5-large-v1:0'],
    ['Stability AI Stable Diffusion 3.5 Large', 'stability-ai sd3.5-large'],
    ['Stable Diffusion 3.5 Large (Stability AI)', 'stability-ai sd3.5-large'],
    ['sd3.5-large', 'stability-ai sd3.5-large'],
    ['Stable Image Ultra', 'stability-ai ultra'],
    ['Amazon Bedrock: Stable Image Ultra', 'bedrock-stability stability.stable-image-ultra-v1:1'],
    ['Stable Image Core on AWS Bedrock', 'bedrock-stability stability.stable-image-core-v1:1'],
    ['Flux Dev by Black Forest Labs', 'black-forest-labs flux-dev'],
    ['BFL Flux Pro', 'black-forest-labs flux-pro'],
    ['xAI Grok Imagine', 'openai-compatible grok-imagine-image-2.0'],
  ])('lets the name of the vendor decide: %s', (name, expected) => {
    expect(found(name)).toBe(expected);
  });

  it('knows every name, alias and API id of every row', () => {
    for (const row of catalogRows()) {
      const vendor = vendorOf(row.provider);
      const vendorName = vendor?.names[0];
      const ids = vendor?.reseller ? [`${vendorName}/${row.model}`] : [row.model];
      for (const name of [row.name, ...ids, ...row.aliases]) expect(findModel(name)?.name).toBe(row.name);
      expect(findModelById(row.provider, row.model)?.name).toBe(row.name);
      for (const name of row.vendorAliases ?? [])
        expect(findModel(`${vendorName} ${name}`)?.name).toBe(row.name);
    }
  });

  it.each([
    ['DALL-E 3', 'DALL-E 3'],
    ['Gemini 2.0', 'Gemini 2.0'],
    ['AWS Nova Canvas', 'Nova Canvas'],
    ['Black Forest Pro', 'Flux Pro'],
    ['Imagen 3.0', 'Imagen 3.0'],
    ['Stability AI Turbo', 'Stable Diffusion 3.5 Large Turbo'],
    ['Black Forest Dev', 'Flux Dev'],
  ])('takes %s, as the example file of the Python version names it, for %s', (name, expected) => {
    expect(findModel(name)?.name).toBe(expected);
  });

  it.each([
    ['black-forest-labs/flux-2-pro', 'FLUX.2 Pro'],
    ['black-forest-labs/flux-schnell', 'FLUX.1 Schnell (Replicate)'],
    ['replicate/flux-2-pro', 'FLUX.2 Pro (Replicate)'],
    ['replicate/black-forest-labs/flux-2-pro', 'FLUX.2 Pro (Replicate)'],
    ['fal-ai/flux-pro/v1.1', 'FLUX 1.1 Pro (fal)'],
    ['fal/flux schnell', 'FLUX.1 Schnell (fal)'],
  ])('takes %s for %s: a maker comes before its resellers, unless one is named', (name, expected) => {
    expect(findModel(name)?.name).toBe(expected);
  });

  it.each(['', '   ', '???', 'Midjourney', 'OpenAI'])('does not guess at %j', (name) => {
    expect(findModel(name)).toBeUndefined();
  });
});

describe('offering names for one that is not known', () => {
  it.each([
    ['Dale 3', 'GPT Image 2.6 Flare'],
    ['azure/gpt-image-2', 'GPT Image 2'],
    ['recraft v4.1 flahs', 'Recraft v4.1 Flash'],
    ['Flx Dev', 'FLUX.1 Dev (fal)'],
    ['Recraf v3', 'Recraft v3'],
    ['Nano Bannana Pro', 'Nano Banana Pro'],
    ['Stabel Difusion 3.5 Large', 'Stable Diffusion 3.5 Large'],
  ])('%s: %s first', (name, expected) => {
    expect(suggestNames(name)[0]).toBe(expected);
  });

  it.each(['Black Forest Labs', 'Stability AI', 'openai'])('%s: current models of that vendor', (name) => {
    const offered = suggestNames(name).map((text) => findModel(text));
    expect(offered.length).toBeGreaterThan(2);
    for (const row of offered) {
      expect(row?.status).toBe('active');
      expect(vendorOf(row?.provider ?? '')?.names.map((own) => own.toLowerCase())).toContain(
        name.toLowerCase(),
      );
    }
  });

  it('offers three at most, and none for something else entirely', () => {
    expect(suggestNames('Recraft v9').length).toBeLessThanOrEqual(3);
    for (const name of ['zzzzzzzz', 'hunyuan image 3', 'midjourney v7', 'luma photon']) {
      expect([name, suggestNames(name)]).toEqual([name, []]);
    }
    expect(suggestNames('')).toEqual([]);
  });
});

/** Each with the model that it is (for a model without a row: its id), or with what is offered instead. */
const SPELLINGS = Object.entries(spellings as Record<string, string | string[]>);

describe('names as people write them', () => {
  it.each(SPELLINGS.filter(([, meaning]) => typeof meaning === 'string'))('%s is %s', (spelling, meaning) => {
    expect(findModel(spelling)?.name ?? unlistedModel(spelling)?.model).toBe(meaning);
  });

  it.each(SPELLINGS.filter(([, meaning]) => typeof meaning !== 'string'))(
    '%s is none; offered: %j',
    (spelling, offered) => {
      expect(findModel(spelling)).toBeUndefined();
      expect(suggestNames(spelling)).toEqual(offered);
      for (const name of offered) expect(findModel(name)?.status).toBe('active');
    },
  );

  it('are 130 at least, most of which are models that can be had', () => {
    const known = SPELLINGS.filter(([, meaning]) => typeof meaning === 'string');
    expect(SPELLINGS.length).toBeGreaterThanOrEqual(130);
    expect(known.length).toBeGreaterThan(SPELLINGS.length / 2);
  });

  it('of a vendor alone are told its active models, all of them and no others', () => {
    for (const provider of new Set(catalogRows().map((row) => row.provider))) {
      for (const name of vendorOf(provider)?.names ?? []) {
        if (findModel(name) !== undefined) continue;
        const own = catalogRows().filter(
          (row) => row.status === 'active' && vendorOf(row.provider)?.names.includes(name),
        );
        expect([name, suggestNames(name)]).toEqual([name, own.map((row) => row.name)]);
      }
    }
  });

  it('are never offered when they are switched off or will be', () => {
    const gone = catalogRows()
      .filter((row) => row.status !== 'active')
      .map((row) => row.name);
    for (const row of catalogRows()) {
      for (const offered of suggestNames(`${row.name} x`)) expect(gone).not.toContain(offered);
    }
  });
});

describe('facts of a model', () => {
  it('are those of the row over those of the vendor', () => {
    const vendor = vendorOf('black-forest-labs');
    const row = findModel('FLUX.2 Flex');
    if (vendor === undefined || row === undefined) throw new Error('The catalog has changed.');
    expect(modelFacts(vendor, row)).toMatchObject({
      label: 'Black Forest Labs',
      needsKey: 'required',
      timeoutSeconds: 150,
      fixed: { output_format: 'png', prompt_upsampling: false },
      supports: { seed: true, steps: true, guidance: true, negativePrompt: false, control: false },
    });
  });

  it('list the shapes that are drawn near enough, and no others', () => {
    const vendor = vendorOf('stability-ai');
    if (vendor === undefined) throw new Error('The catalog has changed.');
    expect(modelFacts(vendor).supports.aspectRatios).toEqual(['1:1', '16:9', '9:16', '3:2', '2:3']);
  });

  it('follow the dialect of a compatible server', () => {
    const vendor = vendorOf('openai-compatible');
    if (vendor === undefined) throw new Error('The catalog has changed.');
    expect(modelFacts(vendor).supports.seed).toBe(false);
    expect(modelFacts(vendor, undefined, 'together').supports.seed).toBe(true);
    expect(modelFacts(vendor, undefined, 'nonsense').supports.seed).toBe(false);
  });

  it.each([
    ['together', 'black-forest-labs/FLUX.1-kontext-max', true],
    ['together', 'black-forest-labs/FLUX.2-dev', true],
    ['together', 'google/gemini-3-pro-image', true],
    ['together', 'google/flash-image-2.5', true],
    ['together', 'black-forest-labs/FLUX.1-schnell', false],
    ['together', 'google/imagen-4.0-preview', false],
    ['together', undefined, false],
    ['localai', 'flux.1-kontext-dev', true],
    ['localai', 'sdxl', false],
    ['stable-diffusion.cpp', 'qwen-image-edit-2509', true],
    ['stable-diffusion.cpp', 'flux-2-dev', true],
    ['stable-diffusion.cpp', 'flux.1-dev', false],
    ['vllm-omni', 'qwen-image-edit-2509', false],
    [undefined, 'black-forest-labs/FLUX.2-dev', false],
  ])('say which models of a dialect change pictures: %s, %s', (dialect, model, can) => {
    const vendor = vendorOf('openai-compatible');
    if (vendor === undefined) throw new Error('The catalog has changed.');
    expect(modelFacts(vendor, undefined, dialect, model).supports.operations).toEqual(
      can ? [{ operation: 'change', references: 1, referenceUsd: 0 }] : undefined,
    );
  });
});
