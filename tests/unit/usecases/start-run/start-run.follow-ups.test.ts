import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../../../src/lib/hash.ts';
import { input, jobWorld } from '../../../helpers/job-world.ts';

const KEY = 'a-key-of-twenty-two-characters';
const runKeyHash = sha256Hex(KEY);

async function started() {
  const world = jobWorld();
  const root = await world.container()(input({ request: { prompt: 'a fox' }, runKeyHash }));
  world.dispatched.length = 0;
  world.clock.advance(1000);
  const runId = root.response.jobId;
  const retry = (changes: Parameters<typeof input>[0] = {}, faults?: Parameters<typeof world.container>[1]) =>
    world.container(
      {},
      faults,
    )(
      input({
        request: { prompt: 'a blue fox', models: ['2-model-2'], retryOf: runId },
        runKey: KEY,
        ...changes,
      }),
    );
  return { world, runId, retry };
}

describe('starting a follow-up', () => {
  it('is told to the run, to the job and to its workers', async () => {
    const { world, runId, retry } = await started();
    const { response } = await retry();
    expect(response).toMatchObject({ retryOf: runId, models: [{ id: '2-model-2' }] });
    const models = world.slots.map(({ id, name }) => ({ id, name }));
    const made = { jobId: runId, createdAt: '2026-11-20T12:00:00.000Z' };
    const run = { ...made, prompt: 'a fox', totalModels: 2, models };
    expect(await world.jobs.read(response.jobId)).toMatchObject({ run, runKeyHash, prompt: 'a blue fox' });
    expect(world.dispatched).toEqual([
      expect.objectContaining({ modelId: '2-model-2', totalModels: 1, run }),
    ]);
    expect((await world.jobs.list(runId)).followUps).toEqual([
      { jobId: response.jobId, hasEnded: false, late: [] },
    ]);
  });

  it('is not the run that the same idempotency key started with the same prompt', async () => {
    const { world, retry } = await started();
    const idempotencyKey = 'a-key-of-one-client-alone';
    const request = { prompt: 'a blue fox', models: ['2-model-2'] };
    await world.container()(input({ request, idempotencyKey, runKeyHash }));
    await expect(retry({ idempotencyKey })).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  it('stores nothing of the key itself', async () => {
    const { world, retry } = await started();
    await retry();
    const stored = [...world.objects.objects.values()].map(({ body }) => new TextDecoder().decode(body));
    expect(stored.filter((text) => text.includes(KEY))).toEqual([]);
  });

  it('leaves no follow-up that its run does not know', async () => {
    const { world, runId, retry } = await started();
    let writes = 0;
    const plan = (_call: number, method: string) =>
      method === 'putIfAbsent' && ++writes === 1 ? 'before' : undefined;
    await expect(retry({}, { calls: 0, plan })).rejects.toMatchObject({ code: 'DISPATCH_FAILED' });
    expect(world.keysUnder('jobs/').filter((key) => !key.startsWith(`jobs/${runId}/`))).toEqual([]);
    expect(world.dispatched).toEqual([]);
  });

  it('counts and reserves as any run', async () => {
    const { world, retry } = await started();
    expect(world.spent()).toBe(80_000);
    await retry();
    expect(world.spent()).toBe(120_000);
    expect(world.counters.values.get('rate#global#2026-11-20T12')).toBe(2);
  });

  it('is one of at most twenty, however many are asked for at once, and charges nothing for the others', async () => {
    const { world, runId, retry } = await started();
    const answers = await Promise.allSettled(Array.from({ length: 25 }, () => retry()));
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(refused).toHaveLength(5);
    for (const reason of refused) {
      expect(reason).toMatchObject({ code: 'INVALID_PARAMETER', details: [{ field: 'retryOf' }] });
    }
    expect((await world.jobs.list(runId)).followUps).toHaveLength(20);
    expect(world.dispatched).toHaveLength(20);
    expect(world.spent()).toBe(80_000 + 20 * 40_000);
    expect(world.counters.values.get('rate#global#2026-11-20T12')).toBe(21);
  });

  it('is another request than a run of its own under the same idempotency key', async () => {
    const { retry } = await started();
    const idempotencyKey = 'a-long-enough-idempotency-key';
    const first = await retry({ idempotencyKey });
    expect((await retry({ idempotencyKey })).response).toEqual(first.response);
    const request = { prompt: 'a blue fox', models: ['2-model-2'] };
    await expect(retry({ idempotencyKey, request })).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });
});

describe('the runs of a key', () => {
  const mine = async (world: ReturnType<typeof jobWorld>) =>
    (await world.ownRuns.list(runKeyHash, { limit: 10 })).runs.map(({ jobId }) => jobId);

  it('are listed from when they are started, their follow-ups within them', async () => {
    const { world, runId, retry } = await started();
    await retry();
    expect(await mine(world)).toEqual([runId]);
  });

  it('are those that were started with its hash', async () => {
    const world = jobWorld();
    await world.container()(input());
    expect(world.keysUnder('mine/')).toEqual([]);
  });

  it('are listed, too, if the request that started one died before it was', async () => {
    const world = jobWorld();
    const idempotencyKey = 'a-long-enough-idempotency-key';
    const died = world.container({ ownRuns: { add: () => new Promise<never>(() => undefined) } });
    void died(input({ idempotencyKey, runKeyHash }));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const [key = ''] = world.keysUnder('jobs/');
    world.clock.advance(36_000);
    const { response } = await world.container()(input({ idempotencyKey, runKeyHash }));
    expect(key).toContain(response.jobId);
    expect(await mine(world)).toEqual([response.jobId]);
  });

  it('leave nothing behind if one cannot be listed: it is not started', async () => {
    const world = jobWorld();
    const add = async () => {
      throw new Error('S3 is away');
    };
    await expect(world.container({ ownRuns: { add } })(input({ runKeyHash }))).rejects.toMatchObject({
      code: 'DISPATCH_FAILED',
    });
    expect(world.dispatched).toEqual([]);
  });
});
