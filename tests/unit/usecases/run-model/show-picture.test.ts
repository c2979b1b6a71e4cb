import { describe, expect, it } from '@jest/globals';
import { galleryStore } from '../../../../src/store/gallery-store.ts';
import { imageStore } from '../../../../src/store/image-store.ts';
import { jobStore } from '../../../../src/store/job-store.ts';
import { addToGallery, isDeleted, removeIfHidden } from '../../../../src/usecases/run-model/show-picture.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { CREATED_AT, completedDocument, failedDocument, JOB_ID } from '../../../helpers/job-documents.ts';
import { memoryLog } from '../../../helpers/job-world.ts';
import { slowStore } from '../../../helpers/slow-writes.ts';
import { type Faults, failingMethods, noFaults, withFaults } from '../../../helpers/store-faults.ts';

const RUN = '1f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f';
const EVENT = {
  jobId: JOB_ID,
  modelId: '1-a',
  prompt: 'p',
  parameters: {},
  createdAt: CREATED_AT,
  totalModels: 1,
  reservedUsd: 0,
  correlationId: 'c',
};
const ORIGINAL = {
  key: `images/${JOB_ID}/1-a.original.svg`,
  contentType: 'image/svg+xml',
  bytes: 1,
} as const;
const PICTURE = completedDocument('1-a', { original: ORIGINAL });
const STATE = {
  createdAt: CREATED_AT,
  deletedAt: CREATED_AT,
  runKeyHash: 'h',
  visibility: 'listed' as const,
};

async function setup(faults = noFaults()) {
  const objects = slowStore();
  for (const key of [PICTURE.imageKey, PICTURE.thumbnailKey ?? '', ORIGINAL.key]) {
    await objects.put(key, 'x', { contentType: 'image/png' });
  }
  const flaky = withFaults(objects, faults);
  const tools = {
    gallery: galleryStore(flaky),
    images: imageStore(flaky),
    jobs: jobStore(flaky),
    clock: fakeClock(),
    log: memoryLog(),
  };
  await addToGallery({ ...tools, gallery: galleryStore(objects) }, EVENT, PICTURE, 0);
  return { objects, tools, jobs: jobStore(objects) };
}

describe('a picture whose run was deleted meanwhile', () => {
  it('goes with its small version, its original and the entry of the gallery', async () => {
    const { objects, tools, jobs } = await setup();
    await removeIfHidden(tools, EVENT, PICTURE);
    expect(objects.objects.size).toBe(4);
    await jobs.saveState(JOB_ID, STATE);
    await removeIfHidden(tools, EVENT, PICTURE);
    expect([...objects.objects.keys()]).toEqual([`jobs/${JOB_ID}/state.json`]);
  });

  it('goes if it is a file alone, which a failure names', async () => {
    const { objects, tools, jobs } = await setup();
    await jobs.saveState(JOB_ID, STATE);
    await removeIfHidden(tools, EVENT, failedDocument('1-a', { original: ORIGINAL }));
    expect(objects.objects.has(ORIGINAL.key)).toBe(false);
  });

  it('is not looked for where a failure names no file', async () => {
    const { tools } = await setup(failingMethods('get', 'list'));
    tools.log.lines.splice(0);
    await removeIfHidden(tools, EVENT, failedDocument('1-a'));
    expect(tools.log.lines).toEqual([]);
  });

  it('is that of the run which a follow-up belongs to', async () => {
    const { tools, jobs } = await setup();
    const event = { ...EVENT, run: { jobId: RUN, prompt: 'p', createdAt: CREATED_AT, totalModels: 1 } };
    expect(await isDeleted(tools, event)).toBe(false);
    await jobs.saveState(RUN, STATE);
    expect(await isDeleted(tools, event)).toBe(true);
    expect(await isDeleted(tools, EVENT)).toBe(false);
  });

  it('goes with the run that its follow-up belongs to, from the gallery entry of that run', async () => {
    const { objects, tools, jobs } = await setup();
    const createdAt = '2026-11-01T00:00:00.000Z';
    const event = { ...EVENT, run: { jobId: RUN, prompt: 'p', createdAt, totalModels: 1 } };
    await addToGallery(tools, event, PICTURE, 0);
    expect(objects.objects.size).toBe(5);
    await jobs.saveState(RUN, STATE);
    await removeIfHidden(tools, event, PICTURE);
    const left = [...objects.objects.keys()];
    expect(left).toEqual([expect.stringContaining(JOB_ID), `jobs/${RUN}/state.json`]);
  });

  it('stays for the sweeper if the store refuses, and the worker goes on', async () => {
    const { objects, tools, jobs } = await setup(failingMethods('delete'));
    await jobs.saveState(JOB_ID, STATE);
    await removeIfHidden(tools, EVENT, PICTURE);
    expect(objects.objects.size).toBe(5);
    const fields = { jobId: JOB_ID, cause: expect.any(Error) };
    const message = 'It is not known whether a run was deleted or hidden';
    expect(tools.log.lines).toEqual([{ level: 'error', message, fields }]);
  });
});

