import { describe, expect, it } from '@jest/globals';
import { namedSettings } from '../../../../src/providers/shared/named-settings.ts';
import type { ModelSettings } from '../../../../src/providers/types.ts';
import { saying } from '../../../helpers/saying.ts';

const settings: ModelSettings = {
  model: 'm',
  key: undefined,
  baseUrl: undefined,
  region: undefined,
  sizes: {},
  fixed: {},
  priceUsd: undefined,
};
const NAMES = {
  seed: { field: 'seed' },
  steps: { field: 'num_inference_steps', limits: { low: 1, high: 50 } },
  guidance: { field: 'guidance_scale', limits: { low: 1, high: 20 } },
  negativePrompt: { field: 'negative_prompt', limits: { low: 0, high: 1 } },
} as const;
const all = {
  aspectRatios: [],
  seed: true,
  negativePrompt: true,
  steps: true,
  guidance: true,
  control: false,
};
const named = (options: object, supports: Partial<typeof all> | undefined = all) =>
  namedSettings(
    NAMES,
    { ...settings, ...(supports && { supports: { ...all, ...supports } }) },
    { prompt: 'a fox', ...options },
  );

describe('settings under the names of a vendor', () => {
  it('are those that were given, seed 0 included, and no others', () => {
    expect(named({ seed: 0, steps: 20, negativePrompt: 'blur' })).toEqual({
      fields: { seed: 0, num_inference_steps: 20, negative_prompt: 'blur' },
      warnings: [],
    });
    expect(named({})).toEqual({ fields: {}, warnings: [] });
  });

  it('stay within what the vendor takes, and say so', () => {
    expect(named({ steps: 90, guidance: 0.5 })).toEqual({
      fields: { num_inference_steps: 50, guidance_scale: 1 },
      warnings: [
        saying('steps 90 is outside of 1 to 50 for this model; 50 was sent'),
        saying('guidance 0.5 is outside of 1 to 20 for this model; 1 was sent'),
      ],
    });
  });

  it('are left out, with a warning, where the model does not take them or the vendor has no name for them', () => {
    expect(named({ steps: 90, seed: 7, control: 1 }, { steps: false })).toEqual({
      fields: { seed: 7 },
      warnings: [
        saying('steps is not supported by this model and was not sent'),
        saying('control is not supported by this model and was not sent'),
      ],
    });
  });
});
