import { describe, expect, it } from '@jest/globals';
import { resolveSlots } from '../../../src/config/slots.ts';
import { isUnlisted, withKnown } from '../../../src/config/unlisted-models.ts';
import type { KnownModel } from '../../../src/contract/index.ts';

const ID = 'bytedance-seed/seedream-9';
const KNOWN: KnownModel = {
  sizes: { '1:1': '1:1', '16:9': '16:9' },
  supports: { seed: true },
  fixed: { resolution: '1K' },
  priceUsd: { low: 0.02, high: 0.03 },
};

function slotOf(name: string, override: object = {}) {
  const overrides = JSON.stringify({ 1: override });
  const { slots, faults } = resolveSlots({ count: 1, names: [name], overrides, now: Date.now() });
  const [slot] = slots;
  if (slot === undefined) throw new Error(faults.join());
  return slot;
}

describe('a model without a row', () => {
  it('can what its vendor says, at the price that it says', () => {
    const slot = slotOf(`openrouter/${ID}`);
    expect(isUnlisted(slot)).toBe(true);
    const { settings, supports, priceUsd } = withKnown(slot, KNOWN);
    expect({ supports, priceUsd }).toMatchObject({
      supports: { aspectRatios: ['1:1', '16:9'], seed: true, negativePrompt: false, steps: false },
      priceUsd: { low: 0.02, high: 0.03 },
    });
    expect(settings).toEqual({
      ...slot.settings,
      sizes: KNOWN.sizes,
      fixed: { resolution: '1K' },
      supports,
      priceUsd: 0.03,
    });
  });

  it('keeps what its owner says', () => {
    const own = { sizes: { '9:16': '1024x1820' }, priceUsd: 0.1, fixed: { quality: 'high' } };
    const { settings, supports, priceUsd } = withKnown(slotOf(`openrouter/${ID}`, own), KNOWN);
    expect(priceUsd).toEqual({ low: 0.1, high: 0.1 });
    // A resolution beside a size in pixels is refused.
    expect(settings).toMatchObject({ sizes: own.sizes, fixed: own.fixed, priceUsd: 0.1 });
    expect(settings.fixed).toEqual(own.fixed);
    expect(supports).toMatchObject({ aspectRatios: ['9:16'], seed: true });
  });

  it('stays as it is where nothing is known, or the vendor does not list it', () => {
    const slot = slotOf(`openrouter/${ID}`);
    for (const known of [undefined, null]) expect(withKnown(slot, known)).toBe(slot);
    expect(withKnown(slot, {})).toEqual(slot);
  });
});

it('a model with a row stays as the catalog has it', () => {
  const slot = slotOf('Nano Banana Pro (OpenRouter)');
  expect(isUnlisted(slot)).toBe(false);
  expect(withKnown(slot, KNOWN)).toBe(slot);
  expect(isUnlisted(slotOf('Flux Dev'))).toBe(false);
});
