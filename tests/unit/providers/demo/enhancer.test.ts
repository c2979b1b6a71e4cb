import { describe, expect, it } from '@jest/globals';
import { demoEnhancer, enhanceByRule } from '../../../../src/providers/demo/enhancer.ts';
import { providerWorld } from '../../../helpers/provider-world.ts';

describe('the demo enhancer', () => {
  it('keeps the words of the person in front and adds what is missing', () => {
    const text = enhanceByRule('a red fox in snow.');
    expect(text).toMatch(/^a red fox in snow, /);
    expect(text).toMatch(/light|twilight/);
    expect(text).toMatch(/mood/);
    expect(text).toMatch(/photograph|illustration|painting|print/);
    expect(text.length).toBeLessThanOrEqual(1000);
  });

  it('gives the same text for the same prompt', () => {
    expect(enhanceByRule('an owl')).toBe(enhanceByRule('an owl'));
  });

  it('does not add what the prompt speaks of already', () => {
    const text = enhanceByRule('close-up of an owl at night, oil painting, gloomy and dark, in blue');
    expect(text).toBe(
      'close-up of an owl at night, oil painting, gloomy and dark, in blue, crisp detail where the eye rests, softer towards the edges',
    );
  });

  it('stays within the length of a prompt', () => {
    expect(enhanceByRule('x'.repeat(500)).length).toBeLessThanOrEqual(1000);
  });

  it('takes a moment, and ends when its time is up', async () => {
    const world = providerWorld([]);
    const settings = {
      model: 'demo-enhancer',
      key: undefined,
      baseUrl: undefined,
      region: undefined,
      sizes: {},
      fixed: {},
      priceUsd: undefined,
    };
    const enhancer = demoEnhancer.createEnhancer(settings, world.tools);
    expect(await enhancer.enhance('an owl', { signal: new AbortController().signal })).toBe(
      enhanceByRule('an owl'),
    );
    expect(world.slept()).toBe(700);
    await expect(enhancer.enhance('an owl', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'TIMEOUT',
    });
  });
});
