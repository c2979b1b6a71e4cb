import { expect, it } from '@jest/globals';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { mayUse, saveReference } from '../../../../src/usecases/references/reference.ts';
import { referenceWorld } from '../../../helpers/reference-world.ts';

it('a picture without a key is for whoever has its id, one with a key for whoever has both', () => {
  const runKeyHash = sha256Hex('a-key-of-twenty-two-characters');
  expect(mayUse({}, undefined)).toBe(true);
  expect(mayUse({}, 'any')).toBe(true);
  expect(mayUse({ runKeyHash }, undefined)).toBe(false);
  expect(mayUse({ runKeyHash }, 'another')).toBe(false);
  expect(mayUse({ runKeyHash }, 'a-key-of-twenty-two-characters')).toBe(true);
});

it('what goes wrong on our side is not called an unusable picture', async () => {
  const { tools } = referenceWorld();
  const preparer = { prepare: async () => Promise.reject(new Error('out of memory')) };
  await expect(saveReference({ ...tools, preparer }, 'id', new Uint8Array(), undefined)).rejects.toThrow(
    'out of memory',
  );
});
