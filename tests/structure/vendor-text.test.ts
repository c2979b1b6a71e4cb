import { describe, expect, it } from '@jest/globals';
import { sourceFiles } from '../helpers/source-tree.ts';

const DOORS = ['src/lib/safe-text.ts', 'src/lib/vendor-text.ts'];

describe('text that may be shown and logged', () => {
  it('is called so by the doors alone, not by a cast elsewhere', () => {
    const casting = sourceFiles('src').filter(({ text }) => /\bas\s+(?:SafeText|VendorText)\b/.test(text));
    expect(casting.map(({ path }) => path)).toEqual(DOORS);
  });

  it('is put together by `ownersText` only from what the owner and the catalog say', () => {
    const uses = sourceFiles('src')
      .filter(({ path }) => !DOORS.includes(path))
      .flatMap(({ text }) => [...text.matchAll(/\bownersText\(([^)]*)\)/g)].map(([, of]) => of));
    expect(new Set(uses)).toEqual(new Set(['slot.name', 'model', 'name', 'size']));
  });
});
