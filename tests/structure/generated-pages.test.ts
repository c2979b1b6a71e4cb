import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { editingPage } from '../../scripts/editing-page.ts';
import { EXAMPLES, modelOverridesPage } from '../../scripts/model-overrides-page.ts';
import { modelsPage } from '../../scripts/models-page.ts';
import { vendorPages } from '../../scripts/vendor-pages.ts';
import { catalogRows } from '../../src/catalog/lookup.ts';
import { parseOverrides } from '../../src/config/overrides.ts';
import { root } from '../helpers/source-tree.ts';

it.each([
  ['docs/models.md', modelsPage],
  ['docs/model-overrides.md', modelOverridesPage],
  ['docs/editing.md', editingPage],
])('%s is what its source gives; run `npm run generate` if it is not', (path, page) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(page());
});

it.each(EXAMPLES)('docs/model-overrides.md shows a valid example: $about', ({ value }) => {
  expect(parseOverrides(JSON.stringify(value)).faults).toEqual([]);
});

describe('docs/vendors', () => {
  const pages = vendorPages();

  it.each(Object.entries(pages))('%s is what its source gives', (file, page) => {
    expect(readFileSync(join(root, 'docs/vendors', file), 'utf8')).toBe(page);
    // Where the key comes from, what it costs, can and refuses, and its traps.
    expect(page).toMatch(/^- \*\*(?:Key|Start it)\*\*/m);
    expect(page).toMatch(/^- \*\*Refuses\*\*/m);
  });

  it('has every model that is offered on one of its pages', () => {
    const all = Object.values(pages).join('\n');
    const missing = catalogRows().filter(
      ({ name, provider, status }) =>
        status === 'active' && provider !== 'demo' && !all.includes(`| ${name} |`),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('is listed in docs/vendors.md', () => {
    const index = readFileSync(join(root, 'docs/vendors.md'), 'utf8');
    expect(Object.keys(pages).filter((file) => !index.includes(`(vendors/${file})`))).toEqual([]);
  });
});
