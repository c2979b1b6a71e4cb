import { expect, it } from '@jest/globals';
import { sourceFiles } from '../helpers/source-tree.ts';

it('names classes of Unicode in no literal, which every start would pay for, but by `unicodePattern`', () => {
  const literals = sourceFiles('src')
    .map(({ path, text }) => ({ path, rest: text.replace(/unicodePattern\(\s*String\.raw`[^`]*`/g, '') }))
    .filter(({ rest }) => /\\p\{/i.test(rest));
  expect(literals.map(({ path }) => path)).toEqual([]);
});
