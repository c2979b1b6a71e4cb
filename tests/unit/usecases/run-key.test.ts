import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../../src/lib/hash.ts';
import { holdsKey } from '../../../src/usecases/run-key.ts';

const KEY = 'a-key-of-twenty-two-characters';

describe('the key of a run', () => {
  it.each([
    ['its key', { runKeyHash: sha256Hex(KEY) }, KEY, true],
    ['another key', { runKeyHash: sha256Hex(KEY) }, `${KEY}x`, false],
    ['the hash instead of the key', { runKeyHash: sha256Hex(KEY) }, sha256Hex(KEY), false],
    ['no key', { runKeyHash: sha256Hex(KEY) }, undefined, false],
    ['a key although it has none', {}, KEY, false],
    ['nothing although it has none', {}, undefined, false],
  ])('is checked when asked with %s', (_what, run, key, expected) => {
    expect(holdsKey(run, key)).toBe(expected);
  });
});
