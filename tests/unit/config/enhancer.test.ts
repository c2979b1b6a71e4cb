import { describe, expect, it } from '@jest/globals';
import { findEnhancer } from '../../../src/config/enhancer.ts';
import { resolveSlots } from '../../../src/config/slots.ts';

const slots = resolveSlots({
  count: 9,
  names: [
    'DALL-E 3',
    'Imagen 3.0',
    'Nova Canvas',
    'Demo Bauhaus',
    'Flux Dev',
    'Local',
    'Local with text',
    'Grok Imagine',
    'Grok Imagine 1.0',
  ],
  overrides: {
    2: { baseUrl: 'https://proxy.example/v1beta' },
    6: { provider: 'openai-compatible', model: 'sdxl', baseUrl: 'https://a.example' },
    7: {
      provider: 'openai-compatible',
      model: 'x',
      textModel: 'llama',
      fixed: { dialect: 'together', n: 1 },
    },
    8: { textModel: 'grok-5' },
  },
  now: Date.parse('2026-11-20T12:00:00Z'),
}).slots;

describe('the enhancer', () => {
  it.each([
    [1, 'openai', 'gpt-6-luna', undefined, undefined],
    [2, 'google-gemini', 'gemini-3.5-flash-lite', undefined, 'https://proxy.example/v1beta'],
    [3, 'bedrock-stability', 'amazon.nova-lite-v1:0', 'us-east-1', undefined],
    [4, 'demo', 'demo-enhancer', undefined, undefined],
    [7, 'openai-compatible', 'llama', undefined, undefined],
    [8, 'openai-compatible', 'grok-5', undefined, undefined],
    [9, 'openai-compatible', 'grok-4.20-non-reasoning', undefined, undefined],
  ])('of slot %d is the text model of its vendor', (index, provider, model, region, baseUrl) => {
    const found = findEnhancer(slots, index);
    expect(found).toMatchObject({ ok: true, value: { slot: { number: index }, provider, model } });
    expect(found).toMatchObject({ value: { settings: { model, region, baseUrl } } });
  });

  it('takes the dialect of a server along, but nothing that belongs to pictures', () => {
    expect(findEnhancer(slots, 7)).toMatchObject({
      value: { settings: { fixed: { dialect: 'together' } } },
    });
    const drawing = findEnhancer(slots, 1);
    expect(drawing).toHaveProperty('value.settings.fixed', {});
    expect(drawing).toHaveProperty('value.settings.sizes', {});
  });

  it.each([
    [0, /switched off/],
    [5, /Black Forest Labs \(Flux Dev\) offers no text model/],
    [6, /name the text model of that server as "textModel"/],
    [10, /must be the number of a configured model: 1, 2, 3/],
  ])('of slot %d is missing for a reason in words', (index, reason) => {
    expect(findEnhancer(slots, index)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });
});
