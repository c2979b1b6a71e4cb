import { beforeAll, describe, expect, it } from '@jest/globals';
import { UnreadablePictureError } from '../../../../src/lib/image-type.ts';
import { imageStore } from '../../../../src/store/image-store.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { keepPicture } from '../../../../src/usecases/run-model/keep-picture.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { memoryLog } from '../../../helpers/job-world.ts';
import { picture } from '../../../helpers/tiny-pictures.ts';

const ATTEMPT = { jobId: '11111111-1111-4111-8111-111111111111', modelId: '1-model' };
const IMAGE_KEY = `images/${ATTEMPT.jobId}/1-model.png`;
const THUMBNAIL_KEY = `images/${ATTEMPT.jobId}/1-model.thumb.webp`;
const PATIENCE_MS = 60_000;

let png: Uint8Array;
beforeAll(async () => {
  png = await picture('png', 64, 48);
});

/** Stores a picture while `failing` writes fail; `writes` are the times of all attempts to write. */
function world({
  failing = () => false,
  thumbnail = async () => new Uint8Array([1, 2, 3]),
}: {
  failing?: (key: string, attempt: number) => boolean;
  thumbnail?: () => Promise<Uint8Array>;
} = {}) {
  const clock = fakeClock();
  const begin = clock.now();
  const origin = { startedAt: '', completedAt: '', costUsd: undefined, sent: {} };
  const objects = memoryObjectStore();
  const writes: { key: string; at: number }[] = [];
  const put: typeof objects.put = async (key, ...rest) => {
    writes.push({ key, at: clock.now() - begin });
    if (failing(key, writes.filter((write) => write.key === key).length)) throw new Error('S3 is down.');
    return objects.put(key, ...rest);
  };
  const tools = {
    images: imageStore({ ...objects, put }),
    thumbnailer: { thumbnail },
    clock,
    log: memoryLog(),
  };
  const keep = (bytes = png) => keepPicture(tools, ATTEMPT, bytes, origin, begin + PATIENCE_MS);
  const timesOf = (key: string) => writes.filter((write) => write.key === key).map(({ at }) => at);
  return { objects, keep, timesOf, log: tools.log };
}

describe('a delivered picture', () => {
  it('is stored unchanged, with a thumbnail and its facts', async () => {
    const { objects, keep } = world();
    await expect(keep()).resolves.toEqual({
      imageKey: IMAGE_KEY,
      thumbnailKey: THUMBNAIL_KEY,
      width: 64,
      height: 48,
      contentType: 'image/png',
      bytes: png.byteLength,
      warnings: [],
    });
    expect((await objects.get(IMAGE_KEY))?.body).toEqual(png);
  });

  it('is billed but invalid if it is not a picture, and nothing is stored', async () => {
    const { keep, timesOf } = world();
    const page = new TextEncoder().encode('<!doctype html>');
    await expect(keep(page)).rejects.toMatchObject({ code: 'INVALID_IMAGE', billed: 'yes', retryable: true });
    expect(timesOf(IMAGE_KEY)).toEqual([]);
  });

  it('is billed but invalid if it is broken', async () => {
    const { keep } = world({ thumbnail: () => Promise.reject(new UnreadablePictureError('cut off')) });
    await expect(keep()).rejects.toMatchObject({ code: 'INVALID_IMAGE', billed: 'yes' });
  });

  it('is kept trying to be stored until the time is up, because it is paid for', async () => {
    const { keep, timesOf } = world({ failing: (key) => key === IMAGE_KEY });
    await expect(keep()).rejects.toMatchObject({ code: 'INTERNAL', billed: 'yes', retryable: true });
    const times = timesOf(IMAGE_KEY);
    expect(times.at(-1)).toBeGreaterThan(PATIENCE_MS - 5000);
    expect(times.at(-1)).toBeLessThanOrEqual(PATIENCE_MS);
  });

  it('survives failures of the store', async () => {
    const { objects, keep } = world({ failing: (_key, attempt) => attempt < 4 });
    await expect(keep()).resolves.toMatchObject({ imageKey: IMAGE_KEY, thumbnailKey: THUMBNAIL_KEY });
    expect(await objects.get(THUMBNAIL_KEY)).toBeDefined();
  });

  it('does without a thumbnail that cannot be made, and says so', async () => {
    const { keep, log } = world({ thumbnail: () => Promise.reject(new Error('out of memory')) });
    const kept = await keep();
    expect(kept).toMatchObject({ imageKey: IMAGE_KEY, warnings: [expect.stringContaining('small')] });
    expect(kept).not.toHaveProperty('thumbnailKey');
    expect(log.lines).toEqual([
      {
        level: 'warn',
        message: 'A picture has no thumbnail',
        fields: { ...ATTEMPT, cause: new Error('out of memory') },
      },
    ]);
  });

  it('waits five seconds at most for a thumbnail that cannot be stored', async () => {
    const { keep, timesOf } = world({ failing: (key) => key === THUMBNAIL_KEY });
    await expect(keep()).resolves.toMatchObject({ imageKey: IMAGE_KEY });
    expect(timesOf(THUMBNAIL_KEY).at(-1)).toBeLessThanOrEqual(5000);
    expect(timesOf(THUMBNAIL_KEY).length).toBeGreaterThan(2);
  });
});
