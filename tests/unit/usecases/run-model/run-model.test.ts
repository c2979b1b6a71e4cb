import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Slot } from '../../../../src/config/slot.ts';
import type { WorkerEvent } from '../../../../src/contract/index.ts';
import { ProviderError } from '../../../../src/errors.ts';
import { UnreadablePictureError } from '../../../../src/lib/image-type.ts';
import { safeText } from '../../../../src/lib/safe-text.ts';
import type { CallContext, GeneratedImage } from '../../../../src/providers/types.ts';
import { claimStore } from '../../../../src/store/claim-store.ts';
import { galleryStore } from '../../../../src/store/gallery-store.ts';
import { imageStore } from '../../../../src/store/image-store.ts';
import { jobStore } from '../../../../src/store/job-store.ts';
import { memoryTimesStore } from '../../../../src/store/memory-times-store.ts';
import { openRunStore } from '../../../../src/store/open-run-store.ts';
import { type ResultStore, resultStore } from '../../../../src/store/result-store.ts';
import { createBudget } from '../../../../src/usecases/limits/budget.ts';
import { usualTimes } from '../../../../src/usecases/models/usual-times.ts';
import { type RunModelTools, runModel } from '../../../../src/usecases/run-model/run-model.ts';
import { marksOn } from '../../../helpers/counter-marks.ts';
import { jobWorld, slot } from '../../../helpers/job-world.ts';
import {
  type Fault,
  failingCall,
  failingMethods,
  noFaults,
  withFaults,
} from '../../../helpers/store-faults.ts';
import { picture } from '../../../helpers/tiny-pictures.ts';
import { asVendorText } from '../../../helpers/vendor-text.ts';

const JOB = '11111111-1111-4111-8111-111111111111';
const CREATED_AT = '2026-11-20T12:00:00.000Z';
const MODEL = '1-model-1';
const BUDGETS = ['spend#2026-11-20', 'spend#2026-11'];

let png: Uint8Array;
beforeAll(async () => {
  png = await picture('png', 64, 48);
});

const event = (changes: Partial<WorkerEvent> = {}): WorkerEvent => ({
  jobId: JOB,
  modelId: MODEL,
  prompt: 'a red fox in snow',
  parameters: { seed: 7 },
  createdAt: CREATED_AT,
  totalModels: 2,
  reservedUsd: 0.04,
  correlationId: 'correlation-1',
  ...changes,
});

type Reply = GeneratedImage | Error | ((context: CallContext) => Promise<GeneratedImage>);

/** A worker over memory, with a vendor that answers with these replies in turn; the last one stays. */
async function workerWorld(replies: Reply[], { slots = [slot(1), slot(2)] }: { slots?: Slot[] } = {}) {
  const world = jobWorld({ slots });
  const reserve = (key: string, amount: number) =>
    world.counters.add(key, { amount, limit: 1e9, mark: `reservation of ${key}`, expiresAt: 0 });
  for (const key of BUDGETS) await reserve(key, 80_000);
  const asked: { at: number; options: unknown }[] = [];
  const modelOf = async () => ({
    plan: (options: unknown) => ({
      sent: { seed: 7, size: '64x48' },
      warnings: [safeText`planned warning`],
      async run(context: CallContext) {
        asked.push({ at: world.clock.now() - Date.parse(CREATED_AT), options });
        const reply = replies[Math.min(asked.length, replies.length) - 1];
        if (reply === undefined) throw new Error('The script is empty');
        if (reply instanceof Error) throw reply;
        return typeof reply === 'function' ? reply(context) : reply;
      },
    }),
  });
  const worker = (changes: Partial<RunModelTools> = {}, faults = noFaults()) => {
    const objects = withFaults(world.objects, faults);
    return runModel({
      slots,
      modelOf,
      claims: claimStore(objects),
      results: resultStore(objects),
      images: imageStore(objects),
      gallery: galleryStore(objects),
      times: memoryTimesStore(),
      jobs: jobStore(objects),
      openRuns: openRunStore(objects),
      counters: withFaults(world.counters, faults),
      budget: createBudget({ counters: withFaults(world.counters, faults), log: world.log }),
      thumbnailer: {
        thumbnail: async () => new TextEncoder().encode('small'),
        shownPicture: async () => png,
      },
      clock: world.clock,
      log: world.log,
      newId: world.newId,
      random: () => 0.5,
      ...changes,
    });
  };
  const result = () => world.results.read(JOB, MODEL);
  return { ...world, asked, worker, result, reserve };
}

