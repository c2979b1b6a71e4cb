import { describe, expect, it } from '@jest/globals';
import { galleryStore } from '../../../../src/store/gallery-store.ts';
import { imageStore } from '../../../../src/store/image-store.ts';
import { jobStore } from '../../../../src/store/job-store.ts';
import { showPicture } from '../../../../src/usecases/run-model/show-picture.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { CREATED_AT, completedDocument, failedDocument, JOB_ID } from '../../../helpers/job-documents.ts';
import { memoryLog } from '../../../helpers/job-world.ts';
import { slowStore } from '../../../helpers/slow-writes.ts';
import { failingMethods, noFaults, withFaults } from '../../../helpers/store-faults.ts';

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

const FOLLOW_UP = { ...EVENT, run: { jobId: RUN, prompt: 'p', createdAt: CREATED_AT, totalModels: 1 } };
const { deletedAt: _none, ...THERE } = STATE;
const LISTED = { ...THERE, title: 'For the poster' };
const PRIVATE = { ...THERE, visibility: 'private' as const };

/** A store with the three objects of the picture, and what a worker has. */
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
  const keysUnder = (prefix: string) => [...objects.objects.keys()].filter((key) => key.startsWith(prefix));
  const entry = () => {
    const [key = ''] = keysUnder('gallery/');
    return JSON.parse(Buffer.from(objects.objects.get(key)?.body ?? []).toString() || 'null');
  };
  return { objects, tools, jobs: jobStore(objects), keysUnder, entry };
}

/** Does something to the run once a worker has written the entry, before it looks again. */
function onceShown<T extends Awaited<ReturnType<typeof setup>>['tools']>(
  tools: T,
  act: () => Promise<unknown>,
): T {
  const add: typeof tools.gallery.add = async (entry) => {
    const isNew = await tools.gallery.add(entry);
    await act();
    return isNew;
  };
  return { ...tools, gallery: { ...tools.gallery, add } };
}

describe('a picture of a run for everybody', () => {
  it('is in the gallery, under one entry whoever comes first', async () => {
    const { tools, keysUnder, entry } = await setup();
    expect(await showPicture(tools, EVENT, PICTURE, 0)).toBe(true);
    const first = entry();
    expect(first).toMatchObject({ id: JOB_ID, previewKey: PICTURE.thumbnailKey });
    const other = completedDocument('2-b', { thumbnailKey: `images/${JOB_ID}/2-b.webp` });
    expect(await showPicture(tools, { ...EVENT, modelId: '2-b' }, other, 0)).toBe(true);
    expect(keysUnder('gallery/')).toHaveLength(1);
    expect(entry()).toEqual(first);
  });

  it('costs the first one a write and two listings, the others a write and a listing', async () => {
    const { tools, objects } = await setup();
    for (const methods of [
      ['list', 'putIfAbsent', 'list'],
      ['list', 'putIfAbsent'],
    ]) {
      const made: string[] = [];
      const counted = withFaults(objects, { calls: 0, plan: (_call, method) => void made.push(method) });
      await showPicture(
        { ...tools, gallery: galleryStore(counted), jobs: jobStore(counted) },
        EVENT,
        PICTURE,
        0,
      );
      expect(made).toEqual(methods);
    }
  });

  it('is shown with what was decided about the run before', async () => {
    const { tools, jobs, entry } = await setup();
    await jobs.saveState(JOB_ID, LISTED);
    expect(await showPicture(tools, EVENT, PICTURE, 0)).toBe(true);
    expect(entry()).toMatchObject({ title: 'For the poster' });
  });

  it.each([
    ['title', 'For the poster'],
    ['expiresAt', '2026-12-01T00:00:00.000Z'],
  ])('is shown with the %s that the run got while the entry was written', async (field, value) => {
    const { tools, jobs, entry } = await setup();
    const change = () => jobs.saveState(JOB_ID, { ...THERE, [field]: value });
    expect(await showPicture(onceShown(tools, change), EVENT, PICTURE, 0)).toBe(true);
    expect(entry()).toMatchObject({ [field]: value });
  });

  it('is shown with the run that its follow-up belongs to', async () => {
    const { tools, jobs, entry } = await setup();
    const expiresAt = '2026-12-01T00:00:00.000Z';
    await jobs.saveState(RUN, { ...THERE, expiresAt });
    await showPicture(tools, FOLLOW_UP, PICTURE, 0);
    expect(entry()).toMatchObject({ id: RUN, expiresAt });
  });
});

