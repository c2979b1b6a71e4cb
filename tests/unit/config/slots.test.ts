import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { resolveSlots } from '../../../src/config/slots.ts';
import { ModelId } from '../../../src/contract/index.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const resolve = (names: string[], overrides: unknown = '', now = NOW) =>
  resolveSlots({ count: names.length, names, overrides, now });
const one = (name: string, override: object = {}, now = NOW) => {
  const { slots, faults } = resolve([name], { 1: override }, now);
  expect(faults).toEqual([]);
  const [slot] = slots;
  if (slot === undefined) throw new Error(`${name} gave no slot.`);
  return slot;
};

describe('a model of OpenRouter without a row', () => {
  it('is named by its id, and nothing is claimed of it', () => {
    const slot = one('openrouter/bytedance-seed/seedream-9');
    expect(slot).toMatchObject({
      provider: 'openrouter',
      providerLabel: 'OpenRouter',
      model: 'bytedance-seed/seedream-9',
      status: 'active',
      notice: null,
      priceUsd: null,
      needsKey: 'required',
      supports: { aspectRatios: [], seed: false, negativePrompt: false, steps: false, guidance: false },
      settings: { sizes: {}, fixed: {}, priceUsd: undefined },
    });
  });

  it.each([
    ['OpenRouter: x-ai/grok-9', 'x-ai/grok-9'],
    ['Open Router / black-forest-labs/flux.9:free', 'black-forest-labs/flux.9:free'],
  ])('%s is %s', (name, model) => {
    expect(one(name).model).toBe(model);
  });

  it('takes what the owner says of it', () => {
    const override = { priceUsd: 0.05, sizes: { '1:1': '1:1' }, supports: { seed: true } };
    expect(one('openrouter/bytedance-seed/seedream-9', override)).toMatchObject({
      priceUsd: { low: 0.05, high: 0.05 },
      supports: { aspectRatios: ['1:1'], seed: true },
    });
  });

  it.each(['openrouter/seedream', 'fal/owner/name', 'somebody/owner/name'])('%s is none', (name) => {
    expect(resolve([name]).faults).toHaveLength(1);
  });
});

describe('a server of the owner', () => {
  it('has to be said where it is', () => {
    expect(resolve(['A1111']).faults).toEqual([
      'Model 1 (A1111): say where your server is, as "baseUrl" in ModelOverrides.',
    ]);
    expect(one('A1111', { baseUrl: 'http://192.168.1.20:7860' })).toMatchObject({
      provider: 'sdapi',
      needsKey: 'optional',
      priceUsd: { low: 0, high: 0 },
    });
  });
});

