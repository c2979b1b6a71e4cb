import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { generatedFiles } from '../../scripts/generate.ts';
import { root } from '../helpers/source-tree.ts';

describe('generated files', () => {
  it('are what the contract and the catalog give; run `npm run generate` where they are not', async () => {
    const files = await generatedFiles();
    expect(Object.keys(files).sort()).toEqual([
      'openapi.yaml',
      'src/catalog/generated/catalog.ts',
      'src/contract/generated/validators.d.ts',
      'src/contract/generated/validators.js',
      'src/contract/index.ts',
    ]);
    const stale = Object.entries(files).filter(
      ([path, text]) => readFileSync(join(root, path), 'utf8') !== text,
    );
    expect(stale.map(([path]) => path)).toEqual([]);
  });

  it('import nothing, so that no schema is compiled when a function loads', () => {
    const code = readFileSync(join(root, 'src/contract/generated/validators.js'), 'utf8');
    expect(code.match(/^import .*|= require\(.*|new Function.*|\beval\(.*/gm)).toBeNull();
  });
});
