import { expect, it } from '@jest/globals';
import { linkStore } from '../../../src/store/link-store.ts';
import { slowStore } from '../../helpers/slow-writes.ts';

const JOB = '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
const link = (letter: string) => ({
  linkId: letter.repeat(22),
  jobId: JOB,
  createdAt: '2026-11-20T12:00:00.000Z',
  withPrompt: false,
  withCosts: false,
});

it('finds links by their ids and by their run, until they are revoked or their run goes', async () => {
  const objects = slowStore();
  const store = linkStore(objects);
  const [one, other] = [link('a'), link('-')];
  for (const each of [one, other]) {
    await store.add(each);
    await objects.put(`images/${each.linkId}/x.png`, 'x', { contentType: 'image/png' });
  }
  expect(await store.find(one.linkId)).toEqual(one);
  expect(await store.find('c'.repeat(22))).toBeUndefined();
  const below = `jobs/${JOB}/links/${'d'.repeat(22)}`;
  for (const no of [`${below}/more`, `${below}d`]) await objects.put(no, '', { contentType: 'text/plain' });
  expect((await store.idsOf(JOB)).sort()).toEqual([other.linkId, one.linkId]);
  expect(await store.pictures(one.linkId)).toEqual([`images/${one.linkId}/x.png`]);

  await store.revoke(one.linkId);
  expect(await store.find(one.linkId)).toBeUndefined();
  expect(await store.pictures(one.linkId)).toEqual([]);
  expect(await store.find(other.linkId)).toEqual(other);

  // Whoever was copying pictures for it may have come too late: the run still knows it.
  expect((await store.idsOf(JOB)).sort()).toEqual([other.linkId, one.linkId]);
});

it('makes no link that its run would not know, and reads none that is not listed', async () => {
  const objects = slowStore();
  const { put } = objects;
  objects.put = async (key, ...rest) =>
    key.startsWith('jobs/') ? Promise.reject(new Error('S3 is unavailable')) : put(key, ...rest);
  objects.get = () => Promise.reject(new Error('not listed'));
  const store = linkStore(objects);
  await expect(store.add(link('a'))).rejects.toThrow('S3 is unavailable');
  expect(await store.find('a'.repeat(22))).toBeUndefined();
});
