import { expect, it } from '@jest/globals';
import { readOpenRouterList } from '../../../src/config/openrouter-list.ts';

const BASE = 'https://openrouter.example/api/v1';
const LIST = {
  data: [{ id: 'a/one', supported_parameters: { seed: { type: 'boolean' } } }, { id: 'b/two' }],
};
const MAKERS = { endpoints: [{ pricing: [{ billable: 'output_image', unit: 'image', cost_usd: 0.02 }] }] };

it('asks for the list once and for the makers of each model that is wanted', async () => {
  const asked: string[] = [];
  const known = await readOpenRouterList(BASE, ['a/one', 'c/three', 'a/one'], async (url) => {
    asked.push(url);
    return url.endsWith('/endpoints') ? MAKERS : LIST;
  });
  expect(asked).toEqual([`${BASE}/images/models`, `${BASE}/images/models/a/one/endpoints`]);
  expect(known).toEqual({
    'a/one': { supports: { seed: true }, priceUsd: { low: 0.02, high: 0.02 } },
    'c/three': null,
  });
});

it('claims no price where the makers are not told', async () => {
  const known = await readOpenRouterList(BASE, ['a/one'], async (url) =>
    url.endsWith('/endpoints') ? undefined : LIST,
  );
  expect(known).toEqual({ 'a/one': { supports: { seed: true } } });
});

it.each([undefined, null, 'text', {}, { data: {} }, { data: [] }, { error: { message: 'down' } }])(
  'knows nothing from %j instead of a list, so that no model is taken for gone',
  async (list) => {
    expect(await readOpenRouterList(BASE, ['a/one'], async () => list)).toBeUndefined();
  },
);
