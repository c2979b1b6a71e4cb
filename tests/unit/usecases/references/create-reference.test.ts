import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { objectKeys } from '../../../../src/store/object-keys.ts';
import type { ReferenceDocument } from '../../../../src/store/reference-store.ts';
import { actionsIn } from '../../../helpers/actions.ts';
import { deletionWorld, RUN_KEY } from '../../../helpers/deletion-world.ts';
import { input } from '../../../helpers/job-world.ts';
import { referenceWorld } from '../../../helpers/reference-world.ts';
import { failingMethods } from '../../../helpers/store-faults.ts';
import { PNG } from '../../../helpers/worker-world.ts';

const FILE = { contentType: 'image/jpeg', bytes: 1234 } as const;

describe('a file', () => {
  it('gets a form for exactly its type and length, for ten minutes', async () => {
    const { create, signed, world } = referenceWorld();
    const offered = await create(FILE);
    expect(offered).toEqual({
      uploadId: expect.stringMatching(/^[A-Za-z0-9_-]{32}$/),
      url: 'https://bucket.example',
      fields: { key: expect.stringMatching(/^uploads\/.{32}$/) },
      expiresAt: '2026-11-20T12:10:00.000Z',
    });
    expect(signed).toEqual([
      {
        key: `uploads/${'uploadId' in offered && offered.uploadId}`,
        ...FILE,
        metadata: {},
        expiresAt: new Date(world.clock.now() + 600_000),
      },
    ]);
  });

  it('is bound to the hash of a key that was sent', async () => {
    const { create, signed } = referenceWorld();
    await create(FILE, RUN_KEY);
    expect(signed[0]?.metadata).toEqual({ 'run-key-hash': sha256Hex(RUN_KEY) });
  });

  it('gets an id that nobody can guess', async () => {
    const { create } = referenceWorld();
    const ids = await Promise.all(Array.from({ length: 50 }, async () => JSON.stringify(await create(FILE))));
    expect(new Set(ids).size).toBe(50);
  });

  it('counts as an action', async () => {
    const { create, prepare, world } = referenceWorld();
    for (let times = 0; times < 500; times += 1) await create(FILE);
    expect(actionsIn(world.counters)).toBe(500);
    await expect(create(FILE)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(prepare('x'.repeat(32))).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });
});

async function drawn(visibility: 'listed' | 'private' = 'listed', count = 1) {
  const found = await deletionWorld({ visibility, count });
  for (const event of found.world.dispatched.splice(0)) await found.work(event);
  return { ...found, ...referenceWorld(found.world) };
}

describe('a picture of a run', () => {
  it('is ready at once', async () => {
    const { create, jobId, prepared, tools } = await drawn();
    const reference = await create({ from: { jobId, modelId: '2-model-2', index: 0 } });
    expect(reference).toEqual({
      referenceId: expect.stringMatching(/^[A-Za-z0-9_-]{32}$/),
      width: 300,
      height: 200,
      bytes: 3,
      thumbnailUrl: 'data:image/webp;base64,BA==',
      expiresAt: '2026-11-21T12:00:00.000Z',
    });
    expect(prepared).toEqual([PNG]);
    const id = 'referenceId' in reference ? reference.referenceId : '';
    expect(await tools.references.read(id)).toEqual({
      ...reference,
      key: `references/${id}.png`,
      contentType: 'image/png',
      sha256: sha256Hex(new Uint8Array([1, 2, 3])),
    });
  });

  it('is that of the newest attempt that drew one', async () => {
    const { create, jobId, world, prepared } = await drawn();
    const request = { retryOf: jobId, models: ['1-model-1'] };
    const { response } = await world.container()(input({ request, runKey: RUN_KEY }));
    const other = Buffer.from('another picture');
    const event = world.dispatched.splice(0)[0];
    if (event === undefined) throw new Error('Nothing was dispatched.');
    const [first] = [...world.objects.objects.keys()].filter((key) => key.endsWith('1-model-1.result.json'));
    const stored = await world.objects.get(first ?? '');
    const result = JSON.parse(new TextDecoder().decode(stored?.body));
    const key = `images/${jobId}/other.png`;
    await world.objects.put(key, other, { contentType: 'image/png' });
    await world.objects.put(
      objectKeys.result(response.jobId, '1-model-1'),
      JSON.stringify({ ...result, imageKey: key }),
      { contentType: 'application/json' },
    );
    await create({ from: { jobId, modelId: '1-model-1' } });
    expect(prepared).toEqual([new Uint8Array(other)]);
  });

  it('is not told of a blind run, whose models would be known then', async () => {
    const { create, jobId, world } = await drawn();
    const stored = await world.jobs.read(jobId);
    await world.objects.put(objectKeys.job(jobId), JSON.stringify({ ...stored, blind: {} }), {
      contentType: 'application/json',
    });
    await expect(create({ from: { jobId, modelId: '1-model-1' } })).rejects.toMatchObject({
      code: 'STILL_BLIND',
    });
  });

  it.each([
    ['there is no such run', { jobId: '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f' }],
    ['the run has no such model', { modelId: '3-model-3' }],
    ['the model drew no such picture', { index: 3 }],
  ])('is not found if %s', async (_, changes) => {
    const { create, jobId } = await drawn();
    const from = { jobId, modelId: '1-model-1', ...changes };
    await expect(create({ from })).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });

  it('may be any of several of its model', async () => {
    const { create, jobId, prepared } = await drawn('listed', 2);
    await create({ from: { jobId, modelId: '1-model-1', index: 1 } });
    await create({ from: { jobId, modelId: '1-model-1' } });
    expect(prepared).toEqual([PNG, PNG]);
    const from = { jobId, modelId: '1-model-1', index: 2 };
    await expect(create({ from })).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });

  it('is not looked for below an id that is none', async () => {
    const { world } = await drawn();
    const { create } = referenceWorld(world, failingMethods('list', 'get'));
    const from = { jobId: '../gallery', modelId: '1-model-1' };
    await expect(create({ from })).rejects.toMatchObject({
      code: 'JOB_NOT_FOUND',
      message: 'There is no such picture, or its run has expired.',
    });
  });

  it('of a private run needs its key, and is bound to it', async () => {
    const { create, jobId, tools } = await drawn('private');
    const from = { jobId, modelId: '1-model-1' };
    await expect(create({ from })).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    const reference = await create({ from }, RUN_KEY);
    const stored = await tools.references.read('referenceId' in reference ? reference.referenceId : '');
    expect(stored).toMatchObject({ runKeyHash: sha256Hex(RUN_KEY) } satisfies Partial<ReferenceDocument>);
  });

  it('of a deleted run is told as deleted', async () => {
    const { create, jobId, remove } = await drawn();
    await remove();
    const from = { jobId, modelId: '1-model-1' };
    await expect(create({ from })).rejects.toMatchObject({ code: 'RUN_DELETED' });
  });

  it('is refused with a sentence if a store is down', async () => {
    const { world, jobId } = await drawn();
    const { create } = referenceWorld(world, failingMethods('put'));
    const from = { jobId, modelId: '1-model-1' };
    await expect(create({ from })).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
  });
});
