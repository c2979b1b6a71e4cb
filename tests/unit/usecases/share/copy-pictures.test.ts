import { expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { CompletedResult } from '../../../../src/contract/index.ts';
import { imageStore } from '../../../../src/store/image-store.ts';
import { linkStore } from '../../../../src/store/link-store.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { copyPictures } from '../../../../src/usecases/share/copy-pictures.ts';
import { completedDocument, JOB_ID } from '../../../helpers/job-documents.ts';
import { picture } from '../../../helpers/tiny-pictures.ts';

const WORDS = 'a secret prompt';
const IMAGE = `images/${JOB_ID}/1-a.png`;
const THUMBNAIL = `images/${JOB_ID}/1-a.thumb.webp`;

async function setup(image: Uint8Array) {
  const objects = memoryObjectStore();
  await objects.put(IMAGE, image, { contentType: 'image/png', metadata: { sent: WORDS } });
  await objects.put(THUMBNAIL, await picture('webp'), { contentType: 'image/webp' });
  const tools = { links: linkStore(objects), images: imageStore(objects) };
  const { thumbnailKey: _key, ...result } = completedDocument('1-a');
  const shown = { ...result, imageUrl: 'x', thumbnailUrl: 'y' } as CompletedResult;
  const copy = async (withPrompt: boolean) => {
    const link = { linkId: 'l'.repeat(22), jobId: JOB_ID, createdAt: '', withPrompt, withCosts: false };
    const { copies, isNew } = await copyPictures(tools, link, [shown], (key) => `https://i.example/${key}`);
    const found = copies.get(IMAGE);
    const key = found?.imageUrl.replace('https://i.example/', '') ?? '';
    return { found, isNew, object: objects.objects.get(key) };
  };
  return copy;
}

it('has three pictures in memory at most', async () => {
  const objects = memoryObjectStore();
  const results = Array.from({ length: 7 }, (_, number) => {
    const { thumbnailKey: _key, ...result } = completedDocument(`${number}-a`);
    return { ...result, imageUrl: 'x' } as CompletedResult;
  });
  let inMemory = 0;
  let most = 0;
  const read = async () => {
    inMemory += 1;
    most = Math.max(most, inMemory);
    await new Promise(setImmediate);
    inMemory -= 1;
    return { bytes: await talking(), origin: undefined };
  };
  const tools = { links: linkStore(objects), images: { ...imageStore(objects), read } };
  const link = {
    linkId: 'l'.repeat(22),
    jobId: JOB_ID,
    createdAt: '',
    withPrompt: false,
    withCosts: false,
  };
  const { copies } = await copyPictures(tools, link, results, (key) => key);
  expect([...copies.keys()].sort()).toEqual(results.map(({ imageKey }) => imageKey));
  expect(copies.get(IMAGE)).not.toHaveProperty('thumbnailUrl');
  expect(most).toBe(3);
});

const talking = () =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: '#c60' } })
    .withExif({ IFD0: { ImageDescription: WORDS } })
    .png()
    .toBuffer();

it('copies the pixels alone where the prompt is not shown', async () => {
  const copy = await setup(await talking());
  const { found, isNew, object } = await copy(false);
  expect(isNew).toBe(true);
  expect(found).toMatchObject({ contentType: 'image/png', thumbnailUrl: expect.stringMatching(/\.webp$/) });
  expect(Buffer.from(object?.body ?? []).toString('latin1')).not.toContain(WORDS);
  expect(object?.options).toEqual({ contentType: 'image/png', cacheControl: 'public, max-age=3600' });
  expect(await copy(false)).toMatchObject({ found, isNew: false });
});

it('copies every byte where it is', async () => {
  const copy = await setup(await talking());
  const { object } = await copy(true);
  expect(Buffer.from(object?.body ?? []).toString('latin1')).toContain(WORDS);
});

it('shows the small picture where the large one cannot be taken apart', async () => {
  const copy = await setup((await talking()).subarray(0, 60));
  const { found } = await copy(false);
  expect(found?.imageUrl).toBe(found?.thumbnailUrl);
  expect(found?.contentType).toBe('image/webp');
});
