import { describe, expect, it } from '@jest/globals';
import { FIRST_LIST, listsCursor, placeAmongLists } from '../../../src/store/list-cursors.ts';
import { cursorOf, ownListAfter } from '../../../src/store/object-keys.ts';

const place = {
  jobId: '6b1f4c1e-8a53-4f0d-9a5e-3c2b7d9e0f41',
  createdAtMs: Date.parse('2026-11-20T12:00:00Z'),
};

describe('a cursor of lists', () => {
  it('leads back to its place, and is no cursor of runs', () => {
    const cursor = cursorOf(place);
    expect(placeAmongLists(listsCursor(cursor))).toBe(cursor);
    expect(listsCursor(cursor)).not.toBe(cursor);
    expect(Buffer.from(listsCursor(cursor), 'base64url')[0]).toBe(1);
    expect(placeAmongLists(cursor)).toBeUndefined();
  });

  it('before the first list comes before every list', () => {
    const index = 'a'.repeat(64);
    const first = ownListAfter(index, placeAmongLists(FIRST_LIST) ?? '');
    expect(first < ownListAfter(index, cursorOf({ ...place, createdAtMs: Date.parse('2200-01-01') }))).toBe(
      true,
    );
  });
});
