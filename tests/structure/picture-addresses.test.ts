import { describe, expect, it } from '@jest/globals';
import { loadTemplate } from '../../local/template/load.ts';
import { mapOrEmpty } from '../../local/template/value.ts';
import { sourceFiles } from '../helpers/source-tree.ts';

describe('addresses of pictures', () => {
  it('are made in one place, which signs them in closed stacks', () => {
    const makers = sourceFiles('src').filter(({ text }) => text.includes('imageBaseUrl'));
    expect(makers.map(({ path }) => path)).toEqual([
      'src/config/env.ts',
      'src/handlers/picture-addresses.ts',
    ]);
    const plain = sourceFiles('src').filter(({ text }) => text.includes('plainAddresses('));
    expect(plain.map(({ path }) => path)).toEqual([
      'src/handlers/picture-addresses.ts',
      'src/usecases/picture-addresses.ts',
    ]);
  });

  it('have the key in every function that makes any', () => {
    const functions = Object.entries(loadTemplate('template.yaml').resources).flatMap(([id, resource]) => {
      const variables = mapOrEmpty(mapOrEmpty(resource.Properties.Environment).Variables);
      return 'IMAGE_BASE_URL' in variables ? [{ id, hasKey: 'PICTURE_KEY_SECRET' in variables }] : [];
    });
    expect(functions.length).toBeGreaterThan(2);
    expect(functions.filter(({ hasKey }) => !hasKey)).toEqual([]);
  });
});
