import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareKeys, createKeyIndex } from '../../../../local/s3/key-order.ts';

const key = fc.string({ unit: 'binary', maxLength: 8 });

describe('compareKeys', () => {
  it('orders any keys by their UTF-8 bytes', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});

describe('createKeyIndex', () => {
  it('stays in order while keys come and go', () => {
    fc.assert(
      fc.property(fc.array(key), fc.array(key), (added, removed) => {
        const index = createKeyIndex([]);
        for (const name of added) index.add(name);
        for (const name of removed) index.remove(name);
        const expected = [...new Set(added)].filter((name) => !removed.includes(name)).sort(compareKeys);
        expect(Array.from({ length: index.size() }, (_, position) => index.at(position))).toEqual(expected);
      }),
    );
  });
});
