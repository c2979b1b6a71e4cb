import { describe, expect, it } from '@jest/globals';
import { importsOf, sourceFiles } from '../../helpers/source-tree.ts';

describe('jose', () => {
  const files = sourceFiles('src');
  const paths = (matches: (file: (typeof files)[number]) => boolean) =>
    files.filter(matches).map(({ path }) => path);

  it('is imported by one file, which is imported when a token comes, so that open stacks never run it', () => {
    const naming = paths((file) =>
      importsOf(file).some(({ target, typeOnly }) => target === 'jose' && !typeOnly),
    );
    expect(naming).toEqual(['src/access/jose.ts']);
    expect(paths(({ text }) => /\bfrom '[^']*\/jose\.ts'/.test(text))).toEqual([]);
    expect(paths(({ text }) => /\bimport\('[^']*\/jose\.ts'\)/.test(text))).toEqual([
      'src/access/key-set.ts',
      'src/access/verify-token.ts',
    ]);
  });
});