describe('slots', () => {
  it('carry everything about a model that lives', () => {
    expect(one('flux.2 PRO')).toEqual({
      number: 1,
      id: '1-flux.2-pro',
      name: 'flux.2 PRO',
      provider: 'black-forest-labs',
      providerLabel: 'Black Forest Labs',
      model: 'flux-2-pro',
      status: 'active',
      notice: null,
      lastDay: null,
      successor: null,
      supports: {
        aspectRatios: ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3'],
        seed: true,
        negativePrompt: false,
        steps: false,
        guidance: false,
        control: false,
        operations: [
          { operation: 'change', references: 1, referenceUsd: 0.06 },
          { operation: 'combine', references: 4, referenceUsd: 0.06 },
          {
            operation: 'repaint',
            references: 1,
            referenceUsd: 0,
            model: 'flux-pro-1.0-fill',
            priceUsd: { low: 0.05, high: 0.05 },
          },
          {
            operation: 'widen',
            references: 1,
            referenceUsd: 0,
            model: 'flux-pro-1.0-expand',
            priceUsd: { low: 0.05, high: 0.05 },
          },
        ],
      },
      priceUsd: { low: 0.03, high: 0.045 },
      needsKey: 'required',
      timeoutSeconds: 150,
      settings: {
        model: 'flux-2-pro',
        baseUrl: undefined,
        region: undefined,
        sizes: {
          '1:1': '1024x1024',
          '16:9': '1280x720',
          '9:16': '720x1280',
          '4:3': '1152x864',
          '3:4': '864x1152',
          '3:2': '1248x832',
          '2:3': '832x1248',
        },
        fixed: { output_format: 'png' },
        supports: expect.objectContaining({ seed: true, steps: false }),
        priceUsd: 0.045,
      },
    });
  });

  it('run the successor of a model that is switched off, and say so', () => {
    expect(one('DALL-E 3')).toMatchObject({
      name: 'DALL-E 3',
      id: '1-dall-e-3',
      model: 'gpt-image-2.6-flare',
      status: 'retired',
      lastDay: '2026-05-12',
      successor: 'GPT Image 2.6 Flare',
      notice: 'DALL-E 3 was switched off on 2026-05-12. GPT Image 2.6 Flare draws in its place.',
    });
    expect(one('Flux Pro').notice).toBe('Flux Pro is no longer offered. FLUX.2 Pro draws in its place.');
    expect(one('Nova Canvas')).toMatchObject({
      provider: 'bedrock-stability',
      model: 'stability.stable-image-ultra-v1:1',
      settings: { region: 'us-west-2' },
    });
  });

  it('announce a last day within 60 days, not earlier, and change over on that day by themselves', () => {
    const early = Date.parse('2026-10-01T23:59:59Z');
    expect(one('GPT Image 1.5', {}, early)).toMatchObject({
      model: 'gpt-image-1.5',
      status: 'legacy',
      notice: null,
    });
    const soon = Date.parse('2026-10-02T00:00:00Z');
    expect(one('GPT Image 1.5', {}, soon)).toMatchObject({
      model: 'gpt-image-1.5',
      lastDay: '2026-12-01',
      notice:
        'GPT Image 1.5 will be switched off on 2026-12-01. GPT Image 2.5 Sunburst will then draw in its place.',
    });
    const then = Date.parse('2026-12-01T00:00:00Z');
    expect(one('GPT Image 1.5', {}, then)).toMatchObject({
      model: 'gpt-image-2.5-sunburst',
      status: 'retired',
      notice: 'GPT Image 1.5 was switched off on 2026-12-01. GPT Image 2.5 Sunburst draws in its place.',
    });
  });

  it('are two when one model is named twice', () => {
    const { slots } = resolve(['Flux Dev', 'Flux Dev']);
    expect(slots.map(({ id }) => id)).toEqual(['1-flux-dev', '2-flux-dev']);
  });

  it('have ids that fit the contract, whatever the name', () => {
    const validate = new Ajv2020({ strict: false }).compile(ModelId);
    for (const name of [
      'Ünïcode  …model..',
      '画像',
      '---',
      'A'.repeat(300),
      'sdxl/1.0:latest',
      '..%2f',
      '9',
    ]) {
      const { id } = one(name, { provider: 'openai-compatible', model: 'x', baseUrl: 'https://x.example' });
      expect([id, validate(id)]).toEqual([id, true]);
      expect(id).not.toMatch(/\.\.|\.$/);
    }
  });
});

