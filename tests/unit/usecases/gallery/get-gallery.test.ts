import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { GalleryResponse } from '../../../../src/contract/index.ts';
import { lru } from '../../../../src/lib/lru.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { getGallery } from '../../../../src/usecases/gallery/get-gallery.ts';
import { plainAddresses } from '../../../../src/usecases/picture-addresses.ts';
import {
  CREATED_MS,
  claimDocument,
  completedDocument,
  countingStore,
  failedDocument,
  JOB_ID,
  jobDocument,
  readStores,
  storeJob,
} from '../../../helpers/job-documents.ts';

const isGallery = new Ajv({ strict: false }).compile(GalleryResponse);

function setup() {
  const objects = countingStore(memoryObjectStore());
  const clock = { now: () => CREATED_MS };
  const tools = { ...readStores(objects), cache: lru<object>(100), clock };
  return { objects, read: getGallery({ ...tools, pictures: plainAddresses('https://images.example') }) };
}

describe('getGallery', () => {
  it('gives the pictures that are there, in slot order', async () => {
    const { objects, read } = setup();
    await storeJob(objects, jobDocument(4), {
      claims: [claimDocument('4-d')],
      results: [completedDocument('3-c'), failedDocument('2-b'), completedDocument('1-a')],
    });
    const gallery = await read(JOB_ID);
    expect(isGallery(gallery)).toBe(true);
    expect(gallery).toMatchObject({ galleryId: JOB_ID, prompt: 'a red fox in snow', total: 2 });
    expect(gallery.images.map(({ modelId }) => modelId)).toEqual(['1-a', '3-c']);
    for (const { url, imageUrl } of gallery.images) expect(url).toBe(imageUrl);
  });

  it('shows a picture that came late beside those that came in time', async () => {
    const { objects, read } = setup();
    await storeJob(objects, jobDocument(2), {
      results: [failedDocument('1-a'), completedDocument('2-b')],
      late: [completedDocument('1-a', { late: true })],
    });
    expect((await read(JOB_ID)).images.map(({ modelId, late }) => [modelId, late])).toEqual([
      ['2-b', undefined],
      ['1-a', true],
    ]);
  });

  it('is empty while no picture is there', async () => {
    const { objects, read } = setup();
    await storeJob(objects, jobDocument(1));
    expect(await read(JOB_ID)).toMatchObject({ images: [], total: 0 });
  });

  it.each(['', 'nonsense', JOB_ID])(
    'finds no gallery called "%s", and asks the store only for an id of a run',
    async (id) => {
      const { objects, read } = setup();
      await expect(read(id)).rejects.toMatchObject({ code: 'GALLERY_NOT_FOUND' });
      expect(objects.requests).toHaveLength(id === JOB_ID ? 1 : 0);
    },
  );
});
