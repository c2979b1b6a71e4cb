import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { modelFacts, normaliseName, vendorOf } from '../../../src/catalog/lookup.ts';
import models from '../../../src/catalog/models.json' with { type: 'json' };
import { Catalog, type ModelRow, type SourcedModelRow } from '../../../src/catalog/schema.ts';
import { ASPECT_RATIOS, hasShape, Supports } from '../../../src/contract/index.ts';
import { ENHANCERS } from '../../../src/providers/enhancers.ts';
import { IMAGE_PROVIDERS } from '../../../src/providers/image-models.ts';

const rows = models.models as SourcedModelRow[];
const living = rows.filter((row) => row.status !== 'retired');
const named = (list: readonly SourcedModelRow[]) => list.map((row) => [row.name, row] as const);
const sizesOf = (row: ModelRow) => {
  const vendor = vendorOf(row.provider);
  if (vendor === undefined) throw new Error(`No vendor ${row.provider}.`);
  return modelFacts(vendor, row).sizes;
};

describe('the catalog', () => {
  it('fits its schema', () => {
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(Catalog);
    validate(models);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('never uses a name twice, however it is written', () => {
    const seen = new Map<string, string>();
    for (const row of rows) {
      for (const name of new Set([row.name, row.model, ...row.aliases].map(normaliseName))) {
        expect([name, seen.get(name)]).toEqual([name, undefined]);
        seen.set(name, row.name);
      }
    }
  });

  it('lists no alias that the name or the API id already covers', () => {
    for (const row of rows) {
      const own = [row.name, row.model].map(normaliseName);
      for (const alias of row.aliases) expect(own).not.toContain(normaliseName(alias));
    }
  });

  it('uses the shapes of the contract', () => {
    const facts = modelFacts(models.vendors[0] as Parameters<typeof modelFacts>[0]);
    expect(new Ajv2020({ strict: false }).validate(Supports, facts.supports)).toBe(true);
  });

  it('has a folder, an entry in the registry and a vendor row for each provider, and no more', () => {
    const folders = readdirSync(new URL('../../../src/providers/', import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
      .map((entry) => entry.name)
      .sort();
    expect(models.vendors.map((vendor) => vendor.provider).sort()).toEqual(folders);
    expect(Object.keys(IMAGE_PROVIDERS).sort()).toEqual(folders);
    for (const [id, provider] of Object.entries(IMAGE_PROVIDERS)) expect(provider.id).toBe(id);
    for (const row of rows) expect(folders).toContain(row.provider);
  });

  it('names enhancers that exist', () => {
    for (const { textModel } of models.vendors) {
      if (textModel !== null) expect(Object.keys(ENHANCERS)).toContain(textModel.enhancer);
    }
    for (const [id, enhancer] of Object.entries(ENHANCERS)) expect(enhancer.id).toBe(id);
  });

  it('uses every size table', () => {
    const used = [...models.vendors, ...rows].flatMap((row) => (row.sizes === undefined ? [] : [row.sizes]));
    expect([...new Set(used)].sort()).toEqual(Object.keys(models.sizes).sort());
  });
});

describe.each(named(rows))('row %s', (_name, row) => {
  it('names a successor that lives when it is going or gone', () => {
    const successor = rows.find(({ name }) => name === row.successor);
    if (row.status === 'retired' || row.lastDay !== null) expect(successor?.status).toBe('active');
    else expect(row.successor).toBeNull();
  });

  it('has dates in order', () => {
    expect((row.released ?? '2000-01-01') <= (row.lastDay ?? '9999-12-31')).toBe(true);
    if (row.status === 'retired' && row.lastDay !== null) expect(row.lastDay <= row.checked).toBe(true);
    else if (row.lastDay !== null) expect(row.lastDay > row.checked).toBe(true);
  });

  it('has a price in order, with its source', () => {
    expect(row.priceSource).toMatch(/.{8}/);
    if (row.status === 'retired') expect(row.priceUsd).toBeNull();
    else if (row.priceUsd === null) expect(row.priceSource).toMatch(/unverified/i);
    else expect(row.priceUsd.low).toBeLessThanOrEqual(row.priceUsd.high);
  });

  it('has a square size, which is square', () => {
    expect(hasShape(sizesOf(row)['1:1'] ?? '2:1', '1:1')).toBe(true);
  });
});

describe('sizes obey the rules of the vendor', () => {
  const pixels = (size: string) => size.split('x').map(Number) as [number, number];
  const rowsOf = (provider: string, filter = (_row: ModelRow) => true) =>
    named(living.filter((row) => row.provider === provider && filter(row)));
  const isPixelSized = (row: ModelRow) => sizesOf(row)['1:1']?.includes('x') === true;

  it.each(rowsOf('openai'))('%s', (_name, row) => {
    for (const size of Object.values(sizesOf(row))) {
      const [width, height] = pixels(size);
      if (row.model.startsWith('gpt-image-2')) {
        expect([width % 16, height % 16]).toEqual([0, 0]);
        expect(Math.max(width, height)).toBeLessThanOrEqual(2560);
        expect(width * height).toBeGreaterThanOrEqual(655_360);
        expect(width * height).toBeLessThanOrEqual(2560 * 1440);
      } else expect(['1024x1024', '1536x1024', '1024x1536']).toContain(size);
    }
  });

  it.each(rowsOf('google-gemini'))('%s', (_name, row) => {
    expect(sizesOf(row)).toEqual(Object.fromEntries(ASPECT_RATIOS.map((shape) => [shape, shape])));
  });

  it.each([...rowsOf('stability-ai'), ...rowsOf('bedrock-stability')])('%s', (_name, row) => {
    const taken = ['21:9', '16:9', '3:2', '5:4', '1:1', '4:5', '2:3', '9:16', '9:21'];
    for (const size of Object.values(sizesOf(row))) expect(taken).toContain(size);
  });

  it.each(rowsOf('black-forest-labs', isPixelSized))('%s', (_name, row) => {
    const isFirstGeneration = !row.model.startsWith('flux-2');
    const step = isFirstGeneration ? 32 : 16;
    for (const size of Object.values(sizesOf(row))) {
      const [width, height] = pixels(size);
      expect([width % step, height % step]).toEqual([0, 0]);
      // One megapixel is what the price is for.
      expect(width * height).toBeLessThanOrEqual(1024 * 1024);
      if (isFirstGeneration) expect(Math.min(width, height)).toBeGreaterThanOrEqual(256);
      if (isFirstGeneration) expect(Math.max(width, height)).toBeLessThanOrEqual(1440);
    }
  });

  it.each(rowsOf('recraft'))('%s', (_name, row) => {
    const taken = /^recraftv[23]/.test(row.model)
      ? '1024x1024 1365x1024 1024x1365 1536x1024 1024x1536 1820x1024 1024x1820'
      : row.model.endsWith('_pro')
        ? '2048x2048 2432x1792 1792x2432 2560x1664 1664x2560 2688x1536 1536x2688'
        : '1024x1024 1280x832 832x1280 1216x896 896x1216 1344x768 768x1344';
    for (const size of Object.values(sizesOf(row))) expect(taken.split(' ')).toContain(size);
  });

  it.each(rowsOf('demo'))('%s', (_name, row) => {
    for (const [shape, size] of Object.entries(sizesOf(row))) {
      const [width, height] = pixels(size);
      const [across = 1, down = 1] = shape.split(':').map(Number);
      expect(width * down).toBe(height * across);
    }
  });
});
