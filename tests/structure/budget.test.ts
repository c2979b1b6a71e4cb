import { describe, expect, it } from '@jest/globals';
import { measurePage } from '../../benchmarks/gallery.ts';
import { figure } from '../../benchmarks/lib/figure.ts';
import { measureRun } from '../../benchmarks/poll.ts';
import { grown } from '../helpers/baseline.ts';

describe('bytes and requests stay within a tenth of the committed figures', () => {
  it.each([9, 20])('for the polls of a run of %i models', async (count) => {
    expect(grown('poll', await measureRun(count))).toEqual([]);
  });

  it('for a page of the gallery', async () => {
    expect(grown('gallery', await measurePage())).toEqual([]);
  });

  it('and the test says what to do if they grow', () => {
    expect(grown('gallery', [figure('page, gzip', 'bytes', 1_000_000)])).toEqual([
      expect.stringMatching(
        /^gallery, page, gzip: 1000000 bytes, committed \d+ bytes; .*`npm run bench -- gallery --baseline`/,
      ),
    ]);
    expect(grown('bundles', [figure('a new function', 'KB', 1)])).toEqual([
      expect.stringContaining('bundles, a new function: 1 KB, no committed figure; '),
    ]);
  });
});
