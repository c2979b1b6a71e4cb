import { expect, it } from '@jest/globals';
import { lookUp } from '../../../src/lib/look-up.ts';

it('finds what stands in the table, and nothing that every object has', () => {
  const table = { refused: 1 };
  expect(lookUp(table, 'refused')).toBe(1);
  for (const name of ['unknown', 'constructor', 'toString', '__proto__', undefined]) {
    expect(lookUp(table, name)).toBeUndefined();
  }
});
