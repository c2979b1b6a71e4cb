import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { measurePage } from '../../benchmarks/gallery.ts';
import { type Figure, figure } from '../../benchmarks/lib/figure.ts';
import { bundleFunction, shippedFunctions } from '../../benchmarks/lib/functions.ts';
import { readBaseline } from '../../benchmarks/lib/results.ts';
import { measureRun } from '../../benchmarks/poll.ts';

/** A tenth more than was committed with `npm run bench -- --baseline` is a decision, not an accident. */
const TOLERANCE = 1.1;
/** Only what does not depend on the machine: bytes and requests. */
const UNITS = ['bytes', 'KB', 'requests'];

const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-budget-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The figures that stand above what was committed, or that were never committed. */
function grown(benchmark: string, figures: readonly Figure[]): string[] {
  const committed = readBaseline()?.benchmarks[benchmark]?.figures ?? [];
  return figures
    .filter(({ unit }) => UNITS.includes(unit))
    .filter(({ name, value }) => {
      const before = committed.find((candidate) => candidate.name === name)?.value;
      return before === undefined || value > before * TOLERANCE;
    })
    .map(({ name, value }) => `${name}: ${value}`);
}

describe('what is sent and asked for stays within a tenth of the committed figures', () => {
  it.each(shippedFunctions().map((shipped) => [shipped.name, shipped] as const))(
    'the bundle of %s',
    async (name, shipped) => {
      const { bytes } = await bundleFunction(shipped, folder);
      expect(grown('cold', [figure(`${name} bundle`, 'KB', bytes / 1024)])).toEqual([]);
    },
  );

  it.each([9, 20])('the polls of a run of %i models', async (count) => {
    expect(grown('poll', await measureRun(count))).toEqual([]);
  });

  it('a page of the gallery', async () => {
    expect(grown('gallery', await measurePage())).toEqual([]);
  });

  it('and would be noticed', () => {
    expect(grown('gallery', [figure('page, gzip', 'bytes', 1_000_000)])).toHaveLength(1);
    expect(grown('gallery', [figure('never measured', 'bytes', 1)])).toHaveLength(1);
  });
});
