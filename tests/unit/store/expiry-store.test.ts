import { expect, it } from '@jest/globals';
import { expiryStore } from '../../../src/store/expiry-store.ts';
import { slowStore } from '../../helpers/slow-writes.ts';

const NOW = Date.parse('2026-11-20T12:00:00.000Z');
const expiry = (number: number, ms: number) => ({
  jobId: `00000000-0000-4000-8000-00000000000${number}`,
  expiresAt: new Date(NOW + ms).toISOString(),
});

it('finds the runs whose time is over, the longest first, and no others', async () => {
  const objects = slowStore();
  const store = expiryStore(objects);
  const [last, first, second] = [expiry(1, 1), expiry(3, -86_400_000), expiry(2, 0)];
  for (const each of [last, first, second, first]) await store.add(each);
  await objects.put('expiry/something-else', '', { contentType: 'text/plain' });
  expect(await store.due(NOW, 10)).toEqual([first, second]);
  expect(await store.due(NOW, 1)).toEqual([first]);
  expect(await store.list()).toEqual(expect.arrayContaining([first, second]));
  await store.remove(first);
  expect(await store.due(NOW, 10)).toEqual([second]);
});
