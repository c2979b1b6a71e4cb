import { describe, expect, it } from '@jest/globals';
import { ProviderError } from '../../../../src/errors.ts';
import { UnreadablePictureError } from '../../../../src/lib/image-type.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { PIPE_AS_COMMA as ANSWER, warningFields } from '../../../../src/lib/warning.ts';
import { imageStore } from '../../../../src/store/image-store.ts';
import { memoryTimesStore } from '../../../../src/store/memory-times-store.ts';
import { usualTimes } from '../../../../src/usecases/models/usual-times.ts';
import { slot } from '../../../helpers/job-world.ts';
import { HEIC, picture } from '../../../helpers/tiny-pictures.ts';
import { asVendorText } from '../../../helpers/vendor-text.ts';
import {
  CREATED_AT,
  event,
  INVOCATION,
  JOB,
  MODEL,
  PLANNED,
  PNG,
  rateLimited,
  workerWorld,
} from '../../../helpers/worker-world.ts';

describe('drawing a picture', () => {
  it("stores the vendor's bytes, a small version, the result and the gallery entry", async () => {
    const world = await workerWorld([
      { bytes: PNG, revisedPrompt: asVendorText('a fox, revised'), warnings: [ANSWER] },
    ]);
    const outcome = await world.worker()(event(), INVOCATION);

    const expected = {
      model: 'Model 1',
      modelId: MODEL,
      provider: 'Scripted',
      status: 'completed',
      imageKey: `images/${JOB}/${MODEL}.png`,
      thumbnailKey: `images/${JOB}/${MODEL}.thumb.webp`,
      width: 64,
      height: 48,
      bytes: PNG.byteLength,
      contentType: 'image/png',
      startedAt: CREATED_AT,
      completedAt: CREATED_AT,
      durationMs: 0,
      requested: { seed: 7 },
      sent: { seed: 7, size: '64x48' },
      ...warningFields([PLANNED, ANSWER]),
      costUsd: 0.04,
      revisedPrompt: 'a fox, revised',
    };
    expect(outcome).toEqual({ outcome: 'ended', result: expected });
    expect(await world.result()).toEqual(expected);
    const image = world.objects.objects.get(`images/${JOB}/${MODEL}.png`);
    expect(image?.options).toMatchObject({
      contentType: 'image/png',
      cacheControl: 'public, max-age=3600',
    });
    expect(Buffer.compare(image?.body ?? Buffer.alloc(0), PNG)).toBe(0);
    // With what an adoption needs, should this worker die before its result is stored.
    expect((await world.images.read(`images/${JOB}/${MODEL}.png`))?.origin).toEqual({
      startedAt: CREATED_AT,
      completedAt: CREATED_AT,
      costUsd: 0.04,
      sent: { seed: 7, size: '64x48' },
    });
    expect(world.objects.objects.get(expected.thumbnailKey)?.options.contentType).toBe('image/webp');
    const [entryKey = ''] = world.keysUnder('gallery/');
    expect(await world.gallery.read(entryKey)).toEqual({
      id: JOB,
      timestamp: CREATED_AT,
      prompt: 'a red fox in snow',
      previewKey: expected.thumbnailKey,
      totalModels: 2,
    });
    expect(world.asked.map(({ options }) => options)).toEqual([{ prompt: 'a red fox in snow', seed: 7 }]);
  });

  it("keeps a follow-up's picture with its run, and shows that run in the gallery", async () => {
    const run = {
      jobId: '22222222-2222-4222-8222-222222222222',
      prompt: 'a fox',
      createdAt: '2026-11-20T11:00:00.000Z',
      totalModels: 5,
    };
    const world = await workerWorld([{ bytes: PNG }]);
    await world.worker()(event({ run }), INVOCATION);
    const name = `${MODEL}~${Date.parse(CREATED_AT)}-${JOB}`;
    expect(await world.result()).toMatchObject({
      imageKey: `images/${run.jobId}/${name}.png`,
      thumbnailKey: `images/${run.jobId}/${name}.thumb.webp`,
    });
    const [entryKey = ''] = world.keysUnder('gallery/');
    expect(await world.gallery.read(entryKey)).toMatchObject({
      id: run.jobId,
      timestamp: run.createdAt,
      prompt: 'a fox',
      totalModels: 5,
    });
  });

  it('claims the model before the vendor is asked', async () => {
    let claimed: unknown;
    const world = await workerWorld([
      async () => {
        claimed = await world.claims.read(JOB, MODEL);
        return { bytes: PNG };
      },
    ]);
    await world.worker()(event(), INVOCATION);
    expect(claimed).toEqual({
      claimId: expect.any(String),
      modelId: MODEL,
      startedAt: CREATED_AT,
      deadline: '2026-11-20T12:01:00.000Z',
      requestId: 'request-1',
    });
  });

  it.each([
    ['jpeg', 'jpg', 'image/jpeg'],
    ['webp', 'webp', 'image/webp'],
  ] as const)('tells by the bytes that a picture is %s', async (format, extension, contentType) => {
    const world = await workerWorld([{ bytes: await picture(format, 30, 20) }]);
    await world.worker()(event(), INVOCATION);
    expect(await world.result()).toMatchObject({
      status: 'completed',
      imageKey: `images/${JOB}/${MODEL}.${extension}`,
      contentType,
      width: 30,
      height: 20,
    });
  });

  it.each([
    ['no picture at all', async () => new TextEncoder().encode('<html>not a picture</html>')],
    ['nothing', async () => new Uint8Array()],
    ['the beginning of a picture', async () => PNG.slice(0, 20)],
  ])('calls %s INVALID_IMAGE and billed', async (_what, bytes) => {
    const world = await workerWorld([{ bytes: await bytes() }]);
    await world.worker()(event(), INVOCATION);
    expect(await world.result()).toMatchObject({
      status: 'failed',
      error: { code: 'INVALID_IMAGE', billed: 'yes', retryable: true },
      costUsd: 0.04,
      requested: { seed: 7 },
      sent: { seed: 7, size: '64x48' },
      warnings: [PLANNED.sentence],
    });
    expect(world.keysUnder('images/')).toEqual([]);
    expect(world.keysUnder('gallery/')).toEqual([]);
    expect(world.spent()).toBe(80_000);
  });

  it('goes without a small version, with a warning, where none can be made', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    const thumbnail = () => Promise.reject(new Error('cannot read'));
    await world.worker({ thumbnailer: { thumbnail, shownPicture: async () => PNG } })(event(), INVOCATION);
    const result = await world.result();
    expect(result).toMatchObject({
      status: 'completed',
      warnings: [PLANNED.sentence, 'No small version of this picture could be made.'],
    });
    expect(result).not.toHaveProperty('thumbnailKey');
    const [entryKey = ''] = world.keysUnder('gallery/');
    expect((await world.gallery.read(entryKey))?.previewKey).toBe(`images/${JOB}/${MODEL}.png`);
  });

  it('does not pass a broken picture off as one, though it has a size', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    const thumbnail = () => Promise.reject(new UnreadablePictureError('cut off'));
    await world.worker({ thumbnailer: { thumbnail, shownPicture: async () => PNG } })(event(), INVOCATION);
    const key = `images/${JOB}/${MODEL}.original.png`;
    expect(await world.result()).toMatchObject({
      status: 'failed',
      error: { code: 'INVALID_IMAGE', billed: 'yes', retryable: true },
      original: { key, contentType: 'image/png', bytes: PNG.byteLength },
    });
    expect(world.keysUnder('images/')).toEqual([key]);
    expect(world.keysUnder('gallery/')).toEqual([]);
  });

  it('keeps a paid HEIC and names it, though it cannot be shown', async () => {
    const world = await workerWorld([{ bytes: HEIC, costUsd: 0.03 }]);
    await world.worker()(event(), INVOCATION);
    const key = `images/${JOB}/${MODEL}.original.heic`;
    expect(await world.result()).toEqual({
      model: 'Model 1',
      modelId: MODEL,
      provider: 'Scripted',
      status: 'failed',
      error: {
        code: 'INVALID_IMAGE',
        message:
          'The model answered with a HEIC picture, which cannot be shown here. The file is kept and can be downloaded.',
        billed: 'yes',
        retryable: false,
      },
      original: { key, contentType: 'image/heic', bytes: HEIC.byteLength },
      startedAt: CREATED_AT,
      completedAt: CREATED_AT,
      durationMs: 0,
      requested: { seed: 7 },
      sent: { seed: 7, size: '64x48' },
      ...warningFields([PLANNED]),
      costUsd: 0.03,
    });
    expect(world.keysUnder('images/')).toEqual([key]);
    expect(world.keysUnder('gallery/')).toEqual([]);
    // Of the two reservations of 4 cents this one was settled at its cost.
    expect(world.spent()).toBe(70_000);
  });

  it('does not leave a file behind that came while its run was deleted', async () => {
    const world = await workerWorld([{ bytes: HEIC }]);
    const shownPicture = async () => PNG;
    const state = {
      createdAt: CREATED_AT,
      deletedAt: CREATED_AT,
      runKeyHash: 'h',
      visibility: 'listed',
    } as const;
    const images = imageStore(world.objects);
    const saveOriginal: typeof images.saveOriginal = async (...file) => {
      await world.jobs.saveState(JOB, state);
      return images.saveOriginal(...file);
    };
    const thumbnail = async () => PNG;
    await world.worker({ images: { ...images, saveOriginal }, thumbnailer: { thumbnail, shownPicture } })(
      event(),
      INVOCATION,
    );
    expect(await world.result()).toMatchObject({ error: { code: 'INVALID_IMAGE' } });
    expect(world.keysUnder('images/')).toEqual([]);
  });

  it('keeps nothing of a picture that came after its run was deleted, and counts what it cost', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    const deleted = { createdAt: CREATED_AT, deletedAt: CREATED_AT, runKeyHash: 'h' } as const;
    await world.jobs.saveState(JOB, { ...deleted, visibility: 'listed' });
    await world.worker()(event(), INVOCATION);
    expect(world.keysUnder('images/')).toEqual([]);
    expect(world.keysUnder('gallery/')).toEqual([]);
    // Of the two reservations of 4 cents this one was settled at its cost.
    expect(world.spent()).toBe(80_000);
  });

  it('makes one gallery entry of a run, whoever succeeds first', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    await Promise.all([MODEL, '2-model-2'].map((modelId) => world.worker()(event({ modelId }), INVOCATION)));
    expect(world.keysUnder('gallery/')).toHaveLength(1);
  });
});

