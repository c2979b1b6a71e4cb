import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { input, jobWorld } from '../../../helpers/job-world.ts';

const ANN = 'ann-has-an-id-of-22-le';
const KEY = 'the-key-of-this-run-and-no-other';
const private_ = { prompt: 'a fox', visibility: 'private' } as const;

describe('a run of a person', () => {
  it('is listed among theirs, and among those of the key that their browser has', async () => {
    const world = jobWorld();
    const start = world.container();
    const { response } = await start(input({ request: private_, owner: ANN, runKeyHash: sha256Hex(KEY) }));
    const job = await world.jobs.read(response.jobId);
    expect(job).toMatchObject({ owner: ANN, payer: ANN, runKeyHash: sha256Hex(KEY), visibility: 'private' });
    for (const index of [ANN, sha256Hex(KEY)]) {
      expect((await world.ownRuns.list(index, { limit: 9 })).runs.map(({ jobId }) => jobId)).toEqual([
        response.jobId,
      ]);
    }
    expect(world.dispatched[0]).toMatchObject({ payer: ANN });
  });

  it('needs no key to be private', async () => {
    const world = jobWorld();
    await expect(world.container()(input({ request: private_, owner: ANN }))).resolves.toBeDefined();
    await expect(world.container()(input({ request: private_ }))).rejects.toMatchObject({
      code: 'INVALID_PARAMETER',
    });
  });

  it('stays theirs when an admin retries it, who pays for that', async () => {
    const world = jobWorld();
    const start = world.container();
    const { response } = await start(input({ request: private_, owner: ANN }));
    const retryOf = response.jobId;
    const retry = await start(input({ request: { retryOf }, owner: 'olga', isAdmin: true }));
    expect(retry.response.retryOf).toBe(retryOf);
    expect(await world.jobs.read(retry.response.jobId)).toMatchObject({ owner: ANN, payer: 'olga' });
    expect(world.dispatched.at(-1)?.run).not.toHaveProperty('payer');
    await expect(start(input({ request: { retryOf }, owner: 'ben' }))).rejects.toMatchObject({
      code: 'JOB_NOT_FOUND',
    });
  });

  it('is not what the same idempotency key of somebody else stands for, however long it is', async () => {
    const world = jobWorld();
    const start = world.container();
    for (const idempotencyKey of ['order-1', 'a-key-of-16-characters']) {
      const runs = ['ann', 'ben', 'ann', undefined].map((owner) =>
        start(input({ request: { prompt: 'a fox' }, owner, idempotencyKey })),
      );
      const [ann, ben, again, anybody] = (await Promise.allSettled(runs)).map((outcome) =>
        outcome.status === 'fulfilled' ? outcome.value.response.jobId : String(outcome.reason.code),
      );
      expect(new Set([ann, ben, anybody]).size).toBe(3);
      expect([ann, 'IDEMPOTENCY_IN_PROGRESS']).toContain(again);
    }
  });
});
