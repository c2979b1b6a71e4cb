import { describe, expect, it } from '@jest/globals';
import { MODEL_LISTS } from '../../../../scripts/models-check/lists.ts';

const read = (vendor: string, reply: unknown) =>
  MODEL_LISTS.find((list) => list.vendor === vendor)?.read(reply);

describe('lists of models', () => {
  it.each([
    ['openai', { object: 'list', data: [{ id: 'gpt-image-2', object: 'model' }] }, ['gpt-image-2']],
    ['google-gemini', { models: [{ name: 'models/gemini-3-pro-image' }] }, ['gemini-3-pro-image']],
    ['xai', { data: [{ id: 'grok-imagine-image-2.0' }] }, ['grok-imagine-image-2.0']],
    [
      'together',
      [
        { id: 'black-forest-labs/FLUX.1-schnell', type: 'image' },
        { id: 'meta-llama/Llama-4', type: 'chat' },
      ],
      ['black-forest-labs/FLUX.1-schnell'],
    ],
    ['openrouter', { data: [{ id: 'google/gemini-3-pro-image' }, {}] }, ['google/gemini-3-pro-image']],
  ])('%s is read', (vendor, reply, ids) => {
    expect(read(vendor, reply)).toEqual(ids);
  });

  it('are not found in an error', () => {
    for (const { read: readList } of MODEL_LISTS) {
      for (const reply of [undefined, {}, { error: { message: 'no' } }, { data: 'none' }]) {
        expect(readList(reply)).toBeUndefined();
      }
    }
  });
});
