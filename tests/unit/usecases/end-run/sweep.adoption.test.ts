import { describe, expect, it } from '@jest/globals';
import { safeText } from '../../../../src/lib/safe-text.ts';
import { slot } from '../../../helpers/job-world.ts';
import { MINUTE_MS, sweptStack } from '../../../helpers/swept-stack.ts';

describe('a stored picture without a result', () => {
  /** A run of one model whose worker died after it had stored the picture. */
  async function stored() {
    const world = sweptStack({ '1-model-1': { costUsd: 0.01 } }, [slot(1)]);
    const jobId = await world.start();
    await world.kill(world.dispatched.splice(0)[0], 4);
    return { world, jobId };
  }

  it('is handed to a worker with all that the event of its run had', async () => {
    const { world, jobId } = await stored();
    world.clock.advance(360_000);
    await world.sweep();
    expect(world.dispatched).toEqual([
      {
        jobId,
        modelId: '1-model-1',
        prompt: 'a red fox in snow',
        parameters: {},
        createdAt: '2026-11-20T12:00:00.000Z',
        totalModels: 1,
        models: [{ id: '1-model-1', name: 'Model 1' }],
        reservedUsd: 0.04,
        correlationId: 'correlation-1',
        adopt: { imageKey: `images/${jobId}/1-model-1.png`, attempt: 1, thumbnail: true },
      },
    ]);
  });

  it('is adopted whatever became of the adoptions of other models', async () => {
    const world = sweptStack();
    await world.start();
    const [first, second] = world.dispatched.splice(0);
    await world.kill(first, 4);
    await world.kill(second, 4);
    world.clock.advance(360_000);
    await world.sweep();
    const [one] = world.dispatched.splice(0);
    await world.kill(one, 2);
    world.clock.advance(360_000);
    await world.sweep();
    const asked = world.dispatched.map(({ modelId, adopt }) => [modelId, adopt?.attempt]).sort();
    expect(asked).toEqual([
      ['1-model-1', 2],
      ['2-model-2', 1],
    ]);
  });

  it('is adopted three times at most, then its attempt is closed and the log says why', async () => {
    const { world, jobId } = await stored();
    const attempts: unknown[] = [];
    for (let pass = 0; pass < 5; pass += 1) {
      world.clock.advance(360_000);
      await world.sweep();
      const adoptions = world.dispatched.splice(0);
      attempts.push(...adoptions.map(({ adopt }) => [adopt?.attempt, adopt?.thumbnail]));
      for (const adoption of adoptions) await world.kill(adoption, 2);
    }
    expect(attempts).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);
    expect(await world.resultOf(jobId, '1-model-1')).toMatchObject({ error: { code: 'OUTCOME_UNKNOWN' } });
    expect(world.log.lines).toContainEqual({
      level: 'error',
      message: 'A stored picture could not be adopted',
      fields: { jobId, modelId: '1-model-1' },
    });
    expect(world.keysUnder('open/')).toEqual([]);
  });

  it('waits for the next pass if no worker can be had', async () => {
    const { world, jobId } = await stored();
    world.clock.advance(360_000);
    const dispatcher = { dispatch: () => Promise.reject(new Error('Lambda is busy')) };
    expect(await world.sweep(undefined, { dispatcher })).toEqual({ visited: 0, waiting: 0, failed: 1 });
    expect(await world.resultOf(jobId, '1-model-1')).toBeUndefined();
    await world.later(MINUTE_MS);
    expect(await world.resultOf(jobId, '1-model-1')).toMatchObject({ status: 'completed' });
  });

  it.each([
    ['OUTCOME_UNKNOWN', true],
    ['TIMEOUT', true],
    ['INTERNAL', true],
    ['PROVIDER_DOWN', false],
    ['INVALID_IMAGE', false],
    ['NOT_STARTED', false],
  ] as const)('that failed with %s is adopted late: %s', async (code, isAdopted) => {
    const world = sweptStack({}, [slot(1)]);
    const jobId = await world.start();
    const [event] = world.dispatched.splice(0);
    await world.kill(event, 4);
    await world.results.save(jobId, {
      model: 'Model 1',
      modelId: '1-model-1',
      provider: 'Scripted',
      status: 'failed',
      error: { code, message: safeText`x`, billed: 'unknown', retryable: true },
    });
    await world.later(7 * MINUTE_MS);
    await world.later(3 * MINUTE_MS);
    // Whoever adopts may die, so that its run stays open for another pass.
    expect(world.keysUnder('open/')).toHaveLength(isAdopted ? 1 : 0);
    expect((await world.results.readLate(jobId, '1-model-1'))?.status).toBe(
      isAdopted ? 'completed' : undefined,
    );
    await world.later(6 * MINUTE_MS);
    expect(world.keysUnder('open/')).toEqual([]);
  });

  it('of a blind run is handed over with its name, under which it is shown then', async () => {
    const { world, jobId } = await stored();
    const job = await world.jobs.read(jobId);
    await world.objects.put(
      `jobs/${jobId}/job.json`,
      JSON.stringify({ ...job, blind: { '1-model-1': 'name' } }),
      {
        contentType: 'application/json',
      },
    );
    world.clock.advance(360_000);
    await world.sweep();
    expect(world.dispatched).toMatchObject([{ blind: 'name', adopt: { attempt: 1 } }]);
  });
});