const INVOCATION = { requestId: 'request-1', remainingMs: 300_000 };
const refused = (changes: { waitMs?: number | undefined } = {}) =>
  new ProviderError('RATE_LIMITED', safeText`Too many requests.`, {
    billed: 'no',
    retryable: true,
    notStarted: { waitMs: changes.waitMs },
  });

describe('the time that a model took', () => {
  it('is counted for a picture, and only for that', async () => {
    const times = memoryTimesStore();
    const worker = async (reply: Parameters<typeof workerWorld>[0][number]) => {
      const world = await workerWorld([reply]);
      await world.worker({ times })(event(), INVOCATION);
      return (await usualTimes({ times, clock: world.clock }, [slot(1)]))[0];
    };
    expect(await worker(refused())).toBeNull();
    expect(await worker({ bytes: png, warnings: [] })).toMatchObject({ count: 1 });
  });

  it('does not matter to the result when it cannot be counted', async () => {
    const world = await workerWorld([{ bytes: png, warnings: [] }]);
    const times = { ...memoryTimesStore(), count: () => Promise.reject(new Error('no table')) };
    await world.worker({ times })(event(), INVOCATION);
    expect(await world.result()).toMatchObject({ status: 'completed' });
  });
});

describe('drawing a picture', () => {
  it("stores the vendor's bytes, a small version, the result and the gallery entry", async () => {
    const world = await workerWorld([
      { bytes: png, revisedPrompt: asVendorText('a fox, revised'), warnings: [safeText`answer warning`] },
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
      bytes: png.byteLength,
      contentType: 'image/png',
      startedAt: CREATED_AT,
      completedAt: CREATED_AT,
      durationMs: 0,
      requested: { seed: 7 },
      sent: { seed: 7, size: '64x48' },
      warnings: ['planned warning', 'answer warning'],
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
    expect(Buffer.compare(image?.body ?? Buffer.alloc(0), png)).toBe(0);
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
    const world = await workerWorld([{ bytes: png }]);
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
        return { bytes: png };
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
    ['the beginning of a picture', async () => png.slice(0, 20)],
  ])('calls %s INVALID_IMAGE and billed', async (_what, bytes) => {
    const world = await workerWorld([{ bytes: await bytes() }]);
    await world.worker()(event(), INVOCATION);
    expect(await world.result()).toMatchObject({
      status: 'failed',
      error: { code: 'INVALID_IMAGE', billed: 'yes', retryable: true },
      costUsd: 0.04,
      requested: { seed: 7 },
      sent: { seed: 7, size: '64x48' },
      warnings: [safeText`planned warning`],
    });
    expect(world.keysUnder('images/')).toEqual([]);
    expect(world.keysUnder('gallery/')).toEqual([]);
    expect(world.spent()).toBe(80_000);
  });

  it('goes without a small version, with a warning, where none can be made', async () => {
    const world = await workerWorld([{ bytes: png }]);
    const thumbnail = () => Promise.reject(new Error('cannot read'));
    await world.worker({ thumbnailer: { thumbnail, shownPicture: async () => png } })(event(), INVOCATION);
    const result = await world.result();
    expect(result).toMatchObject({
      status: 'completed',
      warnings: ['planned warning', 'No small version of this picture could be made.'],
    });
    expect(result).not.toHaveProperty('thumbnailKey');
    const [entryKey = ''] = world.keysUnder('gallery/');
    expect((await world.gallery.read(entryKey))?.previewKey).toBe(`images/${JOB}/${MODEL}.png`);
  });

  it('does not pass a broken picture off as one, though it has a size', async () => {
    const world = await workerWorld([{ bytes: png }]);
    const thumbnail = () => Promise.reject(new UnreadablePictureError('cut off'));
    await world.worker({ thumbnailer: { thumbnail, shownPicture: async () => png } })(event(), INVOCATION);
    expect(await world.result()).toMatchObject({
      status: 'failed',
      error: { code: 'INVALID_IMAGE', billed: 'yes', retryable: true },
    });
    expect(world.keysUnder('gallery/')).toEqual([]);
  });

  it('makes one gallery entry of a run, whoever succeeds first', async () => {
    const world = await workerWorld([{ bytes: png }]);
    await Promise.all([MODEL, '2-model-2'].map((modelId) => world.worker()(event({ modelId }), INVOCATION)));
    expect(world.keysUnder('gallery/')).toHaveLength(1);
  });
});

describe('what a picture costs', () => {
  const spentAfter = async (reply: Reply, slots = [slot(1)]) => {
    const world = await workerWorld([reply], { slots });
    await world.worker()(event(), INVOCATION);
    return {
      spent: world.spent(),
      month: world.counters.values.get('spend#2026-11'),
      result: await world.result(),
    };
  };
  const settings = { ...slot(1).settings, priceUsd: undefined };

  it('is what the vendor says, and the budgets are corrected to it', async () => {
    const cheaper = await spentAfter({ bytes: png, costUsd: 0.01 });
    expect(cheaper).toMatchObject({ spent: 50_000, month: 50_000, result: { costUsd: 0.01 } });
    const dearer = await spentAfter({ bytes: png, costUsd: 0.1 });
    expect(dearer).toMatchObject({ spent: 140_000, month: 140_000, result: { costUsd: 0.1 } });
  });

  it('is left out where nobody knows it, and the reservation stays', async () => {
    const { spent, result } = await spentAfter({ bytes: png }, [slot(1, { settings })]);
    expect(result).not.toHaveProperty('costUsd');
    expect(spent).toBe(80_000);
  });

  it('is given back where the vendor did not bill', async () => {
    const failure = new ProviderError('PROMPT_REFUSED', safeText`Refused.`, {
      billed: 'no',
      retryable: false,
    });
    const { spent, month, result } = await spentAfter(failure);
    expect([spent, month]).toEqual([40_000, 40_000]);
    expect(result).toMatchObject({
      error: { code: 'PROMPT_REFUSED', message: 'Refused.', billed: 'no', retryable: false },
    });
    expect(result).not.toHaveProperty('costUsd');
  });

  it('stays reserved where nobody knows whether it was billed', async () => {
    const failure = new ProviderError('OUTCOME_UNKNOWN', safeText`Lost.`, {
      billed: 'unknown',
      retryable: true,
    });
    expect((await spentAfter(failure)).spent).toBe(80_000);
  });

  it('is charged for a refusal that the vendor bills', async () => {
    const failure = new ProviderError('IMAGE_REFUSED', safeText`Refused.`, {
      billed: 'yes',
      retryable: false,
      costUsd: 0.02,
    });
    expect(await spentAfter(failure)).toMatchObject({ spent: 60_000, result: { costUsd: 0.02 } });
    const silent = new ProviderError('IMAGE_REFUSED', safeText`Refused.`, {
      billed: 'yes',
      retryable: false,
    });
    expect(await spentAfter(silent)).toMatchObject({ spent: 80_000, result: { costUsd: 0.04 } });
  });

  it('is what a failure of unknown outcome reports, too', async () => {
    const failure = new ProviderError('PROVIDER_DOWN', safeText`Broken.`, {
      billed: 'unknown',
      retryable: true,
      costUsd: 0.02,
    });
    expect(await spentAfter(failure)).toMatchObject({ spent: 60_000, result: { costUsd: 0.02 } });
  });

  it('is the price of the catalog where the figure of the vendor cannot be true, and the result says so', async () => {
    const doubt = expect.stringContaining('not plausible');
    expect(
      await spentAfter({ bytes: png, costUsd: 1e9, warnings: [safeText`answer warning`] }),
    ).toMatchObject({
      spent: 80_000,
      result: {
        costUsd: 0.04,
        reportedCostUsd: 1e9,
        warnings: ['planned warning', 'answer warning', doubt],
      },
    });
    const failure = new ProviderError('IMAGE_REFUSED', safeText`No.`, {
      billed: 'yes',
      retryable: false,
      costUsd: 1e9,
    });
    expect(await spentAfter(failure)).toMatchObject({
      result: { costUsd: 0.04, reportedCostUsd: 1e9, warnings: ['planned warning', doubt] },
    });
  });

  it('is corrected in the day and month in which the job was made', async () => {
    const world = await workerWorld([
      new ProviderError('BAD_KEY', safeText`Bad key.`, { billed: 'no', retryable: false }),
    ]);
    await world.reserve('spend#2026-11-30', 40_000);
    world.clock.advance(Date.parse('2026-12-01T00:00:10.000Z') - world.clock.now());
    await world.worker()(event({ createdAt: '2026-11-30T23:59:50.000Z' }), INVOCATION);
    expect(
      await world.counters.read(['spend#2026-11-30', 'spend#2026-11', 'spend#2026-12-01', 'spend#2026-12']),
    ).toEqual([0, 40_000, 0, 0]);
  });
});

describe('the order of what a worker does at the end', () => {
  /** What happened, in order, and whether the worker had returned before. */
  type Slowly = (what: string) => Promise<void>;
  type Changes = (slowly: Slowly) => Partial<ResultStore>;
  const orderOf = async (reply: Reply, changes: Changes = () => ({})) => {
    const world = await workerWorld([reply]);
    const order: string[] = [];
    const slowly = async (what: string) => {
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      order.push(what);
    };
    const budget = {
      settle: (_: unknown, costUsd: number) => slowly(`settled ${costUsd}`).then(() => true),
      forget: () => slowly('forgotten'),
    };
    const results = { ...world.results, save: () => slowly('stored').then(() => 'saved' as const) };
    const { add } = world.counters;
    const counters = {
      add: (...args: Parameters<typeof add>) => slowly('recorded').then(() => add(...args)),
    };
    const gallery = { ...world.gallery, add: () => slowly('shown') };
    await world.worker({ budget, results: { ...results, ...changes(slowly) }, counters, gallery })(
      event(),
      INVOCATION,
    );
    return [...order, 'returned'];
  };
  const SETTLED = ['settled 0', 'recorded', 'forgotten', 'returned'];
  const refusal = new ProviderError('PROMPT_REFUSED', safeText`No.`, { billed: 'no', retryable: false });

  it('is: store the result, show the picture, settle, record that, forget the mark, return', async () => {
    expect(await orderOf({ bytes: png, costUsd: 0 })).toEqual(['stored', 'shown', ...SETTLED]);
    expect(await orderOf(refusal)).toEqual(['stored', ...SETTLED]);
  });

  it('is, for an attempt that was closed meanwhile: keep the picture, show it, settle, return', async () => {
    const closed: Changes = (slowly) => ({
      save: async () => 'closed' as const,
      saveLate: () => slowly('kept late'),
    });
    expect(await orderOf({ bytes: png, costUsd: 0 }, closed)).toEqual([
      'kept late',
      'shown',
      'settled 0',
      'returned',
    ]);
    // What was told stays; a failure adds nothing to it.
    expect(await orderOf(refusal, closed)).toEqual(['returned']);
  });

  it('has no settlement where nobody knows the cost', async () => {
    const lost = new ProviderError('OUTCOME_UNKNOWN', safeText`Lost.`, {
      billed: 'unknown',
      retryable: true,
    });
    expect(await orderOf(lost)).toEqual(['stored', 'recorded', 'returned']);
  });

  it('leaves no mark on the budgets', async () => {
    const world = await workerWorld([{ bytes: png, costUsd: 0.01 }]);
    await world.worker()(event(), INVOCATION);
    expect(await marksOn(world.counters, BUDGETS)).toEqual(BUDGETS.map((key) => `reservation of ${key}`));
  });
});

describe('asking again', () => {
  it('happens where the vendor certainly did not start, after 1, 2 and 4 seconds, four times at most', async () => {
    const world = await workerWorld([refused()]);
    await world.worker()(event(), INVOCATION);
    expect(world.asked.map(({ at }) => at)).toEqual([0, 1000, 3000, 7000]);
    expect(await world.result()).toMatchObject({
      error: { code: 'RATE_LIMITED', billed: 'no' },
      durationMs: 7000,
    });
  });

  it('spreads the waits by a quarter each way', async () => {
    for (const [random, at] of [
      [0, 750],
      [0.999999, 1250],
    ] as const) {
      const world = await workerWorld([refused(), { bytes: png }]);
      await world.worker({ random: () => random })(event(), INVOCATION);
      expect(world.asked[1]?.at).toBe(at);
    }
  });

  it('waits as long as the vendor says', async () => {
    const world = await workerWorld([refused({ waitMs: 13_000 }), { bytes: png }]);
    await world.worker()(event(), INVOCATION);
    expect(world.asked.map(({ at }) => at)).toEqual([0, 13_000]);
    expect(await world.result()).toMatchObject({ status: 'completed' });
  });

  it("does not happen where the vendor's wait goes beyond the deadline", async () => {
    const world = await workerWorld([refused({ waitMs: 60_000 })]);
    await world.worker()(event(), INVOCATION);
    expect(world.asked).toHaveLength(1);
    expect(await world.result()).toMatchObject({ error: { code: 'RATE_LIMITED' }, durationMs: 0 });
  });

  it.each([
    [
      'a refusal',
      new ProviderError('PROMPT_REFUSED', safeText`No.`, { billed: 'no', retryable: false }),
      'PROMPT_REFUSED',
      'no',
    ],
    [
      'an outage of unknown outcome',
      new ProviderError('PROVIDER_DOWN', safeText`Down.`, { billed: 'unknown', retryable: true }),
      'PROVIDER_DOWN',
      'unknown',
    ],
    ['a error that nobody foresaw', new TypeError('x is not a function'), 'OUTCOME_UNKNOWN', 'unknown'],
  ])('does not happen after %s', async (_what, failure, code, billed) => {
    const world = await workerWorld([failure]);
    await world.worker()(event(), INVOCATION);
    expect(world.asked).toHaveLength(1);
    expect(await world.result()).toMatchObject({ status: 'failed', error: { code, billed } });
  });
});

describe('time', () => {
  const silent = (context: CallContext) =>
    new Promise<GeneratedImage>((_resolve, reject) => {
      context.signal.addEventListener('abort', () => reject(context.signal.reason));
    });

  it('is up when the slot says so: the call is aborted, and the outcome unknown', async () => {
    const world = await workerWorld([silent]);
    await world.worker()(event(), INVOCATION);
    expect(await world.result()).toMatchObject({
      error: { code: 'TIMEOUT', billed: 'unknown', retryable: true },
      durationMs: 60_000,
      sent: { seed: 7, size: '64x48' },
    });
    expect(world.spent()).toBe(80_000);
  });

  it('aborts the signal only when it is up', async () => {
    let signal: AbortSignal | undefined;
    const world = await workerWorld([
      (context) => {
        ({ signal } = context);
        return new Promise(() => undefined);
      },
    ]);
    const ended = world.worker()(event(), INVOCATION);
    while (signal === undefined) await new Promise((resolve) => setImmediate(resolve));
    expect(signal.aborted).toBe(false);
    await ended;
    expect(signal.aborted).toBe(true);
  });

  it('is up for a vendor that does not listen to the signal', async () => {
    const world = await workerWorld([() => new Promise(() => undefined)]);
    await world.worker()(event(), INVOCATION);
    expect(await world.result()).toMatchObject({ error: { code: 'TIMEOUT' } });
  });

  it('leaves 20 seconds of the function for storing', async () => {
    const world = await workerWorld([silent]);
    await world.worker()(event(), { requestId: 'r', remainingMs: 50_000 });
    expect((await world.claims.read(JOB, MODEL))?.deadline).toBe('2026-11-20T12:00:30.000Z');
    expect(await world.result()).toMatchObject({ error: { code: 'TIMEOUT' }, durationMs: 30_000 });
  });

  it('is too short to begin: the vendor is not asked, and nothing is charged', async () => {
    const world = await workerWorld([{ bytes: png }]);
    await world.worker()(event(), { requestId: 'r', remainingMs: 20_500 });
    expect(world.asked).toEqual([]);
    expect(await world.result()).toMatchObject({
      error: { code: 'NOT_STARTED', billed: 'no', retryable: true },
    });
    expect(world.spent()).toBe(40_000);
  });
});

describe('at most once', () => {
  it('does nothing for a duplicate, during and after the first', async () => {
    let during: unknown;
    const world = await workerWorld([
      async () => {
        during = await world.worker()(event(), INVOCATION);
        return { bytes: png };
      },
    ]);
    await world.worker()(event(), INVOCATION);
    expect(during).toEqual({ outcome: 'duplicate' });
    expect(await world.worker()(event(), INVOCATION)).toEqual({ outcome: 'duplicate' });
    expect(world.asked).toHaveLength(1);
    expect(world.spent()).toBe(80_000);
  });

  it('asks the vendor once for 50 events at once', async () => {
    const world = await workerWorld([{ bytes: png }]);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => world.worker()(event(), INVOCATION)));
    expect(outcomes.filter(({ outcome }) => outcome === 'ended')).toHaveLength(1);
    expect(world.asked).toHaveLength(1);
  });

  it('closes an event older than 300 seconds without asking, and gives its reservation back', async () => {
    const world = await workerWorld([{ bytes: png }]);
    world.clock.advance(300_001);
    expect(await world.worker()(event(), INVOCATION)).toEqual({ outcome: 'closed' });
    expect(world.asked).toEqual([]);
    expect(await world.result()).toMatchObject({
      error: { code: 'NOT_STARTED', billed: 'no', retryable: true },
    });
    expect(world.spent()).toBe(40_000);
    expect(await world.worker()(event(), INVOCATION)).toEqual({ outcome: 'duplicate' });
    expect(world.spent()).toBe(40_000);
  });

  it('works on an event of 300 seconds', async () => {
    const world = await workerWorld([{ bytes: png }]);
    world.clock.advance(300_000);
    expect(await world.worker()(event(), INVOCATION)).toMatchObject({ outcome: 'ended' });
  });

  it('leaves an old event alone that another worker has claimed', async () => {
    const world = await workerWorld([{ bytes: png }]);
    await world.worker()(event(), INVOCATION);
    world.clock.advance(400_000);
    expect(await world.worker()(event(), INVOCATION)).toEqual({ outcome: 'duplicate' });
    expect(await world.result()).toMatchObject({ status: 'completed' });
  });

  it('closes an event for a slot that no longer exists', async () => {
    const world = await workerWorld([{ bytes: png }], { slots: [slot(2)] });
    expect(await world.worker()(event(), INVOCATION)).toEqual({ outcome: 'closed' });
    expect(await world.result()).toMatchObject({
      model: MODEL,
      provider: 'unknown',
      error: { code: 'NOT_STARTED', message: 'This model is no longer configured.', billed: 'no' },
    });
  });

  it('closes an event of a newer version, which it does not understand, and draws one of its own', async () => {
    const world = await workerWorld([{ bytes: png }]);
    expect(await world.worker()(event({ version: 2 }), INVOCATION)).toEqual({ outcome: 'closed' });
    expect(world.asked).toEqual([]);
    expect(await world.result()).toMatchObject({
      model: 'Model 1',
      provider: 'Scripted',
      error: {
        code: 'NOT_STARTED',
        message: 'This model could not be started. Nothing was charged.',
        billed: 'no',
      },
    });
    expect(world.spent()).toBe(40_000);
    const other = await workerWorld([{ bytes: png }]);
    expect(await other.worker()(event({ version: 1 }), INVOCATION)).toMatchObject({ outcome: 'ended' });
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

describe('a store that fails', () => {
  const callsOfOneRun = async () => {
    const world = await workerWorld([{ bytes: png, costUsd: 0.01 }]);
    const faults = noFaults();
    await world.worker({}, faults)(event(), INVOCATION);
    return faults.calls;
  };

  it.each(['before', 'after'] as Fault[])(
    'once, at any call (%s): the vendor is asked once and its picture kept',
    async (fault) => {
      const calls = await callsOfOneRun();
      expect(calls).toBeGreaterThan(6);
      for (let call = 1; call <= calls; call += 1) {
        const world = await workerWorld([{ bytes: png, costUsd: 0.01 }]);
        await world.worker({}, failingCall(call, fault))(event(), INVOCATION);
        expect(await world.worker()(event(), INVOCATION)).toEqual({ outcome: 'duplicate' });
        expect(world.asked).toHaveLength(1);
        expect(await world.result()).toMatchObject({ status: 'completed', thumbnailKey: expect.any(String) });
        expect(world.keysUnder('gallery/')).toHaveLength(1);
        for (const period of BUDGETS) {
          expect([50_000, 80_000]).toContain(world.counters.values.get(period));
        }
      }
    },
  );

  it('for two minutes while the picture is there: it is kept all the same', async () => {
    const world = await workerWorld([{ bytes: png }]);
    const outage = {
      calls: 0,
      plan: (_call: number, method: string) =>
        method === 'put' && world.clock.now() < Date.parse(CREATED_AT) + 120_000
          ? ('before' as const)
          : undefined,
    };
    await world.worker({}, outage)(event(), INVOCATION);
    expect(await world.result()).toMatchObject({ status: 'completed' });
    expect(world.asked).toHaveLength(1);
  });

  it('for pictures until the end: the result says that it was billed', async () => {
    const world = await workerWorld([{ bytes: png }]);
    await world.worker({}, failingMethods('put'))(event(), INVOCATION);
    expect(await world.result()).toMatchObject({ error: { code: 'INTERNAL', billed: 'yes' }, costUsd: 0.04 });
    expect(world.spent()).toBe(80_000);
  });

  it('for pictures until the end: five seconds are left for the result', async () => {
    const world = await workerWorld([{ bytes: png }]);
    const tries: number[] = [];
    world.objects.put = () => {
      tries.push(world.clock.now() - Date.parse(CREATED_AT));
      return Promise.reject(new Error('S3 is unavailable'));
    };
    await world.worker()(event(), { requestId: 'r', remainingMs: 50_000 });
    expect(Math.max(...tries)).toBeLessThanOrEqual(45_000);
    expect(Math.max(...tries)).toBeGreaterThan(40_000);
  });

  it('for results until the end: it is said in time for the event to be given up', async () => {
    const world = await workerWorld([{ bytes: png }]);
    const save = () => Promise.reject(new Error('S3 is unavailable'));
    const ended = world.worker({ results: { ...world.results, save } })(event(), {
      requestId: 'r',
      remainingMs: 53_000,
    });
    await expect(ended).rejects.toThrow('S3 is unavailable');
    const end = world.clock.now() - Date.parse(CREATED_AT);
    // Two and a half seconds before the end, and not a whole wait earlier.
    expect(end).toBeLessThanOrEqual(50_500);
    expect(end).toBeGreaterThan(45_500);
    expect(world.spent()).toBe(80_000);
  });

  it('for the gallery: the picture is there, the log says which run is not shown, and the rest is for the sweeper', async () => {
    const world = await workerWorld([{ bytes: png, costUsd: 0.01 }]);
    const add = () => Promise.reject(new Error('S3 is unavailable'));
    await world.worker({ gallery: { ...world.gallery, add } })(event(), INVOCATION);
    expect(await world.result()).toMatchObject({ status: 'completed' });
    expect(world.spent()).toBe(80_000);
    expect(world.log.lines).toEqual([
      {
        level: 'error',
        message: 'A run could not be added to the gallery',
        fields: { jobId: JOB, cause: expect.any(Error) },
      },
    ]);
  });

  it('for claims: the vendor is not asked, and the event goes to the dead-letter queue', async () => {
    const world = await workerWorld([{ bytes: png }]);
    await expect(world.worker({}, failingMethods('putIfAbsent'))(event(), INVOCATION)).rejects.toThrow(
      'putIfAbsent failed',
    );
    expect(world.asked).toEqual([]);
    expect(world.clock.now() - Date.parse(CREATED_AT)).toBeLessThanOrEqual(10_000);
    expect(world.clock.now() - Date.parse(CREATED_AT)).toBeGreaterThan(5000);
  });

  it('for counters: the picture and its result are there, and the budget counts too much rather than too little', async () => {
    const world = await workerWorld([{ bytes: png, costUsd: 0.01 }]);
    await world.worker({}, failingMethods('correct'))(event(), INVOCATION);
    expect(await world.result()).toMatchObject({ status: 'completed' });
    expect(world.spent()).toBe(80_000);
    expect(world.log.lines.filter(({ level }) => level === 'error')).toHaveLength(3);
  });

  it('for pictures until the end: the cost is what the vendor reported', async () => {
    const world = await workerWorld([{ bytes: png, costUsd: 0.01 }]);
    await world.worker({}, failingMethods('put'))(event(), INVOCATION);
    expect(await world.result()).toMatchObject({ error: { code: 'INTERNAL', billed: 'yes' }, costUsd: 0.01 });
    // It may be stored all the same, so the sweeper looks for it before it settles.
    expect(world.spent()).toBe(80_000);
  });

  it('for thumbnails: the picture is completed without one after five seconds', async () => {
    const world = await workerWorld([{ bytes: png }]);
    const { put } = world.objects;
    world.objects.put = (key, ...others) =>
      key.endsWith('.thumb.webp') ? Promise.reject(new Error('S3 is unavailable')) : put(key, ...others);
    await world.worker()(event(), INVOCATION);
    expect(await world.result()).toMatchObject({
      status: 'completed',
      warnings: ['planned warning', 'No small version of this picture could be made.'],
    });
    expect(world.clock.now() - Date.parse(CREATED_AT)).toBeLessThanOrEqual(5000);
  });

  it('for counters that answer late: the worker stays until its cost is settled', async () => {
    const world = await workerWorld([{ bytes: png, costUsd: 0.01 }]);
    const done: string[] = [];
    const settle = async () => {
      await world.clock.sleep(8000);
      done.push('settled');
      return true;
    };
    const forget = async () => void done.push('forgotten');
    await world.worker({ budget: { settle, forget } })(event(), INVOCATION);
    expect(done).toEqual(['settled', 'forgotten']);
  });

  it('for counters that never answer: the result is there all the same', async () => {
    const world = await workerWorld([{ bytes: png, costUsd: 0.01 }]);
    const settle = () => new Promise<never>(() => undefined);
    void world.worker({ budget: { settle, forget: settle } })(event(), INVOCATION);
    await world.clock.sleep(1);
    expect(await world.result()).toMatchObject({ status: 'completed' });
  });
});
