import { describe, expect, it } from '@jest/globals';
import { keySlotsOf, vendorNamesOf } from '../../../src/config/key-sources.ts';
import { resolveSlots } from '../../../src/config/slots.ts';

const slotsOf = (names: string[], overrides: unknown) =>
  resolveSlots({ count: names.length, names, overrides, now: Date.parse('2026-11-20') }).slots;

describe('the key of a slot', () => {
  const keySlots = (names: string[], overrides: unknown) =>
    slotsOf(names, overrides).map((slot, _, slots) => keySlotsOf(slot, slots));

  it('may be that of another slot of the same vendor, its own first', () => {
    expect(keySlots(['FLUX.2 Pro', 'GPT Image 2', 'Flux Dev'], '')).toEqual([[1, 3], [2], [3, 1]]);
  });

  it.each([
    ['Grok Imagine', {}, ['xai']],
    ['Nano Banana Pro (OpenRouter)', {}, ['openrouter']],
    ['Nano Banana Pro', { baseUrl: 'https://proxy.example' }, []],
    ['Mine', { provider: 'openai-compatible', model: 'sdxl', fixed: { dialect: 'together' } }, []],
    ['Demo Aurora', {}, []],
    ['A1111', { baseUrl: 'http://192.168.1.20:7860' }, []],
  ])('of %s may be that of its vendor, unless the owner says where it is asked', (name, override, names) => {
    expect(slotsOf([name], { 1: override }).map(vendorNamesOf)).toEqual([names]);
  });

  it('never goes to another server than the one that it was given for', () => {
    const own = (baseUrl: string) => ({ provider: 'openai-compatible', model: 'sdxl', baseUrl });
    expect(
      keySlots(['GPT Image 2', 'GPT Image 2.6 Flare', 'A', 'B', 'C'], {
        2: { baseUrl: 'https://proxy.example/v1' },
        3: own('https://one.example/v1'),
        4: own('https://two.example/v1'),
        5: own('https://one.example/other/v1'),
      }),
    ).toEqual([[1], [2], [3, 5], [4], [5, 3]]);
  });
});
