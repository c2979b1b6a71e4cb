import { describe, expect, it } from '@jest/globals';
import { findModel } from '../../../src/catalog/lookup.ts';
import type { ModelRow } from '../../../src/catalog/schema.ts';
import { chooseModel } from '../../../src/config/choose-model.ts';
import type { ModelOverride } from '../../../src/contract/index.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The vendor switches this model off on 2026-12-01. */
const LEAVING = 'GPT Image 1.5';
const LAST_DAY = Date.parse('2026-12-01T00:00:00.000Z');

function row(name: string): ModelRow {
  const found = findModel(name);
  if (found === undefined) throw new Error(`The catalog has no ${name}.`);
  return found;
}

const choose = (name: string | undefined, override: ModelOverride = {}, now = LAST_DAY - 90 * DAY_MS) =>
  chooseModel(name === undefined ? undefined : row(name), override, now);

describe('the model that runs for a name', () => {
  it('is the named one, without a notice', () => {
    expect(choose('Recraft v4.1')).toMatchObject({
      ok: true,
      value: { provider: 'recraft', model: 'recraftv4_1', status: 'active', notice: null, successor: null },
    });
  });

  it.each([
    ['no notice 61 days before its last day', LAST_DAY - 61 * DAY_MS, null],
    ['a notice 59 days before', LAST_DAY - 59 * DAY_MS, expect.stringContaining('2026-12-01')],
  ])('has %s', (_, now, notice) => {
    expect(choose(LEAVING, {}, now)).toMatchObject({ ok: true, value: { model: 'gpt-image-1.5', notice } });
  });

  it('is its successor from the first moment of the last day', () => {
    expect(choose(LEAVING, {}, LAST_DAY - 1)).toMatchObject({ value: { model: 'gpt-image-1.5' } });
    expect(choose(LEAVING, {}, LAST_DAY)).toMatchObject({
      ok: true,
      value: { model: 'gpt-image-2.5-sunburst', status: 'retired', successor: 'GPT Image 2.5 Sunburst' },
    });
  });

  it('has the price and the facts of the model that really runs', () => {
    const chosen = choose('DALL-E 3');
    expect(chosen).toMatchObject({
      ok: true,
      value: {
        status: 'retired',
        priceUsd: row('GPT Image 2.6 Flare').priceUsd,
        successor: 'GPT Image 2.6 Flare',
      },
    });
  });

  it('is unknown without a row and without an override', () => {
    expect(choose(undefined)).toEqual({ ok: false, reason: 'the name is not in the catalog.' });
  });
});

describe('the model that the owner names in ModelOverrides', () => {
  it('runs as it is, even if it is retired', () => {
    expect(choose('DALL-E 3', { model: 'dall-e-3' })).toMatchObject({
      ok: true,
      value: { model: 'dall-e-3', notice: expect.stringContaining('ModelOverrides') },
    });
  });

  it('may be one that the catalog does not know, without a price', () => {
    expect(choose(undefined, { provider: 'openai-compatible', model: 'sdxl' })).toMatchObject({
      ok: true,
      value: { provider: 'openai-compatible', model: 'sdxl', status: 'active', priceUsd: null },
    });
  });

  it('needs a model if it names another provider', () => {
    expect(choose('Recraft v4.1', { provider: 'stability-ai' })).toEqual({
      ok: false,
      reason: expect.stringContaining('no model of it'),
    });
  });
});

it('a retired model runs as it is on a server of the owner', () => {
  expect(choose('DALL-E 3', { baseUrl: 'https://example.org' })).toMatchObject({
    ok: true,
    value: { model: 'dall-e-3', notice: expect.stringContaining("owner's own server") },
  });
});
