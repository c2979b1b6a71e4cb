import { beforeAll, describe, expect, it } from '@jest/globals';
import { UnreadablePictureError } from '../../../../src/lib/image-type.ts';
import { NO_THUMBNAIL } from '../../../../src/lib/warning.ts';
import { imageStore } from '../../../../src/store/image-store.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import { indexField } from '../../../../src/store/pictures.ts';
import { keepPicture } from '../../../../src/usecases/run-model/keep-picture.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { memoryLog } from '../../../helpers/job-world.ts';
import { saying } from '../../../helpers/saying.ts';
import { HEIC, picture } from '../../../helpers/tiny-pictures.ts';

const ATTEMPT = {
  jobId: '11111111-1111-4111-8111-111111111111',
  createdAt: '2026-11-20T12:00:00.000Z',
  modelId: '1-model',
};
const IMAGE_KEY = `images/${ATTEMPT.jobId}/1-model.png`;
const THUMBNAIL_KEY = `images/${ATTEMPT.jobId}/1-model.thumb.webp`;
const PATIENCE_MS = 60_000;
const ORIGIN = {
  startedAt: '2026-11-20T12:00:01.000Z',
  completedAt: '2026-11-20T12:00:09.000Z',
  costUsd: 0.04,
  sent: { seed: 7 },
};
const unreadable = () => Promise.reject(new UnreadablePictureError('cut off'));

let png: Uint8Array;
beforeAll(async () => {
  png = await picture('png', 64, 48);
});

