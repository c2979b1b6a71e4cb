import { expect, it } from '@jest/globals';
import { model } from '../testing/fake-api.ts';
import { priceFor } from './price-for.ts';

const plain = model('1-one');
const editor = (support: object) => ({
  ...plain,
  priceUsd: { low: 0.04, high: 0.06 },
  supports: {
    ...plain.supports,
    operations: [{ operation: 'combine' as const, references: 2, referenceUsd: 0.01, ...support }],
  },
});

it('a change costs what the model costs, and each picture that it takes', () => {
  expect(priceFor(editor({}), 'combine', 1)).toEqual({ low: 0.05, high: 0.07 });
  expect(priceFor(editor({}), 'combine', 5)).toEqual({ low: 0.06, high: 0.08 });
});

it('a tool has a price of its own, or one that nobody knows', () => {
  expect(priceFor(editor({ priceUsd: { low: 0.2, high: 0.2 } }), 'combine', 1)).toEqual({
    low: 0.21,
    high: 0.21,
  });
  expect(priceFor(editor({ priceUsd: null }), 'combine', 1)).toBeNull();
});
