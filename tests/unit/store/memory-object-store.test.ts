import { expect, it } from '@jest/globals';
import { memoryObjectStore } from '../../../src/store/memory-object-store.ts';
import { objectStoreSuite } from '../../suites/object-store.ts';

objectStoreSuite('memory', memoryObjectStore);

it('lists a thousand keys a page, as S3 does, however many are asked for', async () => {
  const store = memoryObjectStore();
  for (let number = 0; number <= 1000; number += 1) {
    await store.put(`k/${String(number).padStart(4, '0')}`, '', { contentType: 'text/plain' });
  }
  for (const options of [{}, { limit: 5000 }]) {
    const { keys, more } = await store.list('k/', options);
    expect([keys.length, keys.at(-1), more]).toEqual([1000, 'k/0999', true]);
  }
});

it('keeps what an object was put with, apart from what becomes of the bytes afterwards', async () => {
  const store = memoryObjectStore();
  const bytes = Uint8Array.of(1, 2, 3);
  await store.put('a', bytes, { contentType: 'image/png', metadata: { sent: 'x' } });
  await store.put('b', bytes, { contentType: 'image/png' });
  bytes[0] = 9;
  const found = await store.get('a');
  expect(found).toEqual({
    body: Uint8Array.of(1, 2, 3),
    etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    metadata: { sent: 'x' },
  });
  expect(await store.get('b')).not.toHaveProperty('metadata');
});
