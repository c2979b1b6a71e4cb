import { expect, it } from '@jest/globals';
import { deletionStore } from '../../../src/store/deletion-store.ts';
import { slowStore } from '../../helpers/slow-writes.ts';

const deletion = (jobId: string) => ({
  jobId,
  createdAt: '2026-11-20T12:00:00.000Z',
  deletedAt: '2026-11-20T13:00:00.000Z',
  runKeyHash: 'h',
  visibility: 'listed' as const,
});

it('lists the deletions that have begun and are not finished', async () => {
  const objects = slowStore();
  const store = deletionStore(objects);
  expect(await store.list()).toEqual([]);
  for (const jobId of ['a', 'b', 'a']) await store.begin(deletion(jobId));
  expect([...objects.objects.keys()]).toEqual(['deleting/a', 'deleting/b']);
  expect(await store.list()).toEqual([deletion('a'), deletion('b')]);
  await store.finish('a');
  await store.finish('a');
  expect(await store.list()).toEqual([deletion('b')]);
});
