import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { EXAMPLES, modelOverridesPage } from '../../scripts/model-overrides-page.ts';
import { modelsPage } from '../../scripts/models-page.ts';
import { parseOverrides } from '../../src/config/overrides.ts';
import { root } from '../helpers/source-tree.ts';

it.each([
  ['docs/models.md', modelsPage],
  ['docs/model-overrides.md', modelOverridesPage],
])('%s is what its source gives; run `npm run generate` if it is not', (path, page) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(page());
});

it.each(EXAMPLES)('docs/model-overrides.md shows a valid example: $about', ({ value }) => {
  expect(parseOverrides(JSON.stringify(value)).faults).toEqual([]);
});
