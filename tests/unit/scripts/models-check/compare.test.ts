import { describe, expect, it } from '@jest/globals';
import { compareModels, reportOf } from '../../../../scripts/models-check/compare.ts';
import { MODEL_LISTS } from '../../../../scripts/models-check/lists.ts';
import models from '../../../../src/catalog/models.json' with { type: 'json' };
import type { SourcedModelRow } from '../../../../src/catalog/schema.ts';

const rows = models.models as SourcedModelRow[];
const listOf = (vendor: string) => {
  const list = MODEL_LISTS.find((candidate) => candidate.vendor === vendor);
  if (list === undefined) throw new Error(`There is no list of ${vendor}.`);
  return list;
};
const living = (vendor: string) =>
  rows.filter((row) => row.provider === vendor && row.status !== 'retired').map(({ model }) => model);

describe('the catalog against what a vendor lists', () => {
  it('says nothing where they agree, whatever else the vendor lists', () => {
    const list = listOf('openai');
    const ids = list.read({ data: [...living('openai'), 'gpt-6-luna', 'sora-3'].map((id) => ({ id })) });
    expect(reportOf(list, compareModels(list, ids ?? [], rows))).toEqual([]);
  });

  it('tells models that are gone, that are back, and that are new', () => {
    const list = listOf('openai');
    const ids = [...living('openai').filter((id) => id !== 'gpt-image-2'), 'dall-e-3', 'gpt-image-3'];
    expect(reportOf(list, compareModels(list, ids, rows))).toEqual([
      'OpenAI does not list GPT Image 2 any more.',
      'OpenAI lists DALL-E 3, which counts as switched off.',
      'OpenAI lists gpt-image-3, which the catalog does not have.',
    ]);
  });

  it('knows a model by its aliases, which hold dated ids', () => {
    const ids = [...living('openai'), 'gpt-image-2-2026-04-21'];
    expect(compareModels(listOf('openai'), ids, rows).fresh).toEqual([]);
  });

  it('finds the models of xAI by their label', () => {
    const { gone } = compareModels(listOf('xai'), ['grok-imagine-image-2.0'], rows);
    expect(gone).toEqual(['Grok Imagine 1.0']);
  });

  it('does not tell each of the hundreds of a reseller', () => {
    const ids = [...living('openrouter'), 'somebody/new-image'];
    expect(compareModels(listOf('openrouter'), ids, rows)).toEqual({ gone: [], back: [], fresh: [] });
  });
});