it.each([
  ['private', 0],
  ['unlisted', 0],
  ['listed', 1],
] as const)(
  'a picture stays whose run is %s by now, and its entry only if that is for everybody',
  async (visibility, entries) => {
    const { objects, tools, jobs } = await setup();
    const { deletedAt: _none, ...there } = STATE;
    await jobs.saveState(JOB_ID, { ...there, visibility });
    await removeIfHidden(tools, EVENT, PICTURE);
    const keys = [...objects.objects.keys()];
    expect(keys.filter((key) => key.startsWith('images/'))).toHaveLength(3);
    expect(keys.filter((key) => key.startsWith('gallery/'))).toHaveLength(entries);
  },
);

it('keeps a picture, which was paid for, if nobody can tell', async () => {
  const { objects, tools, jobs } = await setup(failingMethods('list'));
  await jobs.saveState(JOB_ID, STATE);
  await removeIfHidden(tools, EVENT, PICTURE);
  expect(objects.objects.size).toBe(5);
});

describe('the entry of the gallery', () => {
  const { deletedAt: _none, ...there } = STATE;
  const titled = { ...there, title: 'For the poster' };
  const withoutEntry = async () => {
    const set = await setup();
    const entry = [...set.objects.objects.keys()].find((key) => key.startsWith('gallery/')) ?? '';
    await set.objects.delete(entry);
    return set;
  };

  it('has what was decided about its run before it was there, which only its maker asks for', async () => {
    const { objects, tools, jobs } = await withoutEntry();
    await jobs.saveState(JOB_ID, titled);
    expect(await addToGallery(tools, EVENT, PICTURE, 0)).toBe(true);
    const [, entry] = [...objects.objects].find(([key]) => key.startsWith('gallery/')) ?? [];
    expect(Buffer.from(entry?.body ?? []).toString()).toContain('For the poster');
    const counted = noFaults();
    const again = { ...tools, jobs: jobStore(withFaults(objects, counted)) };
    expect(await addToGallery(again, EVENT, PICTURE, 0)).toBe(true);
    expect(counted.calls).toBe(0);
  });

  it('is written once where nothing was decided', async () => {
    const { objects, tools, jobs } = await withoutEntry();
    await jobs.saveState(JOB_ID, there);
    const counted: Faults = { calls: 0, plan: () => undefined };
    const methods: string[] = [];
    counted.plan = (_call, method) => void methods.push(method);
    const gallery = galleryStore(withFaults(objects, counted));
    expect(await addToGallery({ ...tools, gallery }, EVENT, PICTURE, 0)).toBe(true);
    expect(methods).toEqual(['putIfAbsent']);
  });

  it('has the end of its run, and for a follow-up what was decided about its run', async () => {
    const { objects, tools, jobs } = await withoutEntry();
    const expiresAt = '2026-12-01T00:00:00.000Z';
    await jobs.saveState(RUN, { ...there, expiresAt });
    const event = { ...EVENT, run: { jobId: RUN, prompt: 'p', createdAt: CREATED_AT, totalModels: 1 } };
    await addToGallery(tools, event, PICTURE, 0);
    const [, entry] = [...objects.objects].find(([key]) => key.startsWith('gallery/')) ?? [];
    expect(JSON.parse(Buffer.from(entry?.body ?? []).toString())).toMatchObject({ id: RUN, expiresAt });
  });

  it.each([
    [undefined, 0],
    ['unlisted', 0],
    ['listed', 1],
  ] as const)(
    'of a run that was not for everybody is there if it is now: %s',
    async (visibility, entries) => {
      const { objects, tools, jobs } = await withoutEntry();
      if (visibility !== undefined) await jobs.saveState(JOB_ID, { ...there, visibility });
      expect(await addToGallery(tools, { ...EVENT, visibility: 'unlisted' }, PICTURE, 0)).toBe(true);
      expect([...objects.objects.keys()].filter((key) => key.startsWith('gallery/'))).toHaveLength(entries);
    },
  );

  it('is not said to be there if that could not be written', async () => {
    const { objects, tools, jobs } = await withoutEntry();
    await jobs.saveState(JOB_ID, titled);
    const gallery = galleryStore(withFaults(objects, failingMethods('put')));
    expect(await addToGallery({ ...tools, gallery }, EVENT, PICTURE, 0)).toBe(false);
    expect(tools.log.lines).toMatchObject([{ level: 'error', fields: { jobId: JOB_ID } }]);
  });
});

it('says of which run it is not known whether it was deleted', async () => {
  const { tools } = await setup(failingMethods('list'));
  expect(await isDeleted(tools, EVENT)).toBe(false);
  const fields = { jobId: JOB_ID, cause: expect.any(Error) };
  expect(tools.log.lines.at(-1)).toEqual({
    level: 'error',
    message: 'It is not known whether a run was deleted',
    fields,
  });
});
