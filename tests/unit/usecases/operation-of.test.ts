import { expect, it } from '@jest/globals';
import { editPrice, operationOf } from '../../../src/usecases/operation-of.ts';
import { slot } from '../../helpers/job-world.ts';

const support = { operation: 'combine' as const, references: 2, referenceUsd: 0.01 };
const plain = slot(1);
const able = { ...plain, supports: { ...plain.supports, operations: [support] } };

it('a slot does what its model is known to do', () => {
  expect(operationOf(able, 'combine')).toEqual(support);
  expect(operationOf(able, 'change')).toBeUndefined();
  expect(operationOf(plain, 'combine')).toBeUndefined();
});

it('a picture made of others costs its price and theirs, as many as the model takes', () => {
  expect(editPrice(able, 'combine', 1)).toEqual({ low: 0.04, high: 0.05 });
  expect(editPrice(able, 'combine', 4)).toEqual({ low: 0.05, high: 0.06 });
  expect(editPrice({ ...able, priceUsd: null }, 'combine', 2)).toBeNull();
});
