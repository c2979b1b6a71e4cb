import { describe, expect, it } from '@jest/globals';
import { imageStore } from '../../../src/store/image-store.ts';
import { memoryObjectStore } from '../../../src/store/memory-object-store.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';

describe('pictures', () => {
  it('are stored byte for byte under their type, cached for ever', async () => {
    const objects = memoryObjectStore();
    const store = imageStore(objects);
    const type = { contentType: 'image/jpeg', extension: 'jpg' } as const;
    expect(await store.saveImage('job', '1-a', Uint8Array.of(1, 2, 3), type)).toBe('images/job/1-a.jpg');
    expect(await store.saveThumbnail('job', '1-a', Uint8Array.of(4))).toBe('images/job/1-a.thumb.webp');
    expect(objects.objects.get('images/job/1-a.jpg')).toMatchObject({
      body: Uint8Array.of(1, 2, 3),
      options: { contentType: 'image/jpeg', cacheControl: IMMUTABLE },
    });
    expect(objects.objects.get('images/job/1-a.thumb.webp')).toMatchObject({
      body: Uint8Array.of(4),
      options: { contentType: 'image/webp', cacheControl: IMMUTABLE },
    });
  });

  it('are counted without their thumbnails', async () => {
    const store = imageStore(memoryObjectStore());
    expect(await store.count('job')).toBe(0);
    for (const modelId of ['1-a', '2-b']) {
      await store.saveImage('job', modelId, Uint8Array.of(1), { contentType: 'image/png', extension: 'png' });
      await store.saveThumbnail('job', modelId, Uint8Array.of(1));
    }
    expect(await store.count('job')).toBe(2);
  });
});
