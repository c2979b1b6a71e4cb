import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Slot } from '../../../../src/config/slot.ts';
import type { WorkerEvent } from '../../../../src/contract/index.ts';
import { UnreadablePictureError } from '../../../../src/lib/image-type.ts';
import { claimStore } from '../../../../src/store/claim-store.ts';
import { imageStore, type PictureOrigin } from '../../../../src/store/image-store.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { adoptPicture } from '../../../../src/usecases/run-model/adopt-picture.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { memoryLog, slot } from '../../../helpers/job-world.ts';
import { HEIC, picture } from '../../../helpers/tiny-pictures.ts';

const EVENT = {
  jobId: '11111111-1111-4111-8111-111111111111',
  modelId: '1-model-1',
  prompt: 'a red fox in snow',
  parameters: { seed: 7 },
  createdAt: '2026-11-20T11:50:00.000Z',
  totalModels: 1,
  reservedUsd: 0.04,
  correlationId: 'c',
};
const ORIGIN = {
  startedAt: '2026-11-20T11:50:01.000Z',
  completedAt: '2026-11-20T11:50:09.000Z',
  costUsd: 0.02,
  sent: { seed: 7 },
};

const NO_PNG =
  'The model answered with a picture that is broken, cut off or too large. The file is kept and can be downloaded.';

let png: Uint8Array;
beforeAll(async () => {
  png = await picture('png', 64, 48);
});

async function adopting(
  bytes: Uint8Array,
  thumbnail = async () => Uint8Array.of(1),
  origin: PictureOrigin = ORIGIN,
  shownPicture = async () => png,
) {
  const objects = memoryObjectStore();
  const images = imageStore(objects);
  const type = { contentType: 'image/png', extension: 'png' } as const;
  const imageKey = await images.saveImage({ runId: EVENT.jobId, name: EVENT.modelId }, bytes, type, origin);
  let ids = 0;
  const begin = Date.parse('2026-11-20T12:00:00.000Z');
  const clock = fakeClock(begin);
  const tools = {
    claims: claimStore(objects),
    images,
    thumbnailer: { thumbnail, shownPicture },
    blindPicture: async () => new TextEncoder().encode('blind'),
    clock,
    log: memoryLog(),
    newId: () => `id-${++ids}`,
  };
  const adoptFor = (of: Slot | undefined, changes = {}, event: WorkerEvent = EVENT) =>
    adoptPicture(tools, event, { imageKey, attempt: 1, thumbnail: true, ...changes }, of);
  const adopt = (changes = {}) => adoptFor(slot(1), changes);
  return { adopt, adoptFor, imageKey, images, objects, log: tools.log, waited: () => clock.now() - begin };
}

const SVG = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>');
const TYPES = {
  svg: { contentType: 'image/svg+xml', extension: 'svg' },
  heic: { contentType: 'image/heic', extension: 'heic' },
} as const;

