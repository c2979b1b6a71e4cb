import { expect, it } from '@jest/globals';
import { erasureStore } from '../../../src/store/erasure-store.ts';
import { slowStore } from '../../helpers/slow-writes.ts';

const PERSON = 'cQ0hBqBk1nE9m3rJx5vZ7-';
const KEY_HASH = 'a'.repeat(64);

it('keeps a marker for each request, the oldest first, until that one is finished', async () => {
  const objects = slowStore();
  const erasures = erasureStore(objects);
  const later = { index: PERSON, requestedAtMs: 1_795_167_000_000 };
  const earlier = { index: PERSON, requestedAtMs: 900_000_000_000 };
  const ofKey = { index: KEY_HASH, requestedAtMs: 1_795_167_000_001 };
  for (const erasure of [later, earlier, ofKey, later]) await erasures.begin(erasure);
  await objects.put('erasing/something-else', '', { contentType: 'text/plain' });
  expect(await erasures.list()).toEqual([earlier, later, ofKey]);
  expect([...objects.objects.keys()]).toContain(`erasing/0900000000000-${PERSON}`);
  await erasures.finish(earlier);
  await erasures.finish(earlier);
  expect(await erasures.list()).toEqual([later, ofKey]);
});
