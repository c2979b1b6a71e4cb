import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { EQUIVALENT } from '../../tools/mutants/equivalent.ts';
import { mutate, shuffled } from '../../tools/mutants/mutants.ts';
import { namedMutants } from '../../tools/mutants/named.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const oneLine = (text: string) => text.replace(/\s+/g, ' ');

describe('npm run test:mutants', () => {
  it('finds each named fault in the code: one that is not there any more has to be restated', () => {
    const named = namedMutants(read);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((mutant) => mutate(read(mutant.path), mutant) === read(mutant.path))).toEqual([]);
  });

  it('knows equivalent faults only of lines that exist, each with a reason', () => {
    const stale = EQUIVALENT.filter(
      // Between spaces: a mutant is never a part of a line.
      ({ path, before, reason }) => !oneLine(` ${read(path)} `).includes(` ${before} `) || reason.length < 20,
    );
    expect(stale).toEqual([]);
  });

  it('draws the same sample for the same seed', () => {
    const items = Array.from({ length: 100 }, (_, index) => index);
    expect(shuffled(items, 1)).toEqual(shuffled(items, 1));
    expect(shuffled(items, 1)).not.toEqual(shuffled(items, 2));
    expect(shuffled(items, 1).toSorted((a, b) => a - b)).toEqual(items);
  });
});