/** Stores a picture while `failing` writes fail; `writes` are the times of all attempts to write. */
function world({
  failing = () => false,
  thumbnail = async () => new Uint8Array([1, 2, 3]),
  shown = () => png,
  remove,
}: {
  failing?: (key: string, attempt: number) => boolean;
  thumbnail?: () => Promise<Uint8Array>;
  shown?: () => Uint8Array;
  remove?: () => Promise<never>;
} = {}) {
  const clock = fakeClock();
  const begin = clock.now();
  const objects = memoryObjectStore();
  const writes: { key: string; at: number }[] = [];
  const put: typeof objects.put = async (key, ...rest) => {
    writes.push({ key, at: clock.now() - begin });
    if (failing(key, writes.filter((write) => write.key === key).length)) throw new Error('S3 is down.');
    return objects.put(key, ...rest);
  };
  const tools = {
    images: imageStore({ ...objects, put, delete: remove ?? objects.delete }),
    thumbnailer: { thumbnail, shownPicture: async () => shown() },
    clock,
    log: memoryLog(),
  };
  const keep = (bytes = png, index?: number) =>
    keepPicture(tools, { ...ATTEMPT, ...indexField(index) }, bytes, ORIGIN, begin + PATIENCE_MS);
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
    const { keep, objects } = world();
    const page = new TextEncoder().encode('<!doctype html>');
    await expect(keep(page)).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      message: 'The model answered with something that is not a PNG, JPEG, WebP, AVIF, GIF or SVG picture.',
      billed: 'yes',
      retryable: true,
      original: undefined,
    });
    expect(objects.objects.size).toBe(0);
  });

  it('is billed but invalid if it is broken: it is kept as a file, which is named, and is no picture of the run', async () => {
    const { objects, keep } = world({ thumbnail: unreadable });
    const key = `images/${ATTEMPT.jobId}/1-model.original.png`;
    await expect(keep()).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      message:
        'The model answered with a picture that is broken or cut off. The file is kept and can be downloaded.',
      billed: 'yes',
      retryable: true,
      original: { key, contentType: 'image/png', bytes: png.byteLength },
    });
    expect([...objects.objects.keys()]).toEqual([key]);
    expect(objects.objects.get(key)).toMatchObject({
      body: png,
      options: { contentType: 'image/png', contentDisposition: 'attachment; filename="picture.png"' },
    });
    expect([...(await imageStore(objects).listSmall(ATTEMPT.jobId))]).toEqual([]);
  });

  it('is named as a file if it is broken, even if it stays among the pictures because the store refuses to delete it', async () => {
    const remove = () => Promise.reject(new Error('S3 is down.'));
    const { objects, keep, log } = world({ thumbnail: unreadable, remove });
    await expect(keep()).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      original: { contentType: 'image/png' },
    });
    expect(objects.objects.has(IMAGE_KEY)).toBe(true);
    expect(log.lines).toEqual([
      {
        level: 'warn',
        message: 'A broken picture could not be removed',
        fields: { jobId: ATTEMPT.jobId, cause: new Error('S3 is down.') },
      },
    ]);
  });

  it('is not said to be kept if it is broken and could not be stored', async () => {
    const { keep } = world({ thumbnail: unreadable, failing: () => true });
    await expect(keep()).rejects.toMatchObject({ code: 'INTERNAL', billed: 'yes', original: undefined });
  });

  it('is kept as a file alone if no browser can show its size', async () => {
    const { objects, keep } = world();
    const huge = Buffer.from(png);
    huge.writeUInt32BE(40_000, 16);
    const key = `images/${ATTEMPT.jobId}/1-model.original.png`;
    await expect(keep(huge)).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      message:
        'The model answered with a picture of 40000 × 48 pixels, which no browser can show. The file is kept and can be downloaded.',
      billed: 'yes',
      retryable: false,
      original: { key, contentType: 'image/png', bytes: huge.byteLength },
    });
    expect([...objects.objects.keys()]).toEqual([key]);
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
    expect(kept).toMatchObject({ imageKey: IMAGE_KEY, warnings: [NO_THUMBNAIL] });
    expect(kept).not.toHaveProperty('thumbnailKey');
    expect(log.lines).toEqual([
      {
        level: 'warn',
        message: 'A picture has no thumbnail',
        fields: { jobId: ATTEMPT.jobId, modelId: ATTEMPT.modelId, cause: new Error('out of memory') },
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

describe('a delivered picture that is not shown as it is', () => {
  const svg = new TextEncoder().encode(
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  );
  const KEY = `images/${ATTEMPT.jobId}/1-model.original.svg`;

  it('is kept unchanged as a download, beside a PNG of it, and both are told', async () => {
    const { objects, keep } = world();
    const original = { key: KEY, contentType: 'image/svg+xml', bytes: svg.byteLength };
    await expect(keep(svg)).resolves.toMatchObject({
      imageKey: IMAGE_KEY,
      thumbnailKey: THUMBNAIL_KEY,
      width: 64,
      height: 48,
      contentType: 'image/png',
      bytes: png.byteLength,
      original,
      warnings: [saying('This is a PNG of the SVG file that came, which is kept for download.')],
    });
    const kept = objects.objects.get(KEY);
    expect(kept?.body).toEqual(svg);
    expect(kept?.options).toMatchObject({
      contentType: 'image/svg+xml',
      contentDisposition: 'attachment; filename="picture.svg"',
    });
    expect((await imageStore(objects).read(IMAGE_KEY))?.origin?.original).toEqual(original);
    // It does not count as a picture of another model.
    expect([...(await imageStore(objects).list(ATTEMPT.jobId)).keys()]).toEqual(['1-model']);
  });

  it.each(['gif', 'avif'] as const)('is recognised as %s', async (format) => {
    const { keep } = world();
    const bytes = await picture(format);
    await expect(keep(bytes)).resolves.toMatchObject({
      contentType: 'image/png',
      original: { contentType: `image/${format}`, bytes: bytes.byteLength },
    });
  });

  it('keeps what it shows apart from the other pictures of its model', async () => {
    const { objects, keep } = world();
    const { imageKey, thumbnailKey, original } = await keep(svg, 2);
    const folder = `images/${ATTEMPT.jobId}`;
    expect([imageKey, thumbnailKey, original?.key]).toEqual([
      `${folder}/1-model_2.png`,
      `${folder}/1-model_2.thumb.webp`,
      `${folder}/1-model_2.original.svg`,
    ]);
    expect(objects.objects.size).toBe(3);
  });

  it('stays for download even if no PNG can be made of it', async () => {
    const { objects, keep } = world({
      shown: () => {
        throw new UnreadablePictureError('broken');
      },
    });
    await expect(keep(svg)).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      message:
        'The model answered with a picture that is broken, cut off or too large. The file is kept and can be downloaded.',
      billed: 'yes',
      retryable: true,
      original: { key: KEY, contentType: 'image/svg+xml', bytes: svg.byteLength },
    });
    expect(objects.objects.get(KEY)?.body).toEqual(svg);
  });

  it('is the file that is named, too, if the PNG of it turns out broken', async () => {
    const { objects, keep } = world({ thumbnail: unreadable });
    await expect(keep(svg)).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      original: { key: KEY, contentType: 'image/svg+xml', bytes: svg.byteLength },
    });
    expect([...objects.objects.keys()]).toEqual([KEY]);
  });

  it('is stored again and again until the time is up, as it is paid for', async () => {
    const { keep, timesOf } = world({ failing: (key, attempt) => key === KEY && attempt < 3 });
    await expect(keep(svg)).resolves.toMatchObject({ original: { key: KEY } });
    expect(timesOf(KEY).length).toBe(3);
  });

  it('is kept alone where it can be neither shown nor decoded', async () => {
    const { objects, keep } = world();
    const key = `images/${ATTEMPT.jobId}/1-model.original.heic`;
    const original = { key, contentType: 'image/heic', bytes: HEIC.byteLength };
    await expect(keep(HEIC)).rejects.toMatchObject({
      code: 'INVALID_IMAGE',
      message:
        'The model answered with a HEIC picture, which cannot be shown here. The file is kept and can be downloaded.',
      billed: 'yes',
      retryable: false,
      original,
    });
    expect([...objects.objects.keys()]).toEqual([key]);
    expect(objects.objects.get(key)).toMatchObject({
      body: HEIC,
      options: { contentType: 'image/heic', contentDisposition: 'attachment; filename="picture.heic"' },
    });
    // With what an adoption needs, should this worker die before its result is stored.
    expect((await imageStore(objects).read(key))?.origin).toEqual(ORIGIN);
  });

  it('is our failure, not said to be kept, if it could not be stored', async () => {
    const { keep } = world({ failing: () => true });
    await expect(keep(HEIC)).rejects.toMatchObject({ code: 'INTERNAL', billed: 'yes', original: undefined });
  });
});
