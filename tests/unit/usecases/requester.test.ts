import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { isSomebody, owns } from '../../../src/usecases/requester.ts';

const runKey = 'the-key-of-this-run-and-no-other';
const runKeyHash = sha256Hex(runKey);

describe('whose a run is', () => {
  it.each([
    ['with its key', { runKeyHash }, { runKey }, true],
    ['with another key', { runKeyHash }, { runKey: `${runKey}x` }, false],
    ['with a key, if it has none', {}, { runKey }, false],
    ['with nothing', { runKeyHash }, {}, false],
    ['with nothing, if it has nothing', {}, {}, false],
    ['its person', { owner: 'ann' }, { owner: 'ann' }, true],
    ['another person', { owner: 'ann' }, { owner: 'ben' }, false],
    [
      'another person with its key, on the same browser',
      { owner: 'ann', runKeyHash },
      { owner: 'ben', runKey },
      false,
    ],
    ['whoever has its key, once the stack is open again', { owner: 'ann', runKeyHash }, { runKey }, true],
    ['a person with its key, if it is of before', { runKeyHash }, { owner: 'ben', runKey }, true],
    ['a person, if it is of before', { runKeyHash }, { owner: 'ben' }, false],
    ['an admin', { owner: 'ann' }, { owner: 'ben', isAdmin: true }, true],
    ['an admin, if it has nothing', {}, { owner: 'ben', isAdmin: true }, true],
  ])('is for %s', (_, run, who, expected) => {
    expect(owns(run, who)).toBe(expected);
    if (expected) expect(isSomebody(who)).toBe(true);
  });

  it('is for nobody without anything', () => {
    expect(isSomebody({ isAdmin: false })).toBe(false);
  });
});
