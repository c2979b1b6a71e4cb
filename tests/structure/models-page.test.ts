import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { modelsPage } from '../../scripts/models-page.ts';
import { root } from '../helpers/source-tree.ts';

it('docs/models.md is what the catalog gives; run `npm run generate` where it is not', () => {
  expect(readFileSync(join(root, 'docs/models.md'), 'utf8')).toBe(modelsPage());
});
