import { describe, expect, it } from '@jest/globals';
import { imageStore } from '../../../../src/store/image-store.ts';
import { memoryObjectStore } from '../../../../src/store/memory-object-store.ts';
import {
  BROKEN,
  beyondBrowsers,
  HEIC as HEIC_UNSHOWN,
  keepFile,
  keptAs,
  NO_PNG,
  setAside,
} from '../../../../src/usecases/run-model/keep-file.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { memoryLog } from '../../../helpers/job-world.ts';
import { HEIC } from '../../../helpers/tiny-pictures.ts';

const PLACE = { runId: 'job', name: '1-a' };
const ORIGIN = { startedAt: 'a', completedAt: 'b', costUsd: 0.04, sent: { seed: 7 } };
const TYPE = { contentType: 'image/heic', extension: 'heic' } as const;
const FILE = { place: PLACE, bytes: HEIC, type: TYPE, origin: ORIGIN };
const ORIGINAL = { key: 'images/job/1-a.original.heic', contentType: 'image/heic', bytes: 32 } as const;
const IMAGE_KEY = 'images/job/1-a.png';
const PATIENCE_MS = 60_000;

/** A store of which the calls of these names fail, each so often. */
async function world(failures: { put?: number; delete?: number } = {}) {
  const clock = fakeClock();
  const begin = clock.now();
  const objects = memoryObjectStore();
  await objects.put(IMAGE_KEY, 'x', { contentType: 'image/png' });
  const left = { put: 0, delete: 0, ...failures };
  const times: number[] = [];
  const flaky = (name: 'put' | 'delete') => {
    times.push(clock.now() - begin);
    left[name] -= 1;
    if (left[name] >= 0) throw new Error('S3 is down.');
  };
  const put: typeof objects.put = async (...args) => {
    flaky('put');
    return objects.put(...args);
  };
  const remove: typeof objects.delete = async (key) => {
    flaky('delete');
    return objects.delete(key);
  };
  const images = imageStore({ ...objects, put, delete: remove });
  const tools = { images, clock, log: memoryLog() };
  return { objects, tools, times, until: begin + PATIENCE_MS };
}

describe('a file that is paid for', () => {
  it('is kept as it came, with where it comes from', async () => {
    const { objects, tools, until } = await world();
    expect(await keepFile(tools, FILE, until)).toEqual(ORIGINAL);
    expect(objects.objects.get(ORIGINAL.key)?.body).toEqual(HEIC);
    expect((await tools.images.read(ORIGINAL.key))?.origin).toEqual(ORIGIN);
  });

  it('is stored again and again until the time is up', async () => {
    const patient = await world({ put: 3 });
    expect(await keepFile(patient.tools, FILE, patient.until)).toEqual(ORIGINAL);
    const { tools, times, until } = await world({ put: 1000 });
    await expect(keepFile(tools, FILE, until)).rejects.toMatchObject({
      code: 'INTERNAL',
      message: 'The picture was drawn but could not be stored.',
      billed: 'yes',
      retryable: true,
      original: undefined,
    });
    expect(times.at(-1)).toBeGreaterThan(PATIENCE_MS - 5000);
    expect(times.at(-1)).toBeLessThanOrEqual(PATIENCE_MS);
  });

  it.each([
    [HEIC_UNSHOWN, /^The model answered with a HEIC picture, which cannot be shown here\./, false],
    [BROKEN, /^The model answered with a picture that is broken or cut off\./, true],
    [NO_PNG, /^The model answered with a picture that is broken, cut off or too large\./, true],
    [beyondBrowsers(40_000, 3), /a picture of 40000 \u00d7 3 pixels, which no browser can show\./, false],
  ])('is named by the failure, which says why it is not shown: $sentence', (why, sentence, retryable) => {
    const failure = keptAs(ORIGINAL, why);
    expect(failure).toMatchObject({ code: 'INVALID_IMAGE', billed: 'yes', retryable, original: ORIGINAL });
    expect(failure.message).toMatch(sentence);
    expect(failure.message).toMatch(/ The file is kept and can be downloaded\.$/);
  });
});

describe('a broken picture', () => {
  it('is moved away from those of its run', async () => {
    const { objects, tools, until } = await world({ put: 1, delete: 1 });
    expect(await setAside(tools, FILE, IMAGE_KEY, until)).toEqual(ORIGINAL);
    expect([...objects.objects.keys()]).toEqual([ORIGINAL.key]);
    expect(tools.log.lines).toEqual([]);
  });

  it('is only kept if it was not stored before', async () => {
    const { objects, tools, until } = await world();
    expect(await setAside(tools, FILE, undefined, until)).toEqual(ORIGINAL);
    expect(objects.objects.has(IMAGE_KEY)).toBe(true);
  });

  it('is not kept a second time where it was made here of a file that is', async () => {
    const { objects, tools, until } = await world();
    const original = { key: 'images/job/1-a.original.svg', contentType: 'image/svg+xml', bytes: 9 } as const;
    const made = { ...FILE, origin: { ...ORIGIN, original } };
    expect(await setAside(tools, made, IMAGE_KEY, until)).toEqual(original);
    expect([...objects.objects.keys()]).toEqual([]);
  });

  it('stays among the pictures if it could not be kept elsewhere', async () => {
    const { objects, tools, until } = await world({ put: 1000 });
    await expect(setAside(tools, FILE, IMAGE_KEY, until)).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(objects.objects.has(IMAGE_KEY)).toBe(true);
  });

  it('is named after five seconds in which it cannot be removed', async () => {
    const { tools, times, until } = await world({ delete: 1000 });
    expect(await setAside(tools, FILE, IMAGE_KEY, until)).toEqual(ORIGINAL);
    expect(times.length).toBeGreaterThan(3);
    expect(times.at(-1)).toBeLessThanOrEqual(5000);
    const fields = { jobId: 'job', cause: new Error('S3 is down.') };
    expect(tools.log.lines).toEqual([
      { level: 'warn', message: 'A broken picture could not be removed', fields },
    ]);
  });
});