describe('a picture whose run was deleted while it was drawn', () => {
  it('goes with its small version and its original, and is in no gallery', async () => {
    const { objects, tools, jobs } = await setup();
    await jobs.saveState(JOB_ID, STATE);
    let added = 0;
    const watched = onceShown(tools, async () => {
      added += 1;
    });
    expect(await showPicture(watched, EVENT, PICTURE, 0)).toBe(true);
    expect([...objects.objects.keys()]).toEqual([`jobs/${JOB_ID}/state.json`]);
    expect(added).toBe(0);
  });

  it('goes with the entry too, if that was written at the same moment', async () => {
    const { objects, tools, jobs } = await setup();
    const deleteRun = () => jobs.saveState(JOB_ID, STATE);
    expect(await showPicture(onceShown(tools, deleteRun), EVENT, PICTURE, 0)).toBe(true);
    expect([...objects.objects.keys()]).toEqual([`jobs/${JOB_ID}/state.json`]);
  });

  it('goes with the entry too, if a first try wrote it and its response was lost', async () => {
    const { objects, tools, jobs } = await setup();
    let tries = 0;
    const add: typeof tools.gallery.add = async (entry) => {
      tries += 1;
      const isNew = await tools.gallery.add(entry);
      if (tries > 1) return isNew;
      await jobs.saveState(JOB_ID, STATE);
      throw new Error('S3 hung up');
    };
    const patient = tools.clock.now() + 10_000;
    await showPicture({ ...tools, gallery: { ...tools.gallery, add } }, EVENT, PICTURE, patient);
    expect(tries).toBe(2);
    expect([...objects.objects.keys()]).toEqual([`jobs/${JOB_ID}/state.json`]);
  });

  it('takes an entry along that another worker has left', async () => {
    const { tools, jobs, keysUnder } = await setup();
    await showPicture(tools, EVENT, PICTURE, 0);
    await jobs.saveState(JOB_ID, STATE);
    await showPicture(tools, { ...EVENT, modelId: '2-b' }, completedDocument('2-b'), 0);
    expect(keysUnder('gallery/')).toEqual([]);
  });

  it('goes if it is a file alone, which a failure names', async () => {
    const { objects, tools, jobs } = await setup();
    await jobs.saveState(JOB_ID, STATE);
    expect(await showPicture(tools, EVENT, failedDocument('1-a', { original: ORIGINAL }), 0)).toBe(true);
    expect(objects.objects.has(ORIGINAL.key)).toBe(false);
  });

  it('goes with the run that its follow-up belongs to, and with no other', async () => {
    const { tools, jobs, keysUnder } = await setup();
    await jobs.saveState(RUN, STATE);
    await showPicture(tools, EVENT, PICTURE, 0);
    expect(keysUnder('images/')).toHaveLength(3);
    await showPicture(tools, FOLLOW_UP, PICTURE, 0);
    expect(keysUnder('images/')).toEqual([]);
    expect(keysUnder('gallery/')).toEqual([expect.stringContaining(JOB_ID)]);
  });

  it('is left to the sweeper if the store refuses, and the worker goes on', async () => {
    const { objects, tools, jobs } = await setup(failingMethods('delete'));
    await jobs.saveState(JOB_ID, STATE);
    expect(await showPicture(tools, EVENT, PICTURE, 0)).toBe(false);
    expect(objects.objects.size).toBe(4);
    const fields = { jobId: JOB_ID, cause: expect.any(Error) };
    const message = 'The gallery could not be brought up to date';
    expect(tools.log.lines).toEqual([{ level: 'error', message, fields }]);
  });
});

describe('a picture of a run that is not for everybody', () => {
  it.each([
    ['from the start', 'private', undefined, 0],
    ['from the start, until it was listed', 'unlisted', LISTED, 1],
    ['by now', undefined, PRIVATE, 0],
  ] as const)('%s', async (_when, visibility, state, entries) => {
    const { tools, jobs, keysUnder } = await setup();
    if (state !== undefined) await jobs.saveState(JOB_ID, state);
    const event = { ...EVENT, ...(visibility && { visibility }) };
    expect(await showPicture(tools, event, PICTURE, 0)).toBe(true);
    expect(keysUnder('images/')).toHaveLength(3);
    expect(keysUnder('gallery/')).toHaveLength(entries);
  });

  it('is taken out again if it became so while the entry was written', async () => {
    const { tools, jobs, keysUnder } = await setup();
    const hide = () => jobs.saveState(JOB_ID, PRIVATE);
    expect(await showPicture(onceShown(tools, hide), EVENT, PICTURE, 0)).toBe(true);
    expect(keysUnder('images/')).toHaveLength(3);
    expect(keysUnder('gallery/')).toEqual([]);
  });
});

describe('the sweeper', () => {
  it.each(['list', 'putIfAbsent', 'put'] as const)(
    'has to see to a picture, which was paid for and stays, if the store refuses to %s',
    async (method) => {
      const { tools, jobs, keysUnder } = await setup(failingMethods(method));
      const change = () => jobs.saveState(JOB_ID, LISTED);
      expect(await showPicture(onceShown(tools, change), EVENT, PICTURE, 0)).toBe(false);
      expect(keysUnder('images/')).toHaveLength(3);
      expect(tools.log.lines).toMatchObject([{ level: 'error', fields: { jobId: JOB_ID } }]);
    },
  );

  it('has nothing to do where a failure names no file', async () => {
    const { tools } = await setup(failingMethods('get', 'list'));
    expect(await showPicture(tools, EVENT, failedDocument('1-a'), 0)).toBe(true);
    expect(tools.log.lines).toEqual([]);
  });
});
