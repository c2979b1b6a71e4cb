import { expect, it } from '@jest/globals';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { boundTo, mayUse, saveReference } from '../../../../src/usecases/references/reference.ts';
import { referenceWorld } from '../../../helpers/reference-world.ts';

const runKey = 'a-key-of-twenty-two-characters';
const runKeyHash = sha256Hex(runKey);

// biome-ignore format: a table
it.each([
  // What it is bound to         who                             may use it
  [{},                           {},                             true],
  [{},                           { runKey: 'any' },              true],
  [{},                           { owner: 'ann' },               true],
  [{ runKeyHash },               {},                             false],
  [{ runKeyHash },               { runKey: 'another' },          false],
  [{ runKeyHash },               { runKey },                     true],
  // Handed in before the stack was closed.
  [{ runKeyHash },               { owner: 'ann' },               false],
  [{ runKeyHash },               { owner: 'ann', runKey },       true],
  [{ owner: 'ann' },             { owner: 'ann' },               true],
  [{ owner: 'ann' },             { owner: 'ben' },               false],
  [{ owner: 'ann' },             { owner: 'olga', isAdmin: true }, false],
  [{ owner: 'ann', runKeyHash }, { owner: 'ann' },               true],
  [{ owner: 'ann', runKeyHash }, { owner: 'ben', runKey },       false],
  // Handed in while people signed in; the stack is open again.
  [{ owner: 'ann' },             {},                             false],
  [{ owner: 'ann' },             { runKey },                     false],
  [{ owner: 'ann', runKeyHash }, {},                             false],
  [{ owner: 'ann', runKeyHash }, { runKey },                     true],
])('what is bound to %j may be used by %j: %j', (bound, who, isTheirs) => {
  expect(mayUse(bound, who)).toBe(isTheirs);
});

it('what goes wrong on our side is not called an unusable picture', async () => {
  const { tools } = referenceWorld();
  const preparer = { prepare: async () => Promise.reject(new Error('out of memory')) };
  await expect(saveReference({ ...tools, preparer }, 'id', new Uint8Array(), boundTo({}))).rejects.toThrow(
    'out of memory',
  );
});
