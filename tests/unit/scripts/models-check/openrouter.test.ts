import { describe, expect, it } from '@jest/globals';
import { capabilitiesOf } from '../../../../scripts/models-check/openrouter.ts';

const MODEL = {
  id: 'bytedance-seed/seedream-5-5',
  supported_parameters: {
    aspect_ratio: { type: 'enum', values: ['1:1', '16:9', '21:9', 'auto'] },
    resolution: { type: 'enum', values: ['1K', '2K'] },
    seed: { type: 'boolean' },
  },
};
const endpoint = (...pricing: object[]) => ({ provider_name: 'Seed', pricing });
const image = (cost_usd: number) => ({ billable: 'output_image', unit: 'image', cost_usd });

describe('what OpenRouter says of a model', () => {
  it('becomes what ModelOverrides says of it', () => {
    expect(capabilitiesOf(MODEL, { endpoints: [endpoint(image(0.03)), endpoint(image(0.02))] })).toEqual({
      sizes: { '1:1': '1:1', '16:9': '16:9' },
      supports: { seed: true },
      fixed: { resolution: '1K' },
      priceUsd: { low: 0.02, high: 0.03 },
    });
  });

  it('claims nothing that is not said', () => {
    expect(capabilitiesOf({ id: 'x/y' }, undefined)).toEqual({});
    expect(capabilitiesOf({ id: 'x/y', supported_parameters: {} }, { endpoints: [] })).toEqual({});
  });

  it.each([
    ['the dearest of several variants', [image(0.02), image(0.04)], 0.04],
    [
      'megapixels of a picture at 1K',
      [{ billable: 'output_image', unit: 'megapixel', cost_usd: 0.02 }],
      0.021,
    ],
    ['a request', [{ billable: 'input_text', unit: 'request', cost_usd: 0.01 }], 0.01],
  ])('has the price of %s', (_, pricing, price) => {
    expect(capabilitiesOf(MODEL, { endpoints: [endpoint(...pricing)] }).priceUsd).toEqual({
      low: price,
      high: price,
    });
  });

  it.each([
    ['tokens', { billable: 'output_image', unit: 'token', cost_usd: 0.00003 }],
    ['nothing', { billable: 'input_image', unit: 'image', cost_usd: 0.01 }],
    ['a debt', image(-1)],
  ])('has no price where one maker charges %s', (_, pricing) => {
    const endpoints = [endpoint(image(0.02)), endpoint(pricing)];
    expect(capabilitiesOf(MODEL, { endpoints })).not.toHaveProperty('priceUsd');
  });
});