describe('adopting a file whose worker died before there was a picture of it', () => {
  const place = { runId: EVENT.jobId, name: EVENT.modelId };

  async function adoptingFile(kind: 'svg' | 'heic', shownPicture?: () => Promise<Uint8Array>) {
    const world = await adopting(png, undefined, ORIGIN, shownPicture);
    await world.objects.delete(world.imageKey);
    const bytes = kind === 'svg' ? SVG : HEIC;
    const original = await world.images.saveOriginal(place, bytes, TYPES[kind], ORIGIN);
    return {
      ...world,
      original,
      adoptFile: (changes = {}) => world.adopt({ imageKey: original.key, ...changes }),
    };
  }

  it('makes the picture, as the worker would have', async () => {
    const { adoptFile, objects, original } = await adoptingFile('svg');
    const imageKey = `images/${EVENT.jobId}/1-model-1.png`;
    expect(await adoptFile()).toMatchObject({
      status: 'completed',
      imageKey,
      thumbnailKey: `images/${EVENT.jobId}/1-model-1.thumb.webp`,
      contentType: 'image/png',
      original,
      startedAt: ORIGIN.startedAt,
      sent: { seed: 7 },
      costUsd: 0.02,
      warnings: ['This is a PNG of the SVG file that came, which is kept for download.'],
    });
    expect(objects.objects.has(imageKey)).toBe(true);
  });

  it('ends in a failure that names the file if no picture can be made of it', async () => {
    const { adoptFile, original } = await adoptingFile('svg', () => Promise.reject(new Error('too large')));
    expect(await adoptFile()).toMatchObject({
      status: 'failed',
      error: { code: 'INVALID_IMAGE', message: NO_PNG, billed: 'yes', retryable: true },
      original,
      costUsd: 0.02,
      warnings: [],
    });
  });

  it('does not try again to make a picture after that may have killed an adoption', async () => {
    let asked = 0;
    const { adoptFile, original } = await adoptingFile('svg', async () => {
      asked += 1;
      return png;
    });
    expect(await adoptFile({ attempt: 2, thumbnail: false })).toMatchObject({
      status: 'failed',
      error: { code: 'INVALID_IMAGE', message: NO_PNG, billed: 'yes', retryable: true },
      original: { ...original },
    });
    expect(asked).toBe(0);
  });

  it.each([true, false])('names a HEIC, with or without a try to decode it: %p', async (thumbnail) => {
    const { adoptFile, original } = await adoptingFile('heic');
    expect(await adoptFile({ thumbnail })).toEqual({
      model: 'Model 1',
      modelId: '1-model-1',
      provider: 'Scripted',
      status: 'failed',
      error: {
        code: 'INVALID_IMAGE',
        message:
          'The model answered with a HEIC picture, which cannot be shown here. The file is kept and can be downloaded.',
        billed: 'yes',
        retryable: false,
      },
      original,
      startedAt: ORIGIN.startedAt,
      completedAt: ORIGIN.completedAt,
      durationMs: 8000,
      requested: { seed: 7 },
      sent: { seed: 7 },
      costUsd: 0.02,
      warnings: [],
      notes: [],
    });
  });

  it('is a failure without a file if what was kept is no picture at all', async () => {
    const { adopt, objects, images } = await adopting(png);
    const page = new TextEncoder().encode('<html>');
    const original = await images.saveOriginal(place, page, TYPES.svg, ORIGIN);
    const result = await adopt({ imageKey: original.key, thumbnail: false });
    expect(result).toMatchObject({
      status: 'failed',
      error: {
        code: 'INVALID_IMAGE',
        message: 'The model answered with a picture that is broken or cut off.',
        billed: 'yes',
        retryable: true,
      },
    });
    expect(result).not.toHaveProperty('original');
    expect(objects.objects.has(original.key)).toBe(true);
  });

  it('is tried for twenty seconds, and again by the sweeper, if the store is unavailable', async () => {
    const { adoptFile, objects, waited } = await adoptingFile('svg');
    const { put } = objects;
    objects.put = (key, ...rest) =>
      key.startsWith('images/') ? Promise.reject(new Error('S3 is unavailable')) : put(key, ...rest);
    await expect(adoptFile()).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(waited()).toBeGreaterThan(15_000);
    expect(waited()).toBeLessThanOrEqual(20_000);
  });
});