describe('a model that cannot be set up', () => {
  it("ends with the provider's own reason", async () => {
    const world = await workerWorld([]);
    const modelOf = () =>
      Promise.reject(new ProviderError('BAD_KEY', safeText`No key.`, { billed: 'no', retryable: false }));
    await world.worker({ modelOf })(event(), INVOCATION);
    expect(await world.result()).toMatchObject({
      error: { code: 'BAD_KEY' },
      sent: {},
      warnings: [],
      requested: { seed: 7 },
    });
    expect(world.spent()).toBe(40_000);
  });

  it('ends as not started when the keys cannot be read', async () => {
    const world = await workerWorld([]);
    await world.worker({ modelOf: () => Promise.reject(new Error('no secret')) })(event(), INVOCATION);
    expect(await world.result()).toMatchObject({
      error: { code: 'NOT_STARTED', billed: 'no', retryable: true },
    });
  });

  it('ends as our own fault when the request cannot be put together', async () => {
    const world = await workerWorld([]);
    const plan = () => {
      throw new Error('a bug');
    };
    await world.worker({ modelOf: async () => ({ plan }) })(event(), INVOCATION);
    const result = await world.result();
    expect(result).toMatchObject({ error: { code: 'INTERNAL', billed: 'no', retryable: false } });
    expect(JSON.stringify(result)).not.toContain('a bug');
    expect(world.spent()).toBe(40_000);
  });

  it("ends with the provider's own reason why the request cannot be put together", async () => {
    const world = await workerWorld([]);
    const failure = new ProviderError('BAD_PARAMETER', safeText`No region.`, {
      billed: 'no',
      retryable: false,
    });
    const plan = () => {
      throw failure;
    };
    await world.worker({ modelOf: async () => ({ plan }) })(event(), INVOCATION);
    expect(await world.result()).toMatchObject({ error: { code: 'BAD_PARAMETER', message: 'No region.' } });
    expect(world.log.lines).toEqual([
      {
        level: 'warn',
        message: 'A model failed',
        fields: { jobId: JOB, modelId: MODEL, code: 'BAD_PARAMETER', cause: failure },
      },
    ]);
  });

  it('ends as our own fault, billed or not, if this program fails after the vendor has drawn', async () => {
    const world = await workerWorld([{ bytes: undefined as unknown as Uint8Array }]);
    await world.worker()(event(), INVOCATION);
    expect(await world.result()).toMatchObject({
      error: {
        code: 'INTERNAL',
        message: 'Something went wrong on our side.',
        billed: 'unknown',
        retryable: true,
      },
    });
    expect(world.spent()).toBe(80_000);
  });
});

describe('the time that a model took', () => {
  it('is counted for a picture, and only for that', async () => {
    const times = memoryTimesStore();
    const worker = async (reply: Parameters<typeof workerWorld>[0][number]) => {
      const world = await workerWorld([reply]);
      await world.worker({ times })(event(), INVOCATION);
      return (await usualTimes({ times, clock: world.clock }, [slot(1)]))[0];
    };
    expect(await worker(rateLimited())).toBeNull();
    expect(await worker({ bytes: PNG, warnings: [] })).toMatchObject({ count: 1 });
  });

  it('does not matter to the result when it cannot be counted', async () => {
    const world = await workerWorld([{ bytes: PNG, warnings: [] }]);
    const times = { ...memoryTimesStore(), count: () => Promise.reject(new Error('no table')) };
    await world.worker({ times })(event(), INVOCATION);
    expect(await world.result()).toMatchObject({ status: 'completed' });
  });
});