describe('overrides of slots', () => {
  it('make a slot of a name that the catalog does not know', () => {
    const override = { provider: 'openai-compatible', model: 'sdxl', baseUrl: 'https://gpu.example/v1/' };
    expect(one('Our SDXL', override)).toMatchObject({
      id: '1-our-sdxl',
      name: 'Our SDXL',
      providerLabel: 'OpenAI-compatible',
      model: 'sdxl',
      status: 'active',
      notice: null,
      priceUsd: null,
      needsKey: 'optional',
      settings: { baseUrl: 'https://gpu.example/v1', model: 'sdxl' },
    });
  });

  it('change single points and leave the rest', () => {
    const slot = one('FLUX.2 Flex', {
      priceUsd: 0.01,
      timeoutSeconds: 60,
      supports: { steps: false },
      sizes: { '1:1': '768x768', '16:9': '1024x576' },
      fixed: { prompt_upsampling: null, safety_tolerance: 4 },
    });
    expect(slot).toMatchObject({
      model: 'flux-2-flex',
      needsKey: 'required',
      timeoutSeconds: 60,
      priceUsd: { low: 0.01, high: 0.01 },
      supports: { aspectRatios: ['1:1', '16:9'], steps: false, guidance: true },
    });
    expect(slot.settings.fixed).toEqual({ output_format: 'png', safety_tolerance: 4 });
    expect(slot.settings.sizes).toEqual({ '1:1': '768x768', '16:9': '1024x576' });
  });

  it('run a retired model as it is on a server of the owner, without a key if there is none', () => {
    expect(one('DALL-E 3', { baseUrl: 'http://127.0.0.1:8080/v1' })).toMatchObject({
      provider: 'openai',
      model: 'dall-e-3',
      needsKey: 'optional',
      notice: "DALL-E 3 was switched off on 2026-05-12. Here the owner's own server draws it.",
      settings: {
        baseUrl: 'http://127.0.0.1:8080/v1',
        fixed: { quality: 'standard', response_format: 'b64_json' },
        sizes: { '16:9': '1792x1024' },
      },
    });
  });

  it('take the facts of another known model that they name', () => {
    expect(one('Flux Pro', { model: 'flux-pro-1.1' })).toMatchObject({
      model: 'flux-pro-1.1',
      status: 'legacy',
      notice: null,
      priceUsd: { low: 0.04, high: 0.04 },
      settings: { sizes: { '16:9': '1344x768' } },
    });
    expect(one('Anything', { provider: 'openai', model: 'dall-e-2' }).notice).toBe(
      'DALL-E 2 was switched off on 2026-05-12. It is asked all the same, as ModelOverrides names it.',
    );
  });

  it('make no claim on the price of a model that the catalog does not know', () => {
    expect(one('Flux Dev', { model: 'flux-dev-next' })).toMatchObject({
      model: 'flux-dev-next',
      priceUsd: null,
    });
  });

  it('follow the dialect that they name', () => {
    const override = { provider: 'openai-compatible', model: 'x', fixed: { dialect: 'together' } };
    expect(one('FLUX at Together', override).supports).toMatchObject({ seed: true, steps: true });
  });
});

describe('faults of slots', () => {
  it('are listed together, and spare the slots that are fine', () => {
    const { slots, faults } = resolve(
      ['Recraf v3', '', 'Flux Dev', 'My Model'],
      '{"4": {"provider": "recraft"}, "3": {"timeoutSeconds": 0}, "9": {}}',
    );
    expect(slots.map(({ id }) => id)).toEqual(['3-flux-dev']);
    expect(faults).toEqual([
      'ModelOverrides "3", timeoutSeconds: must be a whole number of seconds from 5 to 280.',
      expect.stringMatching(/^Model1Name “Recraf v3” is not a known model\. Did you mean “Recraft v3”/),
      'Model2Name is empty, but ModelCount includes it.',
      expect.stringMatching(/^Model4Name “My Model” is not a known model\./),
      'ModelOverrides "9": ModelCount is 4, so there is no such model.',
    ]);
  });

  it('name a provider without a model', () => {
    expect(resolve(['Flux Dev'], { 1: { provider: 'recraft' } }).faults).toEqual([
      'Model 1 (Flux Dev): ModelOverrides names the provider recraft but no model of it.',
    ]);
  });

  it.each([0, 21, 1.5, Number.NaN])('refuse a count of %d', (count) => {
    expect(resolveSlots({ count, names: [], overrides: '', now: NOW })).toEqual({
      slots: [],
      faults: ['ModelCount must be a whole number from 1 to 20.'],
    });
  });
});