describe('adopting a stored picture', () => {
  it('gives the result that the worker would have stored', async () => {
    const { adopt, imageKey } = await adopting(png);
    expect(await adopt()).toEqual({
      model: 'Model 1',
      modelId: '1-model-1',
      provider: 'Scripted',
      status: 'completed',
      imageKey,
      thumbnailKey: `images/${EVENT.jobId}/1-model-1.thumb.webp`,
      width: 64,
      height: 48,
      contentType: 'image/png',
      bytes: png.byteLength,
      startedAt: ORIGIN.startedAt,
      completedAt: ORIGIN.completedAt,
      durationMs: 8000,
      requested: { seed: 7 },
      sent: { seed: 7 },
      costUsd: 0.02,
      warnings: [],
      notes: [],
    });
  });

  it('names the file that the picture was made of', async () => {
    const original = {
      key: `images/${EVENT.jobId}/1-model-1.original.svg`,
      contentType: 'image/svg+xml',
      bytes: 12,
    } as const;
    const { adopt } = await adopting(png, undefined, { ...ORIGIN, original });
    expect(await adopt()).toMatchObject({ status: 'completed', original });
    expect(await (await adopting(png)).adopt()).not.toHaveProperty('original');
  });

  it('of a blind run has what is shown then, unless making it may have killed an adoption', async () => {
    const { adoptFor } = await adopting(png);
    const event = { ...EVENT, blind: 'name' };
    const key = `images/${EVENT.jobId}/blind-name.webp`;
    expect(await adoptFor(slot(1), {}, event)).toMatchObject({ blind: { key, bytes: 5 } });
    const again = await adoptFor(slot(1), { attempt: 2, thumbnail: false }, event);
    expect(again?.status).toBe('completed');
    expect(again).not.toHaveProperty('blind');
  });

  it('is done for a model that is no longer configured, too, under its id', async () => {
    const { adoptFor } = await adopting(png);
    expect(await adoptFor(undefined)).toMatchObject({
      model: '1-model-1',
      provider: 'unknown',
      status: 'completed',
    });
  });

  it('knows of a picture of an older version only when its run was made and that it is there now', async () => {
    const { adopt, imageKey, objects } = await adopting(png);
    await objects.put(imageKey, png, { contentType: 'image/png' });
    const result = await adopt();
    expect(result).toMatchObject({
      status: 'completed',
      startedAt: EVENT.createdAt,
      completedAt: '2026-11-20T12:00:00.000Z',
      durationMs: 600_000,
      sent: {},
    });
    expect(result).not.toHaveProperty('costUsd');
  });

  it('never took less than no time, even if the clocks of two workers differ', async () => {
    const origin = { ...ORIGIN, completedAt: '2026-11-20T11:50:00.000Z' };
    const { adopt } = await adopting(png, undefined, origin);
    expect(await adopt()).toMatchObject({ durationMs: 0 });
  });

  it('is done once for each try', async () => {
    const { adopt } = await adopting(png);
    expect(await adopt()).toBeDefined();
    expect(await adopt()).toBeUndefined();
    expect(await adopt({ attempt: 2 })).toBeDefined();
  });

  it('goes without a thumbnail if there is none, or if it should not be made', async () => {
    const { adopt, log } = await adopting(png, () => Promise.reject(new Error('out of memory')));
    const expected = { status: 'completed', warnings: ['No small version of this picture could be made.'] };
    expect(await adopt()).toMatchObject(expected);
    const fields = { jobId: EVENT.jobId, modelId: '1-model-1', cause: expect.any(Error) };
    expect(log.lines).toEqual([{ level: 'warn', message: 'A picture has no thumbnail', fields }]);
    expect(await adopt({ attempt: 2, thumbnail: false })).toMatchObject(expected);
    expect(log.lines).toHaveLength(1);
  });

  it('goes without a thumbnail that cannot be stored', async () => {
    const { adopt, objects } = await adopting(png);
    objects.put = () => Promise.reject(new Error('S3 is unavailable'));
    const result = await adopt();
    expect(result).toMatchObject({ status: 'completed' });
    expect(result).not.toHaveProperty('thumbnailKey');
  });

  it('ends in a failure that was billed if the bytes are not a picture', async () => {
    const { adopt } = await adopting(new TextEncoder().encode('<html>'));
    expect(await adopt()).toEqual({
      model: 'Model 1',
      modelId: '1-model-1',
      provider: 'Scripted',
      status: 'failed',
      error: {
        code: 'INVALID_IMAGE',
        message: 'The model answered with a picture that is broken or cut off.',
        billed: 'yes',
        retryable: true,
      },
      startedAt: ORIGIN.startedAt,
      completedAt: ORIGIN.completedAt,
      durationMs: 8000,
      requested: { seed: 7 },
      sent: { seed: 7 },
      costUsd: 0.02,
      warnings: [],
      notes: [],
    });
  });

  it('names a picture that it may not decode again as what it is', async () => {
    const world = await adopting(png);
    const place = { runId: EVENT.jobId, name: EVENT.modelId };
    const type = { contentType: 'image/png', extension: 'png' } as const;
    const original = await world.images.saveOriginal(place, png, type, ORIGIN);
    expect(await world.adopt({ imageKey: original.key, thumbnail: false })).toMatchObject({
      status: 'failed',
      error: { code: 'INVALID_IMAGE', message: NO_PNG },
      original: { key: original.key, contentType: 'image/png', bytes: png.byteLength },
    });
  });

  it('ends in a failure that names the file if the picture turns out broken', async () => {
    const { adopt, imageKey, objects } = await adopting(png, () =>
      Promise.reject(new UnreadablePictureError('cut off')),
    );
    const key = `images/${EVENT.jobId}/1-model-1.original.png`;
    expect(await adopt()).toMatchObject({
      status: 'failed',
      error: {
        code: 'INVALID_IMAGE',
        message:
          'The model answered with a picture that is broken or cut off. The file is kept and can be downloaded.',
        billed: 'yes',
        retryable: true,
      },
      original: { key, contentType: 'image/png', bytes: png.byteLength },
      costUsd: 0.02,
    });
    expect(objects.objects.get(key)?.body).toEqual(png);
    expect(objects.objects.has(imageKey)).toBe(false);
  });

  it('tries for twenty seconds to keep a picture that turns out broken', async () => {
    const unreadable = () => Promise.reject(new UnreadablePictureError('cut off'));
    const { adopt, objects, waited } = await adopting(png, unreadable);
    objects.put = () => Promise.reject(new Error('S3 is unavailable'));
    await expect(adopt()).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(waited()).toBeGreaterThan(15_000);
    expect(waited()).toBeLessThanOrEqual(20_000);
  });

  it('finds nothing if the picture has expired', async () => {
    const { adopt } = await adopting(png);
    expect(await adopt({ imageKey: 'images/gone.png' })).toBeUndefined();
  });
});
